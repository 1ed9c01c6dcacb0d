import type { BaseUnit, ProfileKind } from '../model/kind.ts'
import { metricKnowledge } from './metric.ts'
import type { Levels, Limit } from './policy.ts'
import type { Quantity } from './quantity.ts'
import type { WrittenPart } from './schema.ts'
import type { Site } from './site.ts'

export interface WrittenLevels {
  readonly fail?: WrittenPart | readonly WrittenPart[] | undefined
  readonly warn?: WrittenPart | readonly WrittenPart[] | undefined
}

/** A quantity and the path to it. */
export interface PlacedQuantity {
  readonly path: readonly PropertyKey[]
  readonly quantity: Quantity
}

/** The levels that are written, and every quantity in them. */
export function readLevels(
  written: WrittenLevels,
  path: readonly PropertyKey[],
  site: Site,
): { readonly levels: Partial<Levels>; readonly quantities: readonly PlacedQuantity[] } {
  const levels: { -readonly [Level in keyof Levels]?: Limit[] } = {}
  const quantities: PlacedQuantity[] = []
  for (const level of ['fail', 'warn'] as const) {
    for (const [part, partPath] of partsOf(written[level], [...path, level])) {
      for (const [key, quantity] of Object.entries(part)) {
        if (typeof quantity === 'object') quantities.push({ path: [...partPath, key], quantity })
      }
      const limit = readLimit(part, partPath, site)
      if (limit !== null) levels[level] = [...(levels[level] ?? []), limit]
    }
  }
  return { levels, quantities }
}

type PlacedPart = readonly [WrittenPart, readonly PropertyKey[]]

function partsOf(written: WrittenLevels['fail'], path: readonly PropertyKey[]): readonly PlacedPart[] {
  if (written === undefined) return []
  return isList(written) ? written.map((part, index) => [part, [...path, index]]) : [[written, path]]
}

function isList(written: WrittenPart | readonly WrittenPart[]): written is readonly WrittenPart[] {
  return Array.isArray(written)
}

function readLimit(part: WrittenPart, path: readonly PropertyKey[], site: Site): Limit | null {
  const { percent, growth, above, 'per-snapshot': perSnapshot } = part
  for (const key of ['above', 'per-snapshot'] as const) {
    const others = Object.keys(part).filter((other) => other !== key)
    if (part[key] === undefined || others.length === 0) continue
    site.key([...path, key], 'not-alone', { key, others })
    return null
  }
  if (above !== undefined) return { kind: 'budget', above: above.value }
  if (perSnapshot !== undefined) return { kind: 'slope', perSnapshot: perSnapshot.value }
  if (percent === undefined && growth === undefined) {
    site.value(path, 'empty-part', { key: String(path.findLast((key) => typeof key === 'string')) })
    return null
  }
  return { kind: 'growth', percent: percent ?? null, growth: growth?.value ?? null }
}

/** The unit that the quantities share, null for plain numbers. It must be that of the metric, where that is known. */
export function sharedUnit(
  quantities: readonly PlacedQuantity[],
  kinds: readonly ProfileKind[],
  metric: string | null,
  site: Site,
): BaseUnit | null {
  let first: Quantity | null = null
  for (const { path, quantity } of quantities) {
    if (quantity.unit === 'plain' || !fitsMetric(path, quantity, kinds, metric, site)) continue
    first ??= quantity
    if (quantity.unit !== first.unit) site.value(path, 'mixed-units', { text: quantity.text, other: first.text })
  }
  return first === null || first.unit === 'plain' ? null : first.unit
}

/** Reports a quantity in another unit than that of the metric, and returns whether it fits. */
export function fitsMetric(
  path: readonly PropertyKey[],
  quantity: Quantity,
  kinds: readonly ProfileKind[],
  metric: string | null,
  site: Site,
): boolean {
  if (quantity.unit === 'plain') return true
  for (const kind of kinds) {
    const knowledge = metricKnowledge(kind, metric)
    if (knowledge.kind !== 'known' || knowledge.unit === quantity.unit) continue
    const { text, unit } = quantity
    site.value(path, 'unit-mismatch', { text, unit, metric: knowledge.name, metricUnit: knowledge.unit })
    return false
  }
  return true
}
