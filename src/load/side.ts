import { type BigIntStats, lstatSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Notice, notice } from '../model/notice.ts'
import { hasProfileExtension } from './extension.ts'
import { errnoOf, type FileOnDisk, fileOnDisk } from './file.ts'
import { type Listed, listFolder } from './folder.ts'
import { DEFAULT_BOUNDS, type LoadBounds } from './load-bounds.ts'
import type { LoadedFolder, LoadedSide, SideErrorCode } from './loaded.ts'
import { MANIFEST_NAME } from './manifest.ts'
import { nearestName } from './nearest.ts'
import { listZip } from './zip.ts'

/**
 * Lists what a path stands for: a file, or a folder or a zip with all that is in it. Contents are read later. A link
 * that is named here is followed, links inside are not. Throws nothing: what is wrong with the path is part of the
 * answer.
 */
export function readSide(path: string, bounds: LoadBounds = DEFAULT_BOUNDS): LoadedSide {
  const failed = (reason: Notice<SideErrorCode>): LoadedSide => ({ kind: 'error', path, reason })
  let stats: BigIntStats
  try {
    stats = statSync(path, { bigint: true })
  } catch (error) {
    return failed(sideError(path, errnoOf(error)))
  }
  if (stats.isDirectory()) return readFolder(path, bounds)
  const file: FileOnDisk = {
    path: basename(path),
    location: path,
    stats,
    mayBeLink: true,
    limitBytes: bounds.fileBytes,
  }
  const zip = stats.isFile() ? listZip(file, bounds) : null
  if (zip === null) return { kind: 'file', path, file: fileOnDisk(file) }
  if (zip.kind === 'error') return failed(notice(zip.reason.code, { path, ...zip.reason.args }))
  return { ...folderOf(path, zip), isZip: true }
}

function readFolder(path: string, bounds: LoadBounds): LoadedSide {
  const listing = listFolder(path, bounds)
  if (listing.kind === 'too-large') return { kind: 'error', path, reason: listing.reason }
  const blocked = listing.unread.find((folder) => folder.path === '')
  if (blocked !== undefined) {
    const { code, args } = blocked.reason
    const reason =
      code === 'not-permitted' ? notice(code, { path }) : notice('read-failed', { errno: code, ...args, path })
    return { kind: 'error', path, reason }
  }
  if (hasProfileExtension(path)) {
    const paths = listing.files.map((file) => file.path)
    const first = paths.find(hasProfileExtension) ?? paths[0]
    return { kind: 'error', path, reason: notice('directory', first === undefined ? { path } : { path, first }) }
  }
  return folderOf(path, listing)
}

function folderOf(path: string, listing: Listed): LoadedFolder {
  const { unread, regularFiles, extent } = listing
  const manifest = listing.files.find((file) => file.path === MANIFEST_NAME) ?? null
  const files = listing.files.filter((file) => file !== manifest)
  const notices = regularFiles === 0 ? [notice('empty-folder', { path, refused: files.length })] : []
  return { kind: 'folder', path, files, manifest, unread, extent, notices }
}

function sideError(path: string, errno: string): Notice<SideErrorCode> {
  if (errno === 'EACCES' || errno === 'EPERM') return notice('not-permitted', { path })
  if (errno === 'ELOOP' || (errno === 'ENOENT' && exists(path, lstatSync))) return notice('broken-link', { path })
  if (errno === 'ENOENT' || errno === 'ENOTDIR') {
    const nearest = nearestPath(path)
    return notice('not-found', nearest === null ? { path } : { path, nearest })
  }
  return notice('read-failed', { path, errno })
}

/** An existing path that differs from a missing one in the first part that does not exist; null if none is near. */
function nearestPath(path: string): string | null {
  let parent = dirname(path)
  let missing = basename(path)
  while (!exists(parent, statSync) && parent !== dirname(parent)) {
    missing = basename(parent)
    parent = dirname(parent)
  }
  try {
    const nearest = nearestName(missing, readdirSync(parent))
    return nearest === null ? null : join(parent, nearest)
  } catch (error) {
    // The parent is a file, and probably what was meant, or a folder that may not be listed.
    return errnoOf(error) === 'ENOTDIR' ? parent : null
  }
}

function exists(path: string, look: (path: string) => unknown): boolean {
  try {
    look(path)
    return true
  } catch (error) {
    errnoOf(error)
    return false
  }
}
