import { notice } from '../model/notice.ts'
import { damaged, FULL16, FULL32, ZipError, type ZipSource } from './zip-source.ts'

/** What the end of a zip says of its central directory. */
export interface ZipEnd {
  readonly entries: number
  readonly directoryOffset: number
  readonly directoryBytes: number
}

/** Signatures and fixed lengths of the zip specification (PKWARE APPNOTE 6.3.10), 4.3.14 to 4.3.16. */
const END = 0x06054b50
const END_BYTES = 22
const COMMENT_BYTES = 0xffff
const LOCATOR = 0x07064b50
const LOCATOR_BYTES = 20
const END64 = 0x06064b50
const END64_BYTES = 56

/**
 * Finds the end record, which a comment may follow, and the zip64 one before it. The central directory has to lie right
 * before them: bytes in front of a zip, which shift all its offsets, are damage.
 * @throws {ZipError} `zip-cut-off`, `zip-damaged`
 */
export function readEnd(zip: ZipSource): ZipEnd {
  const tailBytes = Math.min(zip.sizeBytes, END_BYTES + COMMENT_BYTES)
  const tail = zip.read(zip.sizeBytes - tailBytes, tailBytes)
  let isFollowed = false
  for (let at = tailBytes - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END) continue
    const record = tail.subarray(at, at + END_BYTES)
    const offset = zip.sizeBytes - tailBytes + at
    const trailingBytes = tailBytes - at - END_BYTES - record.readUInt16LE(20)
    if (trailingBytes === 0) return endOf(zip, record, offset)
    // Else it is a part of a comment or of a zip inside, unless what it says is true.
    if (trailingBytes > 0 && directoryEnd(plainEnd(record)) === offset) isFollowed = true
  }
  throw isFollowed ? damaged('trailing-bytes') : new ZipError(notice('zip-cut-off'))
}

function endOf(zip: ZipSource, record: Buffer, offset: number): ZipEnd {
  const plain = plainEnd(record)
  const locatorOffset = offset - LOCATOR_BYTES
  const locator = locatorOffset < 0 ? null : zip.read(locatorOffset, LOCATOR_BYTES)
  const is64 = locator?.readUInt32LE(0) === LOCATOR
  if (!is64) return checked(record.readUInt16LE(4), record.readUInt16LE(6), record.readUInt16LE(8), plain, offset)
  const offset64 = Number(locator.readBigUInt64LE(8))
  if (offset64 + END64_BYTES > locatorOffset) throw damaged('directory')
  const record64 = zip.read(offset64, END64_BYTES)
  const isWhole = offset64 + 12 + Number(record64.readBigUInt64LE(4)) === locatorOffset
  if (record64.readUInt32LE(0) !== END64 || !isWhole) throw damaged('directory')
  const wide: ZipEnd = {
    entries: Number(record64.readBigUInt64LE(32)),
    directoryBytes: Number(record64.readBigUInt64LE(40)),
    directoryOffset: Number(record64.readBigUInt64LE(48)),
  }
  const agree =
    agrees(plain.entries, FULL16, wide.entries) &&
    agrees(plain.directoryBytes, FULL32, wide.directoryBytes) &&
    agrees(plain.directoryOffset, FULL32, wide.directoryOffset)
  if (!agree) throw damaged('directory')
  const entriesHere = Number(record64.readBigUInt64LE(24))
  return checked(record64.readUInt32LE(16), record64.readUInt32LE(20), entriesHere, wide, offset64)
}

function plainEnd(record: Buffer): ZipEnd {
  return {
    entries: record.readUInt16LE(10),
    directoryBytes: record.readUInt32LE(12),
    directoryOffset: record.readUInt32LE(16),
  }
}

function checked(disk: number, directoryDisk: number, entriesHere: number, end: ZipEnd, endOffset: number): ZipEnd {
  if (disk !== 0 || directoryDisk !== 0 || entriesHere !== end.entries) throw damaged('split')
  if (directoryEnd(end) !== endOffset) throw damaged('directory')
  return end
}

const directoryEnd = ({ directoryOffset, directoryBytes }: ZipEnd): number => directoryOffset + directoryBytes

const agrees = (narrow: number, full: number, wide: number): boolean => narrow === full || narrow === wide
