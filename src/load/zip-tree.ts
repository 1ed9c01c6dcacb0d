import { type Notice, notice } from '../model/notice.ts'
import { hasProfileExtension } from './extension.ts'
import { refusedFile } from './file.ts'
import type { Listed } from './folder.ts'
import type { LoadBounds } from './load-bounds.ts'
import type { LoadedFile, RefusalCode } from './loaded.ts'
import { MANIFEST_NAME } from './manifest.ts'
import { comparePaths } from './path-order.ts'
import type { ZipEntry } from './zip-directory.ts'
import { readName, type ZipName } from './zip-name.ts'
import { ZipError } from './zip-source.ts'

const UNIX_FILE = 0x8000
const UNIX_LINK = 0xa000

/** The entries of a zip as the folder that unpacking it would give, with the same bounds and the same refusals. */
export class ZipTree {
  private readonly bounds: LoadBounds
  private readonly files: LoadedFile[] = []
  private readonly unread = new Map<string, Notice<RefusalCode>>()
  /** Names of all entries that are no folders. */
  private readonly names = new Set<string>()
  /** Whether a regular file is in them or below, by path. */
  private readonly folders = new Map<string, boolean>()
  private entries = 0
  private regularFiles = 0
  private totalBytes = 0

  constructor(bounds: LoadBounds) {
    this.bounds = bounds
  }

  /** @throws {ZipError} `zip-unsafe-name`, `zip-duplicate-name`, `too-many-files`, `folder-too-large` */
  add(entry: ZipEntry, fileOf: (path: string) => LoadedFile): void {
    const name = readName(entry.name)
    const { path, isFolder } = name
    if (path === '') return
    if (!isFolder) this.count()
    if (!isFolder && name.isUtf8) this.claim(path)
    const isRegular = !isFolder && (entry.unixType === 0 || entry.unixType === UNIX_FILE)
    if (!this.enter(path, isFolder, isRegular) || isFolder) return
    if (isRegular) {
      this.totalBytes += entry.data.sizeBytes
      if (path !== MANIFEST_NAME) this.regularFiles++
    }
    const { totalBytes: limitBytes } = this.bounds
    if (this.totalBytes > limitBytes) throw new ZipError(notice('folder-too-large', { limitBytes }))
    const refusal = this.refusalOf(name, entry.unixType, isRegular)
    this.files.push(refusal === null ? fileOf(path) : refusedFile(path, refusal))
  }

  /** @throws {ZipError} `zip-duplicate-name` */
  listing(): Listed {
    for (const [path, hasFile] of this.folders) {
      if (this.names.has(path)) throw duplicate(path)
      if (!hasFile && hasProfileExtension(path)) this.files.push(refusedFile(path, notice('directory')))
    }
    const files = this.files.sort((a, b) => comparePaths(a.path, b.path))
    const unread = [...this.unread].map(([path, reason]) => ({ path, reason }))
    unread.sort((a, b) => comparePaths(a.path, b.path))
    const { regularFiles, entries, totalBytes } = this
    return { kind: 'listed', files, unread, regularFiles, extent: { entries, totalBytes } }
  }

  /** Folders count, though a zip need not list them: one name can stand for hundreds. */
  private count(): void {
    const { entries: limit } = this.bounds
    if (++this.entries > limit) throw new ZipError(notice('too-many-files', { limit }))
  }

  private claim(path: string): void {
    if (this.names.has(path)) throw duplicate(path)
    this.names.add(path)
  }

  /** Walks down to an entry; false if a folder on the way is one that is not walked. */
  private enter(path: string, isFolder: boolean, isRegular: boolean): boolean {
    const entered: string[] = []
    const ends = isFolder ? `${path}/` : path
    for (let end = ends.indexOf('/'); end > 0; end = ends.indexOf('/', end + 1)) {
      const folder = path.slice(0, end)
      entered.push(folder)
      if (!this.folders.has(folder)) {
        this.count()
        this.folders.set(folder, false)
      }
      const isTooDeep = entered.length >= this.bounds.depth
      const barrier = this.tooLong(folder) ?? (isTooDeep ? notice('too-deep', { limit: this.bounds.depth }) : null)
      if (barrier === null) continue
      this.unread.set(folder, barrier)
      return false
    }
    if (isRegular) for (const folder of entered) this.folders.set(folder, true)
    return true
  }

  private refusalOf(name: ZipName, unixType: number, isRegular: boolean): Notice<RefusalCode> | null {
    if (!isRegular) return notice(unixType === UNIX_LINK ? 'link' : 'unknown-entry')
    return this.tooLong(name.path) ?? (name.isUtf8 ? null : notice('name-not-utf8'))
  }

  private tooLong(path: string): Notice<'path-too-long'> | null {
    const { pathBytes: limitBytes } = this.bounds
    const sizeBytes = Buffer.byteLength(path)
    return sizeBytes > limitBytes ? notice('path-too-long', { sizeBytes, limitBytes }) : null
  }
}

const duplicate = (name: string): ZipError => new ZipError(notice('zip-duplicate-name', { name }))
