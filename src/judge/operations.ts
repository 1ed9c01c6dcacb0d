import type { Manifest } from '../load/manifest.ts'
import type { Side } from '../result/result.ts'
import type { PairOutline } from './outline.ts'

/** Finds what `per: op` divides by. */
export interface Operations {
  /** Operations of each run of a side; null where nobody knows. */
  of(pair: PairOutline, side: Side): readonly number[] | null
}

/**
 * Operations are the iterations of the benchmarks whose output lies in the folder of the profile, which Go counts, else
 * what the manifest says: one number for each run, whatever the profile, or for the path.
 */
export function operationsOf(
  pairs: readonly PairOutline[],
  manifests: Readonly<Record<Side, Manifest | null>>,
): Operations {
  return {
    of: (pair, side) => {
      const known = (from: Source) => {
        const sides = (['baseline', 'candidate'] as const).filter((one) => pair[one].kind === 'read')
        return sides.every((one) => from(one) !== null) ? from(side) : null
      }
      const runsOf = (one: Side) => (pair[one].kind === 'read' ? pair[one].runs.length : 0)
      // One source for both sides: an operation of the manifest need not be one of the benchmark.
      return (
        known((one) => iterationsBeside(pair, pairs, one, runsOf(one))) ??
        known((one) => declared(manifests[one], pair.profile, runsOf(one)))
      )
    },
  }
}

type Source = (side: Side) => readonly number[] | null

/** One output for each profile, or for a single profile as many as there are: it covers them all. */
function iterationsBeside(
  { profile }: PairOutline,
  pairs: readonly PairOutline[],
  side: Side,
  runs: number,
): readonly number[] | null {
  const outputs = pairs.filter(
    (other) => other.kinds.includes('benchmark') && folderOf(other.profile) === folderOf(profile),
  )
  const [output] = outputs
  const decoded = output?.[side]
  // Of several nobody can tell which of them was profiled.
  if (outputs.length !== 1 || decoded?.kind !== 'read') return null
  const iterations = decoded.runs.map(({ operations }) => operations ?? 0)
  if (iterations.includes(0)) return null
  if (iterations.length === runs) return iterations
  return runs === 1 ? [iterations.reduce((sum, count) => sum + count, 0)] : null
}

function declared(manifest: Manifest | null, profile: string, runs: number): readonly number[] | null {
  const operations = manifest?.operations ?? null
  const count = typeof operations === 'number' ? operations : operations?.get(profile)
  return count === undefined || count === null ? null : new Array<number>(runs).fill(count)
}

function folderOf(profile: string): string {
  return profile.slice(0, profile.lastIndexOf('/') + 1)
}
