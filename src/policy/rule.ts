import type { ProfileKind } from '../model/kind.ts'
import { compileGlob } from './glob.ts'
import { defaultGroup, type Group, groupFitsKind, groupText, hasFrames } from './group.ts'
import { type PlacedQuantity, readLevels, sharedUnit } from './limits.ts'
import { metricKnowledge, metricName } from './metric.ts'
import { nearestName } from './nearest.ts'
import type { Override, Rule } from './policy.ts'
import type { WrittenRule } from './schema.ts'
import type { Site } from './site.ts'

/** A rule with its defaults. What does not go together is reported to the site; the rule is not for use then. */
export function readRule(written: WrittenRule, site: Site): Rule {
  const kinds = [...new Set([written.kind].flat())]
  const metric = written.metric === undefined ? null : metricName(kinds, written.metric)
  const of = written.of ?? defaultGroup(kinds)
  checkMetric(kinds, metric, site)
  checkSelection(written, kinds, of, site)
  if (written.fail === undefined && written.warn === undefined) site.value([], 'no-level', { owner: 'a rule' })
  const { levels, quantities } = readLevels(written, [], site)
  const overrides = readOverrides(written, of, site)
  return {
    name: written.name,
    line: site.line,
    kinds,
    files: written.files === undefined ? null : compileGlob(written.files),
    metric,
    unit: sharedUnit([...quantities, ...overrides.quantities], kinds, metric, site),
    of,
    by: written.by,
    per: written.per,
    focus: written.focus ?? [],
    ignore: written.ignore ?? [],
    only: written.only ?? [],
    except: written.except ?? [],
    levels: { fail: levels.fail ?? [], warn: levels.warn ?? [] },
    overrides: overrides.overrides,
    optional: written.optional,
  }
}

function checkMetric(kinds: readonly ProfileKind[], metric: string | null, site: Site): void {
  for (const kind of kinds) {
    const knowledge = metricKnowledge(kind, metric)
    if (kind === 'metrics' && metric === null) site.key(['kind'], 'metric-needed', { kind })
    if (knowledge.kind !== 'absent' || metric === null) continue
    const { known } = knowledge
    site.value(['metric'], 'unknown-metric', { metric, kind, near: nearestName(metric, known), known })
    return
  }
}

function checkSelection(written: WrittenRule, kinds: readonly ProfileKind[], of: Group, site: Site): void {
  const unfit = kinds.find((kind) => !groupFitsKind(of, kind))
  if (unfit !== undefined) site.value(['of'], 'group-unfit', { group: groupText(of), kind: unfit })
  checkGroups(written, [], of, site)
  const frameless = kinds.find((kind) => !hasFrames(kind))
  for (const key of ['focus', 'ignore'] as const) {
    if (written[key] !== undefined && frameless !== undefined) site.key([key], 'no-frames', { key, kind: frameless })
  }
}

/** `only` and `except` choose among named groups; the total is none. */
function checkGroups(
  written: Pick<WrittenRule, 'only' | 'except'>,
  path: readonly PropertyKey[],
  of: Group,
  site: Site,
): void {
  if (of.kind !== 'total') return
  for (const key of ['only', 'except'] as const) {
    if (written[key] !== undefined) site.key([...path, key], 'no-groups', { key })
  }
}

function readOverrides(
  written: WrittenRule,
  of: Group,
  site: Site,
): { readonly overrides: readonly Override[]; readonly quantities: readonly PlacedQuantity[] } {
  const quantities: PlacedQuantity[] = []
  const overrides = (written.overrides ?? []).map((override, index): Override => {
    const path = ['overrides', index]
    checkGroups(override, path, of, site)
    const { only, except, files, fail, warn } = override
    if (only === undefined && except === undefined && files === undefined) site.value(path, 'selects-nothing', {})
    if (fail === undefined && warn === undefined) site.value(path, 'no-level', { owner: 'an override' })
    const read = readLevels(override, path, site)
    quantities.push(...read.quantities)
    return {
      only: only ?? [],
      except: except ?? [],
      files: files === undefined ? null : compileGlob(files),
      levels: read.levels,
    }
  })
  return { overrides, quantities }
}
