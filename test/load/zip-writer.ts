import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { crc32 } from '../../src/load/crc32.ts'

/** An entry as it is written; what is not told is true. */
export interface MadeEntry {
  readonly name: string | Uint8Array
  readonly data?: string | Uint8Array
  readonly isStored?: boolean
  /** Size and CRC stand behind the data, as programs write that do not know them before. */
  readonly hasDescriptor?: boolean
  /** Sizes and offset stand in the extra field. */
  readonly is64?: boolean
  /** Unix mode; none for a zip of MS-DOS. */
  readonly mode?: number
  readonly flags?: number
  /** What the directory says, and the header with it unless that is told apart. */
  readonly lies?: Partial<Record<'method' | 'crc' | 'compressedBytes' | 'sizeBytes' | 'headerOffset' | 'disk', number>>
  /** What the header alone says. */
  readonly headerLies?: { readonly name?: string; readonly extraBytes?: number; readonly method?: number }
}

/** What the end says; what is not told is true. */
export interface MadeEnd {
  readonly comment?: string
  readonly is64?: boolean
  readonly lies?: Partial<Record<'entries' | 'entriesHere' | 'disk' | 'directoryBytes' | 'directoryOffset', number>>
  /** Between the last entry and the directory. */
  readonly gap?: Uint8Array
}

/** Writes a zip, a broken one if so told. */
export function zipOf(entries: readonly MadeEntry[], end: MadeEnd = {}): Buffer {
  const parts: Buffer[] = []
  const records: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { local, record } = written(entry, offset)
    parts.push(local)
    records.push(record)
    offset += local.length
  }
  const gap = Buffer.from(end.gap ?? [])
  const directory = Buffer.concat(records)
  return Buffer.concat([...parts, gap, directory, endOf(entries.length, offset + gap.length, directory.length, end)])
}

/** The files below a folder, as an upload zips them, or only those of one name. */
export function zipOfFolder(folder: string, only: string | null = null, change: Partial<MadeEntry> = {}): Buffer {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (only === null || entry.name === only))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  return zipOf(paths.map((name) => ({ name, data: readFileSync(join(folder, name)), ...change })))
}

function written(entry: MadeEntry, offset: number): { readonly local: Buffer; readonly record: Buffer } {
  const name = Buffer.from(entry.name)
  const data = Buffer.from(entry.data ?? '')
  const packed = entry.isStored ? data : deflateRawSync(data)
  const { method, crc, compressedBytes, sizeBytes, headerOffset, disk } = {
    method: entry.isStored ? 0 : 8,
    crc: crc32(data),
    compressedBytes: packed.length,
    sizeBytes: data.length,
    headerOffset: offset,
    disk: 0,
    ...entry.lies,
  }
  const flags = (entry.flags ?? 0) | (entry.hasDescriptor ? 8 : 0)
  const isLate = entry.hasDescriptor === true
  const localName = Buffer.from(entry.headerLies?.name ?? name)
  const local64 = entry.is64 && !isLate ? extra64(sizeBytes, compressedBytes) : Buffer.alloc(0)
  const told = (value: number): number => (isLate ? 0 : entry.is64 ? 0xffffffff : value)
  const header = numbers(
    [4, 0x04034b50],
    [2, entry.is64 ? 45 : 20],
    [2, flags],
    [2, entry.headerLies?.method ?? method],
    [4, 0],
    [4, isLate ? 0 : crc],
    [4, told(compressedBytes)],
    [4, told(sizeBytes)],
    [2, localName.length],
    [2, entry.headerLies?.extraBytes ?? local64.length],
  )
  const sizeField = entry.is64 ? 8 : 4
  const descriptor = numbers([4, 0x08074b50], [4, crc], [sizeField, compressedBytes], [sizeField, sizeBytes])
  const local = Buffer.concat([header, localName, local64, packed, isLate ? descriptor : Buffer.alloc(0)])
  const wide = entry.is64 ? extra64(sizeBytes, compressedBytes, headerOffset) : Buffer.alloc(0)
  const record = numbers(
    [4, 0x02014b50],
    [2, entry.mode === undefined ? 20 : (3 << 8) | 20],
    [2, entry.is64 ? 45 : 20],
    [2, flags],
    [2, method],
    [4, 0],
    [4, crc],
    [4, entry.is64 ? 0xffffffff : compressedBytes],
    [4, entry.is64 ? 0xffffffff : sizeBytes],
    [2, name.length],
    [2, wide.length],
    [2, 0],
    [2, disk],
    [2, 0],
    [4, (entry.mode ?? 0) * 2 ** 16],
    [4, entry.is64 ? 0xffffffff : headerOffset],
  )
  return { local, record: Buffer.concat([record, name, wide]) }
}

function endOf(count: number, offset: number, sizeBytes: number, end: MadeEnd): Buffer {
  const { entries, entriesHere, disk, directoryBytes, directoryOffset } = {
    entries: count,
    entriesHere: end.lies?.entries ?? count,
    disk: 0,
    directoryBytes: sizeBytes,
    directoryOffset: offset,
    ...end.lies,
  }
  const comment = Buffer.from(end.comment ?? '')
  const tail = (wide: boolean) =>
    numbers(
      [4, 0x06054b50],
      [2, disk],
      [2, disk],
      [2, wide ? 0xffff : entriesHere],
      [2, wide ? 0xffff : entries],
      [4, wide ? 0xffffffff : directoryBytes],
      [4, wide ? 0xffffffff : directoryOffset],
      [2, comment.length],
    )
  if (!end.is64) return Buffer.concat([tail(false), comment])
  const record = numbers(
    [4, 0x06064b50],
    [8, 44],
    [2, 45],
    [2, 45],
    [4, disk],
    [4, disk],
    [8, entriesHere],
    [8, entries],
    [8, directoryBytes],
    [8, directoryOffset],
  )
  const locator = numbers([4, 0x07064b50], [4, 0], [8, offset + sizeBytes], [4, 1])
  return Buffer.concat([record, locator, tail(true), comment])
}

function extra64(...values: readonly number[]): Buffer {
  return numbers([2, 1], [2, values.length * 8], ...values.map((value) => [8, value] as const))
}

/** Little-endian numbers, each with its width in bytes. */
function numbers(...fields: readonly (readonly [width: number, value: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([width, value]) => {
      const buffer = Buffer.alloc(8)
      buffer.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)))
      return buffer.subarray(0, width)
    }),
  )
}
