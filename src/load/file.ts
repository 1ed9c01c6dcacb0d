import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { type Notice, notice } from '../model/notice.ts'
import { fileBytes } from './inflate.ts'
import type { FileContent, LoadedFile, RefusalCode } from './loaded.ts'

/**
 * Never waits for the writer of a FIFO that took the file's place, never makes a terminal the controlling one. Windows
 * has neither flag.
 */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0)
const NO_LINK = constants.O_NOFOLLOW ?? 0

/** Windows numbers devices and files differently by call; size and time of change must do there. */
const HAS_INODES = process.platform !== 'win32'

export interface FileOnDisk {
  /** As the surfaces show it. */
  readonly path: string
  /** As the operating system knows it. */
  readonly location: string
  /** Of the moment when it was listed. */
  readonly stats: BigIntStats
  /** The user named a link himself. */
  readonly mayBeLink: boolean
  readonly limitBytes: number
}

/** A regular file, read on demand; anything else, refused. */
export function fileOnDisk(file: FileOnDisk): LoadedFile {
  return { path: file.path, read: () => readFile(file) }
}

export function refusedFile(path: string, reason: Notice<RefusalCode>): LoadedFile {
  return { path, read: () => ({ kind: 'refused', reason }) }
}

/** Why an entry that is neither a folder nor a regular file is not opened; null for those two. */
export function refusalOfType(stats: BigIntStats): Notice<RefusalCode> | null {
  if (stats.isFile() || stats.isDirectory()) return null
  if (stats.isSymbolicLink()) return notice('link')
  if (stats.isFIFO()) return notice('fifo')
  if (stats.isSocket()) return notice('socket')
  return notice(stats.isBlockDevice() || stats.isCharacterDevice() ? 'device' : 'unknown-entry')
}

/** The refusal for an error of node:fs about an entry that was listed. */
export function refusalOfError(error: unknown): Notice<RefusalCode> {
  const errno = errnoOf(error)
  switch (errno) {
    case 'EACCES':
    case 'EPERM':
      return notice('not-permitted')
    case 'ELOOP':
      return notice('link')
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
      return notice('changed-while-read')
    case 'ENXIO':
      return notice('socket')
    default:
      return notice('read-failed', { errno })
  }
}

/** Code of the operating system, e.g. `ENOENT`. Rethrows what is none: a mistake of this program. */
export function errnoOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  throw error
}

function readFile(file: FileOnDisk): FileContent {
  const { stats, limitBytes } = file
  const refusal = refusalOfType(stats)
  if (refusal !== null) return { kind: 'refused', reason: refusal }
  if (stats.size > limitBytes) {
    return { kind: 'refused', reason: notice('file-too-large', { sizeBytes: Number(stats.size), limitBytes }) }
  }
  return readUnchanged(file, (descriptor) => {
    const bytes = readExactly(descriptor, Number(stats.size))
    return bytes === null ? CHANGED : fileBytes(bytes)
  })
}

interface Refused {
  readonly kind: 'refused'
  readonly reason: Notice<RefusalCode>
}

const CHANGED: Refused = { kind: 'refused', reason: notice('changed-while-read') }

/** What `read` makes of an open regular file; refused if it is not the listed one, before or after. */
export function readUnchanged<Answer>(file: FileOnDisk, read: (descriptor: number) => Answer): Answer | Refused {
  let descriptor: number | null = null
  try {
    descriptor = openSync(file.location, OPEN_FLAGS | (file.mayBeLink ? 0 : NO_LINK))
    const opened = fstatSync(descriptor, { bigint: true })
    const replaced = refusalOfType(opened)
    if (replaced !== null) return { kind: 'refused', reason: replaced }
    if (!isSameFile(file.stats, opened)) return CHANGED
    const answer = read(descriptor)
    return isSameFile(file.stats, fstatSync(descriptor, { bigint: true })) ? answer : CHANGED
  } catch (error) {
    return { kind: 'refused', reason: refusalOfError(error) }
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

/** The bytes up to the end of the file, or null if that comes earlier or later than told. */
function readExactly(descriptor: number, sizeBytes: number): Uint8Array | null {
  // One byte more than told, to see the end.
  const buffer = new Uint8Array(sizeBytes + 1)
  let filled = 0
  while (filled < buffer.length) {
    const count = readSync(descriptor, buffer, filled, buffer.length - filled, null)
    if (count === 0) break
    filled += count
  }
  return filled === sizeBytes ? buffer.subarray(0, sizeBytes) : null
}

function isSameFile(listed: BigIntStats, opened: BigIntStats): boolean {
  const isSameEntry = !HAS_INODES || (listed.dev === opened.dev && listed.ino === opened.ino)
  return isSameEntry && opened.isFile() && listed.size === opened.size && listed.mtimeNs === opened.mtimeNs
}
