import { type Notice, notice } from '../model/notice.ts'
import { type FileOnDisk, readUnchanged } from './file.ts'
import type { Listed } from './folder.ts'
import type { LoadBounds } from './load-bounds.ts'
import type { SideErrorCode } from './loaded.ts'
import { readDirectory } from './zip-directory.ts'
import { readEntry } from './zip-entry.ts'
import { ZipError, type ZipSource, zipSource } from './zip-source.ts'
import { ZipTree } from './zip-tree.ts'

/** First bytes of a zip with entries, and of one without. */
const OPENINGS: readonly number[] = [0x04034b50, 0x06054b50]
const OPENING_BYTES = 4

/** A zip that cannot be used. */
interface Unusable {
  readonly kind: 'error'
  readonly reason: Notice<SideErrorCode>
}

/**
 * Lists a regular file as a folder if it begins like a zip; null if it does not, or cannot be read. Nothing is ever
 * written to disk: each file unpacks its own entry, into memory, when it is read.
 */
export function listZip(file: FileOnDisk, bounds: LoadBounds): Listed | Unusable | null {
  if (file.stats.size < OPENING_BYTES) return null
  const listing = readUnchanged(file, (descriptor) => {
    const zip = sourceOf(file, descriptor)
    return OPENINGS.includes(zip.read(0, OPENING_BYTES).readUInt32LE(0)) ? listEntries(zip, file, bounds) : null
  })
  if (listing?.kind !== 'refused') return listing
  const { code } = listing.reason
  return code === 'changed-while-read' ? { kind: 'error', reason: notice(code) } : null
}

function listEntries(zip: ZipSource, file: FileOnDisk, bounds: LoadBounds): Listed | Unusable {
  const tree = new ZipTree(bounds)
  try {
    for (const entry of readDirectory(zip, bounds)) {
      const { data } = entry
      tree.add(entry, (path) => ({
        path,
        read: () => readUnchanged(file, (descriptor) => readEntry(sourceOf(file, descriptor), data, bounds.fileBytes)),
      }))
    }
    return tree.listing()
  } catch (error) {
    if (!(error instanceof ZipError)) throw error
    return { kind: 'error', reason: error.reason }
  }
}

const sourceOf = ({ stats }: FileOnDisk, descriptor: number): ZipSource => zipSource(descriptor, Number(stats.size))
