// A byte order mark is a part of the name.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Between two strings of a table that is in one piece stand a tag and a length. */
const LARGEST_GAP_BYTES = 8
/** Engines limit the length of a text. */
const LARGEST_PIECE_BYTES = 2 ** 28

/**
 * The string table of a profile: byte ranges, turned into text on first use, for most strings are never shown.
 * Bytes that are not UTF-8 become U+FFFD, so two different broken names may read alike; pprof tolerates such names.
 */
export class StringTable {
  private readonly texts: (string | undefined)[]
  private readonly piece: Piece
  private readonly starts: Uint32Array
  private readonly lengths: Uint32Array

  constructor(bytes: Uint8Array, starts: Uint32Array, lengths: Uint32Array, texts: readonly string[] = []) {
    this.piece = pieceOf(bytes, starts, lengths)
    this.starts = starts
    this.lengths = lengths
    this.texts = texts.length > 0 ? [...texts] : new Array(starts.length)
  }

  /** A table of texts that are known; the first has to be the empty one. */
  static of(texts: readonly string[]): StringTable {
    const none = new Uint32Array(texts.length)
    return new StringTable(new Uint8Array(0), none, none, texts)
  }

  get count(): number {
    return this.starts.length
  }

  text(index: number): string {
    const known = this.texts[index]
    if (known !== undefined) return known
    const start = this.starts[index]
    const length = this.lengths[index]
    if (start === undefined || length === undefined)
      throw new RangeError(`no string ${index} in a table of ${this.count}`)
    const text = textIn(this.piece, start, start + length)
    this.texts[index] = text
    return text
  }
}

/** The part of a file that holds its strings. */
interface Piece {
  readonly bytes: Uint8Array
  /** Where it starts in the file. */
  readonly start: number
  /** All of it as text where each byte is one character of it: to cut one up is ten times faster than to decode many. */
  readonly text: string | null
}

/** Copied out of the file if it is in one piece, as usual, so that nothing keeps the whole file in memory. */
function pieceOf(file: Uint8Array, starts: Uint32Array, lengths: Uint32Array): Piece {
  const start = starts[0] ?? 0
  const end = (starts.at(-1) ?? 0) + (lengths.at(-1) ?? 0)
  let stringBytes = 0
  for (let index = 0; index < lengths.length; index++) stringBytes += lengths[index]!
  const isOnePiece = end - start <= stringBytes + lengths.length * LARGEST_GAP_BYTES
  if (!isOnePiece || end - start > LARGEST_PIECE_BYTES) return { bytes: file, start: 0, text: null }
  const bytes = file.slice(start, end)
  const text = decoder.decode(bytes)
  // A sequence of several bytes has fewer characters, so equal lengths mean one character for each byte.
  return text.length === bytes.length ? { bytes: NO_BYTES, start, text } : { bytes, start, text: null }
}

const NO_BYTES = new Uint8Array(0)

function textIn({ bytes, start, text }: Piece, from: number, to: number): string {
  return text === null ? decoder.decode(bytes.subarray(from - start, to - start)) : text.slice(from - start, to - start)
}
