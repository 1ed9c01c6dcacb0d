import { inflateRawSync } from 'node:zlib'
import { type Notice, notice } from '../model/notice.ts'
import { crc32 } from './crc32.ts'
import { fileBytes } from './inflate.ts'
import type { FileContent, RefusalCode } from './loaded.ts'
import type { ZipData } from './zip-directory.ts'
import type { ZipSource } from './zip-source.ts'

/** Compression methods of the zip specification (PKWARE APPNOTE 6.3.10), 4.4.5. */
const STORED = 0
const DEFLATED = 8
/** Deflate cannot shrink further than this factor, so a larger promise is a lie. */
const LARGEST_RATIO = 1032

/** Unpacks an entry, never to more than it states, and checks its size and CRC-32. */
export function readEntry(zip: ZipSource, data: ZipData, limitBytes: number): FileContent {
  const { method, compressedBytes, sizeBytes } = data
  const largerBytes = Math.max(sizeBytes, compressedBytes)
  if (largerBytes > limitBytes) return refused('file-too-large', { sizeBytes: largerBytes, limitBytes })
  if (method !== STORED && method !== DEFLATED) return refused('zip-method', { method })
  const ratio = method === STORED ? 1 : LARGEST_RATIO
  if (sizeBytes > compressedBytes * ratio) return refused('zip-entry-damaged')
  const packed = zip.read(data.offset, compressedBytes)
  const bytes = method === STORED ? packed : inflate(packed, sizeBytes)
  if (bytes === null || bytes.length !== sizeBytes || crc32(bytes) !== data.crc) return refused('zip-entry-damaged')
  return fileBytes(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length))
}

/** Null if the data are no deflate stream, end too early, or give more than stated. */
function inflate(packed: Buffer, sizeBytes: number): Buffer | null {
  try {
    // One byte more than stated: a chunk that is full would ask for a second one.
    const chunkSize = Math.max(sizeBytes + 1, 64)
    return inflateRawSync(packed, { chunkSize, maxOutputLength: Math.max(sizeBytes, 1) })
  } catch (error) {
    if (error instanceof Error && 'code' in error && DATA_ERRORS.includes(String(error.code))) return null
    throw error
  }
}

const DATA_ERRORS: readonly string[] = ['Z_DATA_ERROR', 'Z_BUF_ERROR', 'Z_NEED_DICT', 'ERR_BUFFER_TOO_LARGE']

function refused(code: RefusalCode, args: Notice['args'] = {}): FileContent {
  return { kind: 'refused', reason: notice(code, args) }
}
