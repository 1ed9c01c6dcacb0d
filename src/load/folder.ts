import { type BigIntStats, type Dirent, lstatSync, opendirSync } from 'node:fs'
import { type Notice, notice } from '../model/notice.ts'
import { hasProfileExtension } from './extension.ts'
import { fileOnDisk, refusalOfError, refusalOfType, refusedFile } from './file.ts'
import type { LoadBounds } from './load-bounds.ts'
import type { Extent, LoadedFile, RefusalCode, UnreadFolder } from './loaded.ts'
import { MANIFEST_NAME } from './manifest.ts'
import { comparePaths } from './path-order.ts'

export interface Listed {
  readonly kind: 'listed'
  /** By byte order of their paths. */
  readonly files: readonly LoadedFile[]
  /** How many of `files` are regular files, the manifest apart. */
  readonly regularFiles: number
  readonly unread: readonly UnreadFolder[]
  readonly extent: Extent
}

export type FolderListing =
  | Listed
  | { readonly kind: 'too-large'; readonly reason: Notice<'too-many-files' | 'folder-too-large'> }

interface Walk {
  readonly root: string
  readonly bounds: LoadBounds
  readonly files: LoadedFile[]
  readonly unread: UnreadFolder[]
  /** Folders yet to be read; the root is the empty path. */
  readonly open: { readonly path: string; readonly depth: number }[]
  /** Folders named like a profile. */
  readonly disguised: string[]
  /** Folders with a regular file in them or below. */
  readonly holders: Set<string>
  entries: number
  regularFiles: number
  totalBytes: bigint
}

/**
 * Lists a folder and all below it, in any number of folders but never out of them: links are not followed, and nothing
 * is opened but folders. Contents are read later, by the files themselves.
 */
export function listFolder(root: string, bounds: LoadBounds): FolderListing {
  const walk: Walk = {
    root,
    bounds,
    files: [],
    unread: [],
    open: [{ path: '', depth: 1 }],
    disguised: [],
    holders: new Set(),
    entries: 0,
    regularFiles: 0,
    totalBytes: 0n,
  }
  for (let folder = walk.open.pop(); folder !== undefined; folder = walk.open.pop()) {
    const entries = readEntries(walk, folder.path)
    if (walk.entries > bounds.entries) {
      return { kind: 'too-large', reason: notice('too-many-files', { path: root, limit: bounds.entries }) }
    }
    for (const entry of entries) addEntry(walk, folder.path, entry, folder.depth)
  }
  if (walk.totalBytes > bounds.totalBytes) {
    return { kind: 'too-large', reason: notice('folder-too-large', { path: root, limitBytes: bounds.totalBytes }) }
  }
  for (const path of walk.disguised) {
    if (!walk.holders.has(path)) walk.files.push(refusedFile(path, notice('directory')))
  }
  const files = walk.files.sort((a, b) => comparePaths(a.path, b.path))
  const unread = walk.unread.sort((a, b) => comparePaths(a.path, b.path))
  const extent = { entries: walk.entries, totalBytes: Number(walk.totalBytes) }
  return { kind: 'listed', files, unread, regularFiles: walk.regularFiles, extent }
}

/** Entries of a folder; stops once there are more than the bounds allow, for a listing may not fit into memory. */
function readEntries(walk: Walk, path: string): readonly Dirent[] {
  const entries: Dirent[] = []
  try {
    const folder = opendirSync(locate(walk, path))
    try {
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        entries.push(entry)
        if (++walk.entries > walk.bounds.entries) break
      }
    } finally {
      folder.closeSync()
    }
  } catch (error) {
    walk.unread.push({ path, reason: refusalOfName(path) ?? refusalOfError(error) })
  }
  return entries
}

function addEntry(walk: Walk, folder: string, entry: Dirent, depth: number): void {
  const { bounds } = walk
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`
  let stats: BigIntStats
  try {
    stats = lstatSync(locate(walk, path), { bigint: true })
  } catch (error) {
    const reason = refusalOfName(path) ?? refusalOfError(error)
    if (entry.isDirectory()) walk.unread.push({ path, reason })
    else walk.files.push(refusedFile(path, reason))
    return
  }
  const refusal = refusalOfType(stats) ?? refusalOfPath(path, bounds)
  if (stats.isDirectory()) {
    if (hasProfileExtension(path)) walk.disguised.push(path)
    const barrier = refusal ?? (depth >= bounds.depth ? notice('too-deep', { limit: bounds.depth }) : null)
    if (barrier === null) walk.open.push({ path, depth: depth + 1 })
    else walk.unread.push({ path, reason: barrier })
    return
  }
  if (stats.isFile()) {
    walk.totalBytes += stats.size
    if (path !== MANIFEST_NAME) walk.regularFiles++
    markHolders(walk.holders, path)
  }
  walk.files.push(
    refusal === null
      ? fileOnDisk({ path, location: locate(walk, path), stats, mayBeLink: false, limitBytes: bounds.fileBytes })
      : refusedFile(path, refusal),
  )
}

/** Windows takes `/` as well, and two of them, where the root ends in one, are one. */
function locate(walk: Walk, path: string): string {
  return path === '' ? walk.root : `${walk.root}/${path}`
}

function markHolders(holders: Set<string>, path: string): void {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end)
    if (holders.has(folder)) return
    holders.add(folder)
  }
}

function refusalOfPath(path: string, bounds: LoadBounds): Notice<RefusalCode> | null {
  const sizeBytes = Buffer.byteLength(path)
  return sizeBytes > bounds.pathBytes ? notice('path-too-long', { sizeBytes, limitBytes: bounds.pathBytes }) : null
}

/** A name that is not UTF-8 arrives with U+FFFD in it, under which the operating system finds nothing. */
const refusalOfName = (path: string): Notice<RefusalCode> | null =>
  path.includes('\ufffd') ? notice('name-not-utf8') : null
