import { constants, deflateRawSync, gzipSync } from 'node:zlib'

/** Gzip files as Go's compress/gzip reads or refuses them; also put to Go itself where there is one. */

export const bytesOf = (text: string) => new TextEncoder().encode(text)
export const join = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
export const gzip = (text: string) => new Uint8Array(gzipSync(text))

/** A copy with some bytes replaced; a negative place counts from the end. */
export function patched(bytes: Uint8Array, at: number, ...values: readonly number[]): Uint8Array {
  const copy = bytes.slice()
  copy.set(values, at < 0 ? copy.length + at : at)
  return copy
}

export const hello = gzip('hello')
const empty = gzip('')

export const READ: readonly (readonly [name: string, bytes: Uint8Array, text: string])[] = [
  ['one member', hello, 'hello'],
  ['several members', join(hello, gzip(' '), gzip('world')), 'hello world'],
  ['an empty member', empty, ''],
  ['an empty member between others', join(hello, empty, hello, empty), 'hellohello'],
  ['no compression', new Uint8Array(gzipSync('hello', { level: 0 })), 'hello'],
  ['a name, a comment, an extra field and a header checksum', withHeaderFields('hello'), 'hello'],
  ['a window of 512 bytes', new Uint8Array(gzipSync('hello', { windowBits: 9 })), 'hello'],
  [
    'a view into a larger buffer',
    join(bytesOf('before'), hello, bytesOf('after')).subarray(6, 6 + hello.length),
    'hello',
  ],
]

const damaged = (detail: string, more = '') => `gzip-damaged {"detail":"${detail}"${more}}`
const trailing = (bytes: number) => damaged('trailing-bytes', `,"bytes":${bytes}`)
const cutOff = (bytes: Uint8Array) => `cut-off {"bytes":${bytes.length}}`

export const REFUSED: readonly (readonly [name: string, bytes: Uint8Array, reason: string])[] = [
  ['zero padding', join(hello, new Uint8Array(3)), trailing(3)],
  ['a line end', join(hello, bytesOf('\n')), trailing(1)],
  ['text behind the last member', join(hello, bytesOf('Connection closed')), trailing(17)],
  ['zero padding between members', join(hello, new Uint8Array(3), hello), trailing(3 + hello.length)],
  ['zlib data behind a member', join(hello, Uint8Array.of(0x78, 0x9c, 0x4b)), trailing(3)],
  ['a flipped bit in the checksum', patched(hello, -8, (hello.at(-8) ?? 0) ^ 1), damaged('checksum')],
  ['a size that does not fit', patched(hello, -4, 6), damaged('checksum')],
  [
    'a wrong checksum in the first of two members',
    join(patched(hello, -8, (hello.at(-8) ?? 0) ^ 1), hello),
    damaged('checksum'),
  ],
  ['an unknown method', patched(hello, 2, 7), damaged('data')],
  ['a header checksum that does not fit', patched(withHeaderFields('hello'), 25, 0, 0), damaged('data')],
  ['a block of a type that does not exist', patched(hello, 10, 0xff), damaged('data')],
  ['a second member that is cut off', join(hello, hello.subarray(0, 12)), cutOff(join(hello, hello.subarray(0, 12)))],
  ['one byte of a second member', join(hello, Uint8Array.of(0x1f)), cutOff(join(hello, Uint8Array.of(0x1f)))],
]

/** FEXTRA, FNAME, FCOMMENT and FHCRC, as RFC 1952 orders them. */
function withHeaderFields(text: string): Uint8Array {
  const head = join(
    Uint8Array.of(0x1f, 0x8b, 8, 0b11110, 0, 0, 0, 0, 0, 255),
    Uint8Array.of(4, 0, 1, 2, 3, 4),
    bytesOf('heap\0'),
    bytesOf('a\0'),
  )
  const crc = crc32(head)
  const tail = gzip(text).slice(-8)
  return join(
    head,
    Uint8Array.of(crc & 0xff, (crc >> 8) & 0xff),
    new Uint8Array(deflateRawSync(text, { level: constants.Z_BEST_SPEED })),
    tail,
  )
}

/** CRC-32 of RFC 1952, bit by bit. */
function crc32(bytes: Uint8Array): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ -1) >>> 0
}
