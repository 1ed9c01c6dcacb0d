import { notice } from '../model/notice.ts'
import type { LoadBounds } from './load-bounds.ts'
import { readEnd, type ZipEnd } from './zip-end.ts'
import { damaged, FULL16, FULL32, ZipError, type ZipSource } from './zip-source.ts'

/** An entry as the central directory has it. */
export interface ZipEntry {
  /** As written, in bytes that are meant as UTF-8. */
  readonly name: Buffer
  /** Type bits of the Unix mode (S_IFMT); 0 where it was made by a system that has none. */
  readonly unixType: number
  readonly data: ZipData
}

/** Where the data of an entry are, and what they are to be. */
export interface ZipData {
  readonly offset: number
  readonly method: number
  readonly compressedBytes: number
  /** Unpacked. */
  readonly sizeBytes: number
  readonly crc: number
}

/** An entry that is not found yet: its data begin behind a header at this offset. */
interface Described extends Omit<ZipEntry, 'data'> {
  readonly headerOffset: number
  readonly packing: Omit<ZipData, 'offset'>
}

/** Signatures and fixed lengths of the zip specification (PKWARE APPNOTE 6.3.10), 4.3.7 and 4.3.12. */
const RECORD = 0x02014b50
const RECORD_BYTES = 46
const HEADER = 0x04034b50
const HEADER_BYTES = 30
const ZIP64_FIELD = 1

/** Encrypted, strongly encrypted, with a masked header: 4.4.4, bits 0, 6 and 13. */
const ENCRYPTED = 0b10_0000_0100_0001
/** Systems that write Unix modes: Unix itself and macOS, 4.4.2.2. */
const UNIX_SYSTEMS: readonly number[] = [3, 19]
const UNIX_TYPE = 0xf000

/** Many times what the largest number of entries takes, and little enough to be read at once. */
const DIRECTORY_BYTES = 2 ** 25
/** No operating system knows longer paths. */
const NAME_BYTES = 4096

/**
 * Reads the central directory and finds every entry. Entries overlap neither each other nor the directory: a few
 * kilobytes would be unpacked to petabytes else (Fifield, "A better zip bomb", WOOT 2019).
 * @throws {ZipError}
 */
export function readDirectory(zip: ZipSource, bounds: LoadBounds): readonly ZipEntry[] {
  const end = readEnd(zip)
  if (end.entries > bounds.entries) throw new ZipError(notice('too-many-files', { limit: bounds.entries }))
  if (end.directoryBytes > DIRECTORY_BYTES) throw damaged('directory')
  const described = describe(zip.read(end.directoryOffset, end.directoryBytes), end)
  const entries: ZipEntry[] = []
  let freeOffset = 0
  for (const entry of described.toSorted((a, b) => a.headerOffset - b.headerOffset)) {
    const { headerOffset, packing, name, unixType } = entry
    if (headerOffset < freeOffset) throw damaged('overlap')
    const offset = findData(zip, entry, end.directoryOffset)
    freeOffset = offset + packing.compressedBytes
    if (freeOffset > end.directoryOffset) throw damaged('overlap')
    entries.push({ name, unixType, data: { offset, ...packing } })
  }
  return entries
}

function describe(directory: Buffer, { entries }: ZipEnd): readonly Described[] {
  const described: Described[] = []
  let at = 0
  for (let entry = 0; entry < entries; entry++) {
    if (at + RECORD_BYTES > directory.length || directory.readUInt32LE(at) !== RECORD) throw damaged('directory')
    const nameEnd = at + RECORD_BYTES + directory.readUInt16LE(at + 28)
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30)
    const next = extraEnd + directory.readUInt16LE(at + 32)
    if (next > directory.length) throw damaged('directory')
    described.push(describeEntry(directory.subarray(at, nameEnd), directory.subarray(nameEnd, extraEnd)))
    at = next
  }
  if (at !== directory.length) throw damaged('directory')
  return described
}

/** `record`: the fixed part and the name. */
function describeEntry(record: Buffer, extra: Buffer): Described {
  if ((record.readUInt16LE(8) & ENCRYPTED) !== 0) throw new ZipError(notice('zip-encrypted'))
  const name = record.subarray(RECORD_BYTES)
  if (name.length > NAME_BYTES) throw damaged('directory')
  const wide = new WideValues(extra)
  const sizeBytes = wide.or(record.readUInt32LE(24))
  const compressedBytes = wide.or(record.readUInt32LE(20))
  const headerOffset = wide.or(record.readUInt32LE(42))
  const disk = record.readUInt16LE(34)
  if (disk !== 0 && disk !== FULL16) throw damaged('split')
  const mode = UNIX_SYSTEMS.includes(record.readUInt8(5)) ? record.readUInt16LE(40) : 0
  const [method, crc] = [record.readUInt16LE(10), record.readUInt32LE(16)]
  const packing = { method, compressedBytes, sizeBytes, crc }
  return { name, unixType: mode & UNIX_TYPE, headerOffset, packing }
}

/** Values of 64 bits in the extra field, for those that are too large for 32: 4.5.3. In order, and only those. */
class WideValues {
  private values: Buffer

  constructor(extra: Buffer) {
    this.values = extra.subarray(0, 0)
    for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
      if (extra.readUInt16LE(at) !== ZIP64_FIELD) continue
      this.values = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
      break
    }
  }

  or(narrow: number): number {
    if (narrow !== FULL32) return narrow
    if (this.values.length < 8) throw damaged('directory')
    const wide = Number(this.values.readBigUInt64LE(0))
    this.values = this.values.subarray(8)
    return wide
  }
}

/** Where the data begin. The header before them repeats the name and may have extra fields that the directory lacks. */
function findData(zip: ZipSource, { name, headerOffset, packing }: Described, limitOffset: number): number {
  const nameEnd = headerOffset + HEADER_BYTES + name.length
  if (nameEnd > limitOffset) throw damaged('entry')
  const header = zip.read(headerOffset, HEADER_BYTES + name.length)
  const agrees =
    header.readUInt32LE(0) === HEADER &&
    header.readUInt16LE(8) === packing.method &&
    header.readUInt16LE(26) === name.length &&
    header.subarray(HEADER_BYTES).equals(name)
  if (!agrees) throw damaged('entry')
  return nameEnd + header.readUInt16LE(28)
}
