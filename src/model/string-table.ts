// A byte order mark is a part of the name.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * The string table of a profile: byte ranges, turned into text on first use, for most strings are never shown.
 * Bytes that are not UTF-8 become U+FFFD, so two different broken names may read alike; pprof tolerates such names.
 */
export class StringTable {
  private readonly texts: (string | undefined)[]
  private readonly bytes: Uint8Array
  private readonly starts: Uint32Array
  private readonly lengths: Uint32Array

  constructor(bytes: Uint8Array, starts: Uint32Array, lengths: Uint32Array, texts: readonly string[] = []) {
    this.bytes = bytes
    this.starts = starts
    this.lengths = lengths
    this.texts = [...texts]
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
    const text = decoder.decode(this.bytes.subarray(start, start + length))
    this.texts[index] = text
    return text
  }
}
