import type { PlainLine, PlainProfile } from './encode-profile.ts'

export interface CountedRow {
  flat: bigint
  cum: bigint
}

/**
 * Flat and cum of each function, counted the slow and obvious way: over the profile as data, with bigint alone. What has
 * no function goes by its binary. Names must be such that pprof prints them as they are.
 */
export function countByHand(profile: PlainProfile, column: number): ReadonlyMap<string, CountedRow> {
  const functions = new Map((profile.functions ?? []).map((each) => [BigInt(each.id), each]))
  const mappings = new Map((profile.mappings ?? []).map((each) => [BigInt(each.id), each]))
  const locations = new Map((profile.locations ?? []).map((each) => [BigInt(each.id), each]))
  const rows = new Map<string, CountedRow>()
  const row = (name: string) => {
    const known = rows.get(name) ?? { flat: 0n, cum: 0n }
    rows.set(name, known)
    return known
  }
  for (const sample of profile.samples ?? []) {
    const value = BigInt(sample.values[column] ?? 0)
    const names = sample.locations.flatMap((id) => {
      const { mapping = 0, lines = [] } = locations.get(BigInt(id)) ?? {}
      const file = mappings.get(BigInt(mapping))?.file ?? ''
      const binary = file === '' ? '<unknown>' : `[${file.slice(file.lastIndexOf('/') + 1)}]`
      const nameOf = (line: PlainLine) => functions.get(BigInt(line.function))?.name || binary
      return lines.length === 0 ? [binary] : lines.map(nameOf)
    })
    if (names[0] !== undefined) row(names[0]).flat += value
    for (const name of new Set(names)) row(name).cum += value
  }
  return rows
}
