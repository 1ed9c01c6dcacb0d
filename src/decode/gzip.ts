import { Inflate } from 'pako'
import { DecodeError } from './decode-error.ts'

/** Sizes at both ends of a member that a reader can rely on: RFC 1952. */
const SMALLEST_MEMBER_BYTES = 18
/** Deflate cannot shrink further than this factor, so a larger promise in the trailer is a lie. */
const LARGEST_RATIO = 1032
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
  let leftOver = 0
  let stream: { readonly avail_in: number } = { avail_in: 0 }
  const inflate = new Inflate({ chunkSize: firstChunkBytes(bytes, limitBytes), windowBits: 31 })
  inflate.onStart = (started) => {
    stream = started
  }
  inflate.onData = (chunk: Uint8Array) => {
    totalBytes += chunk.length
    if (totalBytes > limitBytes) throw new DecodeError('too-large', { limitBytes })
    chunks.push(chunk)
  }
  inflate.onEnd = () => {
    leftOver = stream.avail_in
  }
  // One push of everything: in several pushes a member that ends with a chunk would end the whole stream.
  const complete = inflate.push(bytes, true)
  if (complete && inflate.ended && leftOver === 0) return joined(chunks, totalBytes)
  if (complete) throw new DecodeError('gzip-damaged', { detail: 'trailing-bytes', bytes: leftOver })
  // Z_BUF_ERROR: the input is used up and the stream wants more.
  if (inflate.err === -5 || inflate.err === 0) throw new DecodeError('cut-off', { bytes: bytes.length })
  const detail = inflate.msg.includes('check') && !inflate.msg.includes('header') ? 'checksum' : 'data'
  throw new DecodeError('gzip-damaged', { detail })
}

/** The size in the trailer, where it can be true, makes one chunk of the usual file and spares the copy. */
function firstChunkBytes(bytes: Uint8Array, limitBytes: number): number {
  if (bytes.length < SMALLEST_MEMBER_BYTES) return CHUNK_BYTES
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4)
  const promisedBytes = trailer.getUint32(0, true)
  const believable = promisedBytes > 0 && promisedBytes <= Math.min(bytes.length * LARGEST_RATIO, limitBytes)
  return believable ? promisedBytes : CHUNK_BYTES
}

function joined(chunks: readonly Uint8Array[], totalBytes: number): Uint8Array {
  if (chunks.length === 1 && chunks[0] !== undefined) return chunks[0]
  const whole = new Uint8Array(totalBytes)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
