import { DecodeError } from './decode-error.ts'

const HEAD_BYTES = 4096

/** No engine holds a longer string than half a gigabyte; half of that is far beyond any text that is a profile. */
const MOST_TEXT_BYTES = 2 ** 28

/**
 * The text in bytes that are text (UTF-8, or UTF-16 with a byte order mark), without its mark; null if they are none.
 * Every protobuf profile is none: its first string is the empty one, so it holds a zero byte.
 * @throws {DecodeError} `too-large`.
 */
export function textOf(bytes: Uint8Array): string | null {
  const wide = utf16Of(bytes)
  // Most protobuf shows itself at once; the zero byte may come at the very end.
  if (wide === null && (hasControls(bytes.subarray(0, HEAD_BYTES)) || bytes.includes(0))) return null
  if (bytes.length > MOST_TEXT_BYTES) throw new DecodeError('too-large', { limitBytes: MOST_TEXT_BYTES })
  return new TextDecoder(wide ?? 'utf-8').decode(bytes)
}

/** Which UTF-16 the byte order mark promises. */
function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}

function hasControls(head: Uint8Array): boolean {
  return head.some(isControl)
}

/** Control characters other than white space, and than ESC, which begins the colours of a log. */
export function isControl(byte: number): boolean {
  return byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b) || byte === 0x7f
}
