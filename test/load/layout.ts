import type { HasPath, RunSet } from '../../src/load/runs.ts'

/** Runs in brackets, with the paths of their snapshots. */
export function layout<File extends HasPath>(runs: RunSet<File> | null): string {
  if (runs === null) return '-'
  return runs.map(({ snapshots }) => `[${snapshots.map(({ file }) => file.path).join(' ')}]`).join(' ')
}
