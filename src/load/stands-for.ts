import type { ProfileKind } from '../model/kind.ts'
import { splitExtension } from './extension.ts'

export interface NamedProfile {
  /** Without run and moment, e.g. `services/api/heap.pb.gz`. */
  readonly profile: string
  readonly kind: ProfileKind
}

/**
 * Go writes the same four metrics into `heap` and `allocs`; where a folder has both, allocs answers for `alloc_*` and
 * heap for `inuse_*`, so that nothing is judged twice. False if the other of the two answers for this metric.
 */
export function standsFor(
  profile: string,
  kind: ProfileKind,
  metric: string,
  allProfiles: readonly NamedProfile[],
): boolean {
  if (kind !== 'heap') return true
  const { stem } = splitExtension(profile)
  const folder = stem.slice(0, stem.lastIndexOf('/') + 1)
  const name = stem.slice(folder.length)
  const other =
    name === 'heap' && metric.startsWith('alloc_')
      ? 'allocs'
      : name === 'allocs' && metric.startsWith('inuse_')
        ? 'heap'
        : null
  if (other === null) return true
  return !allProfiles.some((known) => known.kind === 'heap' && splitExtension(known.profile).stem === folder + other)
}
