import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { hasProfileExtension } from '../../load/extension.ts'
import type { LoadedFile, LoadedFolder, LoadedSide, RefusalCode } from '../../load/loaded.ts'
import { MANIFEST_NAME } from '../../load/manifest.ts'
import type { Notice } from '../../model/notice.ts'
import type { Run } from '../run.ts'

/** A side that is there. */
export type ReadableSide = Exclude<LoadedSide, { readonly kind: 'error' }>

/**
 * Why something of the candidate is not stored.
 * - `hidden`: its name, or that of a folder around it, begins with a dot.
 * - `name`: artifacts cannot hold such a name.
 * - else: what it was refused for.
 */
export interface LeftOut {
  readonly path: string
  readonly why: 'hidden' | 'name' | Notice<RefusalCode>
}

/** What is to be stored, apart from the manifest. */
export interface Staged {
  /** Absolute, with nothing else in it. */
  readonly folder: string
  /** Relative to it, with `/`. */
  readonly files: readonly string[]
  readonly bytes: number
  readonly leftOut: readonly LeftOut[]
}

/**
 * Characters that artifacts refuse (@actions/artifact, `path-and-artifact-name-validation`), and the backslash, which
 * its zip turns into a slash.
 */
const UNFIT = /["*:<>?|\\\r\n]/

/**
 * Copies a side into a new folder, one file at a time, by the files of the side: what they refuse to read is left out.
 * A single file becomes a folder with that file.
 *
 * @throws errors of node:fs if the copy cannot be written, e.g. `ENOSPC`
 */
export function stageSide(side: ReadableSide, run: Pick<Run, 'workspace' | 'temporaryFolder'>): Staged {
  const folder = mkdtempSync(join(run.temporaryFolder, 'profile-gate-stored-'))
  const files: string[] = []
  const leftOut: LeftOut[] = side.kind === 'folder' ? unreadFolders(side) : []
  let bytes = 0
  const isNamed = side.kind === 'file'
  const offered: readonly LoadedFile[] = isNamed ? [side.file] : side.files
  const isOfGit = leadsIntoGit(resolve(run.workspace, side.path))
  for (const file of offered) {
    const { path } = file
    const unfit = isOfGit ? 'hidden' : unfitness(path, isNamed)
    if (unfit !== null) {
      leftOut.push({ path, why: unfit })
      continue
    }
    const content = file.read()
    if (content.kind === 'refused') {
      leftOut.push({ path, why: content.reason })
      continue
    }
    write(folder, path, content.bytes)
    files.push(path)
    bytes += content.bytes.length
  }
  return { folder, files, bytes, leftOut }
}

/** @throws errors of node:fs; also if the file exists */
export function write(folder: string, path: string, bytes: Uint8Array): void {
  const location = join(folder, path)
  mkdirSync(dirname(location), { recursive: true })
  writeFileSync(location, bytes, { flag: 'wx' })
}

function unfitness(path: string, isNamed: boolean): 'hidden' | 'name' | null {
  const segments = path.split('/')
  if (segments.some(isGit)) return 'hidden'
  const isPath = segments.every((segment) => !['', '.', '..'].includes(segment))
  if (!isPath || UNFIT.test(path) || path.toLowerCase() === MANIFEST_NAME) return 'name'
  const isHidden = segments.some((segment) => segment.startsWith('.'))
  return isHidden && !isNamed && !hasProfileExtension(path) ? 'hidden' : null
}

/** A link that the user named is followed, but never to where `actions/checkout` leaves the token. */
function leadsIntoGit(path: string): boolean {
  try {
    return realpathSync(path).split(/[\\/]/).some(isGit)
  } catch {
    // No path of this machine: `artifact:NAME`.
    return false
  }
}

const isGit = (segment: string): boolean => segment.toLowerCase() === '.git'

const unreadFolders = ({ unread }: LoadedFolder): LeftOut[] => unread.map(({ path, reason }) => ({ path, why: reason }))
