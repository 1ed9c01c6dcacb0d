import { type BigIntStats, lstatSync, realpathSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { type Notice, notice } from '../model/notice.ts'
import type { SourceText } from '../model/source-text.ts'
import { errnoOf, fileOnDisk, refusalOfError } from './file.ts'
import type { RefusalCode } from './loaded.ts'
import type { SourceFolders } from './source-folders.ts'
import { type SourceName, sourcePlaces } from './source-places.ts'

/**
 * Why there is no source: any refusal of a file, or
 * - `source-not-found`: in no folder that may be read.
 * - `source-link-out`: a link leads out of those folders.
 * - `source-no-text`: no text, or of more lines than anybody writes.
 */
export type SourceRefusal =
  | RefusalCode
  | 'source-not-found'
  | 'source-hidden'
  | 'source-link-out'
  | 'source-no-text'
  | 'source-too-long'

/** The largest files that generators write have some ten megabytes. */
const LIMIT_BYTES = 2 ** 24
const LIMIT_LINES = 1_000_000

/**
 * Reads sources that profiles name. Whoever wrote a profile chose the names in it, so only regular files are read, of
 * bounded size, in the folders of the checkout, of Go and of the user's own choice; nothing outside of them is touched,
 * and nothing that is hidden in them, such as `.git` and `.env`.
 */
export class SourceReader {
  private readonly folders: SourceFolders
  private readonly open: readonly OpenFolder[]
  private readonly known = new Map<string, SourceText>()

  constructor(folders: SourceFolders) {
    this.folders = folders
    const { checkout, searched, areNamed, standardLibrary, moduleCache } = folders
    const named = [checkout, ...(areNamed ? searched : []), standardLibrary, moduleCache]
    this.open = named.flatMap((path) => (path === null ? [] : openFolder(path)))
  }

  read(name: SourceName): SourceText {
    let reason: Notice = notice('source-not-found')
    for (const place of sourcePlaces(name, this.folders)) {
      const found = this.readAt(place)
      if (found.kind === 'read') return found
      if (reason.code === 'source-not-found') reason = found.reason
    }
    return { kind: 'unread', reason }
  }

  private readAt(place: string): SourceText {
    const known = this.known.get(place) ?? this.readNew(place)
    this.known.set(place, known)
    return known
  }

  private readNew(place: string): SourceText {
    const isOpen = this.open.some(({ path }) => isVisibleIn(path, place))
    if (place.includes('\0')) return unread('source-not-found')
    if (!isOpen) return unread(this.open.some(({ path }) => isIn(path, place)) ? 'source-hidden' : 'source-not-found')
    try {
      const location = realpathSync(place)
      if (!this.open.some(({ real }) => isVisibleIn(real, location))) {
        return unread(this.open.some(({ real }) => isIn(real, location)) ? 'source-hidden' : 'source-link-out')
      }
      return this.textOf(location, place, lstatSync(location, { bigint: true }))
    } catch (error) {
      const isMissing = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(errnoOf(error))
      return isMissing ? unread('source-not-found') : { kind: 'unread', reason: refusalOfError(error) }
    }
  }

  private textOf(location: string, place: string, stats: BigIntStats): SourceText {
    if (stats.isDirectory()) return unread('source-not-found')
    const file = fileOnDisk({ path: place, location, stats, mayBeLink: false, limitBytes: LIMIT_BYTES })
    const content = file.read()
    if (content.kind === 'refused') return { kind: 'unread', reason: content.reason }
    if (content.bytes.includes(0)) return unread('source-no-text')
    // One more than may be read, and the empty one behind the last line end.
    const lines = new TextDecoder().decode(content.bytes).split(/\r?\n/, LIMIT_LINES + 2)
    if (lines.at(-1) === '') lines.pop()
    if (lines.length > LIMIT_LINES) return unread('source-too-long')
    return { kind: 'read', path: this.shown(place), lines }
  }

  private shown(place: string): string {
    const path = relative(this.folders.folder, place)
    return isAbsolute(path) || path.startsWith('..') ? place : path.split(sep).join('/')
  }
}

/** A folder that may be read, as named and without links. */
interface OpenFolder {
  readonly path: string
  readonly real: string
}

/** None if it is not there, or if it is the root: everything lies in that. */
function openFolder(path: string): readonly OpenFolder[] {
  try {
    const real = realpathSync(path)
    return real === join(real, '..') ? [] : [{ path, real }]
  } catch (error) {
    errnoOf(error)
    return []
  }
}

function isVisibleIn(folder: string, path: string): boolean {
  return (
    isIn(folder, path) &&
    !relative(folder, path)
      .split(sep)
      .some((part) => part.startsWith('.'))
  )
}

function isIn(folder: string, path: string): boolean {
  const inner = relative(folder, path)
  return inner !== '' && inner !== '..' && !inner.startsWith(`..${sep}`) && !isAbsolute(inner)
}

function unread(code: SourceRefusal): SourceText {
  return { kind: 'unread', reason: notice(code) }
}
