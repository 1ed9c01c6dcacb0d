import { createHash } from 'node:crypto'
import type { Commit, Entry } from './history.ts'

/** A file that differs between two commits. */
export interface FileDifference {
  readonly path: string
  readonly status: 'added' | 'removed' | 'modified'
  /** Id of the blob as git has it; of a removed file the one that it had. */
  readonly blob: string
  readonly additions: number
  readonly deletions: number
  /** Hunks with three lines of context; null for what is no text. */
  readonly patch: string | null
}

/** What one commit changes against another, by path. A renamed file counts as removed and added. */
export function differences(before: Commit, after: Commit): readonly FileDifference[] {
  const paths = [...new Set([...before.tree.keys(), ...after.tree.keys()])].sort()
  return paths.flatMap((path) => {
    const [old, made] = [before.tree.get(path), after.tree.get(path)]
    const entry = made ?? old
    if (old === made || entry === undefined) return []
    const status = old === undefined ? 'added' : made === undefined ? 'removed' : 'modified'
    return [{ path, status, blob: blobOf(entry), ...patchOf(linesOf(old), linesOf(made)) } as const]
  })
}

function blobOf(entry: Entry): string {
  const content = Buffer.from(typeof entry === 'string' || entry instanceof Uint8Array ? entry : JSON.stringify(entry))
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex')
}

/** Null for what is no text. */
function linesOf(entry: Entry | undefined): readonly string[] | null {
  if (entry === undefined) return []
  if (typeof entry !== 'string') return null
  return entry.replace(/\n$/, '').split('\n')
}

const context = 3

/** One hunk from the first line that differs to the last one. */
function patchOf(before: readonly string[] | null, after: readonly string[] | null) {
  if (before === null || after === null) return { additions: 0, deletions: 0, patch: null }
  let start = 0
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const gone = before.slice(start, before.length - end)
  const made = after.slice(start, after.length - end)
  const above = after.slice(Math.max(0, start - context), start)
  const below = after.slice(after.length - end, after.length - end + context)
  const size = (changed: readonly string[]) => above.length + changed.length + below.length
  const range = (count: number) => `${count === 0 ? 0 : start - above.length + 1},${count}`
  const body = [
    ...above.map((line) => ` ${line}`),
    ...gone.map((line) => `-${line}`),
    ...made.map((line) => `+${line}`),
    ...below.map((line) => ` ${line}`),
  ]
  const patch = [`@@ -${range(size(gone))} +${range(size(made))} @@`, ...body].join('\n')
  return { additions: made.length, deletions: gone.length, patch }
}
