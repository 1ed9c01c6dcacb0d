import type { ChangedFile } from './changed-lines.ts'
import { readHunks } from './hunks.ts'
import { LineCursor } from './line-cursor.ts'
import { quotedPath, wholePath } from './quoted-path.ts'

/**
 * The files of a difference as `git diff` prints it with the prefixes `a/` and `b/`, in its order, without those that it
 * deletes. Of a difference between more than two sides (`diff --cc`) only the files are known.
 * Format: https://git-scm.com/docs/diff-format#generate_patch_text_with_p
 */
export function changedFiles(diff: string): readonly ChangedFile[] {
  const cursor = new LineCursor(diff)
  const files: ChangedFile[] = []
  while (!cursor.isAtEnd) {
    const file = readFile(cursor)
    if (file !== null) files.push(file)
  }
  return files
}

/** What the lines between two heads say about a file. */
interface Header {
  path: string | null
  isNew: boolean
  isDeleted: boolean
  isBinary: boolean
}

/** Reads up to the next file; null where there is none, or it is deleted. */
function readFile(cursor: LineCursor): ChangedFile | null {
  const { line } = cursor
  cursor.skip()
  const combined = /^diff --(?:cc|combined) (.*)$/.exec(line)?.[1]
  if (combined !== undefined) {
    skipFile(cursor)
    return { path: wholePath(combined), change: { kind: 'unknown' } }
  }
  const header: Header = { path: null, isNew: false, isDeleted: false, isBinary: false }
  if (line.startsWith('diff --git ')) header.path = sharedPath(line.slice('diff --git '.length))
  while (!cursor.isAtEnd && !cursor.startsWith('@@ ') && !cursor.startsWith('diff --')) {
    readHeader(header, cursor.line)
    cursor.skip()
  }
  const change = readHunks(cursor)
  skipFile(cursor)
  const { path, isNew, isDeleted, isBinary } = header
  if (path === null || isDeleted) return null
  if (isNew) return { path, change: { kind: 'whole' } }
  return { path, change: isBinary ? { kind: 'unknown' } : change }
}

/** What is left of a file: nothing, unless its hunks are damaged. */
function skipFile(cursor: LineCursor): void {
  while (!cursor.isAtEnd && !cursor.startsWith('diff --')) cursor.skip()
}

function readHeader(header: Header, line: string): void {
  const [start = ''] = /^(?:\+\+\+|(?:rename|copy) to) /.exec(line) ?? []
  const rest = line.slice(start.length)
  if (start === '+++ ') {
    const path = wholePath(rest)
    if (path.startsWith('b/')) header.path = path.slice(2)
  } else if (start.endsWith(' to ')) header.path = wholePath(rest)
  else if (line.startsWith('new file mode ')) header.isNew = true
  else if (line.startsWith('deleted file mode ')) header.isDeleted = true
  else if (/^(?:Binary files .* differ|GIT binary patch)$/.test(line)) header.isBinary = true
}

/** Of `a/x b/x`, which has two paths that are the same but for their prefix; null where they differ. */
function sharedPath(text: string): string | null {
  const before = quotedPath(text)
  if (before !== null) return before.path.slice(2)
  const half = (text.length - 1) / 2
  const after = text.slice(half + 1)
  return text[half] === ' ' && after.slice(2) === text.slice(2, half) ? after.slice(2) : null
}
