import { Inflate } from 'pako'
import { DecodeError } from './decode-error.ts'

/** Sizes at both ends of a member that a reader can rely on: RFC 1952. */
const SMALLEST_MEMBER_BYTES = 18
/** Deflate cannot shrink further than this factor, so a larger promise in the trailer is a lie. */
const LARGEST_RATIO = 1032
/** Small enough to be kept for a small profile, large enough that a large one is not thousands of pieces. */
const SMALLEST_CHUNK_BYTES = 1 << 14
const CHUNK_BYTES = 1 << 18

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/**
 * Inflates all members of a gzip file (RFC 1952) into one array, as Go's compress/gzip reads them: checksums are
 * checked, and whatever is left behind the last member, zero padding too, is an error.
 * @throws {DecodeError} `cut-off`, `gzip-damaged`, or `too-large` beyond `limitBytes` (memory stays below it).
 */
export function gunzip(bytes: Uint8Array, limitBytes: number): Uint8Array {
  const chunks: Uint8Array[] = []
  let totalBytes = 0
  let stream = { avail_in: 0, total_in: 0 }
  const inflate = new Inflate({ chunkSize: chunkBytes(bytes, limitBytes), windowBits: 31 })
  inflate.onStart = (started) => {
    stream = started
  }
  inflate.onData = (chunk: Uint8Array) => {
    totalBytes += chunk.length
    if (totalBytes > limitBytes) throw new DecodeError('too-large', { limitBytes })
    chunks.push(chunk)
  }
  // One push of everything: in several pushes a member that ends with a chunk would end the whole stream.
  const complete = inflate.push(bytes, true)
  // Where that starts which could not be read: the last member, or what follows it.
  const start = bytes.length - stream.avail_in - (complete ? 0 : stream.total_in)
  if (complete && start === bytes.length) return joined(chunks, totalBytes)
  if (start > 0 && !startsMember(bytes, start)) {
    throw new DecodeError('gzip-damaged', { detail: 'trailing-bytes', bytes: bytes.length - start })
  }
  // Z_BUF_ERROR: the input is used up and the stream wants more.
  if (inflate.err === -5) throw new DecodeError('cut-off', { bytes: bytes.length })
  const detail = /incorrect (data|length) check/.test(inflate.msg) ? 'checksum' : 'data'
  throw new DecodeError('gzip-damaged', { detail })
}

/** As far as there are bytes to tell. */
function startsMember(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x1f && (bytes[at + 1] ?? 0x8b) === 0x8b
}

/**
 * The size in the trailer, where it can be true, makes one chunk of the usual file and spares the copy. It is that of
 * the last member only, so it may be far too small.
 */
function chunkBytes(bytes: Uint8Array, limitBytes: number): number {
  if (bytes.length < SMALLEST_MEMBER_BYTES) return SMALLEST_CHUNK_BYTES
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4)
  const promisedBytes = trailer.getUint32(0, true)
  const believable = promisedBytes <= Math.min(bytes.length * LARGEST_RATIO, limitBytes)
  return believable ? Math.max(promisedBytes, SMALLEST_CHUNK_BYTES) : CHUNK_BYTES
}

function joined(chunks: readonly Uint8Array[], totalBytes: number): Uint8Array {
  const [first] = chunks
  // A chunk that was much too large would be kept in memory as a whole.
  if (chunks.length === 1 && first !== undefined && first.buffer.byteLength <= totalBytes * 2) return first
  const whole = new Uint8Array(totalBytes)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
