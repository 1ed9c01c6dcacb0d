import { goLabels } from './go-labels.ts'
import { GoSymbols, NOWHERE } from './go-symbols.ts'
import { isBlank, type LineCursor } from './line-cursor.ts'
import type { BuiltLabel, LocationRow, ProfileBuilder } from './profile-builder.ts'

/** A row of Go's text form (debug=1) with the comments under it. */
export interface GoRecord {
  /** What precedes the stack: `1: 512 [2: 1024]`, `3`. */
  readonly values: string
  /** Number of its line. */
  readonly line: number
  /** From the symbol lines, leaf first; places without a name, one for each address, where there are none. */
  readonly stack: readonly LocationRow[]
  readonly labels: readonly BuiltLabel[]
  /** Whether an empty line is under it, as Go writes one under each row with its symbols. */
  readonly isClosed: boolean
}

/** Where the heap profile ends and the runtime's own figures begin. */
export const MEM_STATS = '# runtime.MemStats'

const LABELS = '# labels: '
const SYMBOL = /^#[\t ]+0x/

/** Reads the records of Go's text form, up to `MEM_STATS` or the end. */
export class GoRecords {
  /** Whether any record had symbols: Go writes them to all, other tools take them out. */
  hasSymbols = false
  private readonly lines: LineCursor
  private readonly symbols: GoSymbols
  private readonly unknown: LocationRow

  /** The line that `lines` is at is the first that is read. */
  constructor(lines: LineCursor, builder: ProfileBuilder) {
    this.lines = lines
    this.symbols = new GoSymbols(builder)
    this.unknown = builder.location([])
  }

  /**
   * Null after the last.
   * @throws {DecodeError} if a line is neither a row nor a comment, or if the text ends inside a stack.
   */
  next(): GoRecord | null {
    const { lines } = this
    while (lines.line !== null && lines.line !== MEM_STATS && isPassedOver(lines.line)) lines.advance()
    if (lines.line === null || lines.line === MEM_STATS) return null
    const row = lines.line
    const number = lines.number
    const at = row.indexOf(' @')
    const addresses = at === -1 ? null : countAddresses(row, at + 2)
    if (addresses === null) throw lines.damage('row')
    lines.advance()
    const { labels, closed } = this.comments()
    if (this.symbols.count > 0) this.hasSymbols = true
    if (lines.line === null && !closed && this.hasSymbols && addresses.count > addresses.zeros && !this.isWhole(row)) {
      throw lines.damage('cut-off')
    }
    const named = this.symbols.take()
    const nameless = named.length > 0 ? addresses.zeros : addresses.count
    const stack = nameless === 0 ? named : [...named, ...Array<LocationRow>(nameless).fill(this.unknown)]
    return { values: row.slice(0, at), line: number, stack, labels, isClosed: closed }
  }

  /** `closed` if an empty line follows the comments, as Go writes it. */
  private comments(): { labels: readonly BuiltLabel[]; closed: boolean } {
    const { lines } = this
    let labels: readonly BuiltLabel[] = []
    for (; lines.line !== null && lines.line !== MEM_STATS; lines.advance()) {
      const { line } = lines
      if (isBlank(line)) return { labels, closed: true }
      if (line[0] !== '#') break
      if (line.startsWith(LABELS)) {
        const found = goLabels(line, LABELS.length)
        if (found === null || found.end < line.trimEnd().length) throw lines.damage('labels')
        labels = found.labels
      } else if (SYMBOL.test(line) && !this.symbols.add(line)) throw lines.damage('symbol')
    }
    return { labels, closed: false }
  }

  /** Whether the symbols reach the outermost address of the row, or the one before it, for goexit has no symbol. */
  private isWhole(row: string): boolean {
    const { outermost } = this.symbols
    if (outermost === null) return false
    const after = BigInt(outermost) + 1n
    return row
      .slice(row.lastIndexOf('@') + 1)
      .trim()
      .split(' ')
      .filter((address) => address !== NOWHERE)
      .slice(-2)
      .some((address) => BigInt(address) === after)
  }
}

function isPassedOver(line: string): boolean {
  return line[0] === '#' || isBlank(line)
}

const [SPACE, ZERO, LETTER_X] = [0x20, 0x30, 0x78]

interface AddressCount {
  readonly count: number
  /** Of those how many at the end are 0x0: unused places of a stack, nameless frames in Go's protobuf form as well. */
  readonly zeros: number
}

/** Counts the addresses of ` 0x1 0x2` from there to the end; null if anything else is there. */
function countAddresses(row: string, from: number): AddressCount | null {
  let [count, zeros, at] = [0, 0, from]
  while (at < row.length) {
    if (row.charCodeAt(at) !== SPACE) return null
    if (row.charCodeAt(at + 1) !== ZERO || row.charCodeAt(at + 2) !== LETTER_X) {
      return row.slice(at).trim() === '' ? { count, zeros } : null
    }
    const digits = at + 3
    at = digits
    while (isHexDigit(row.charCodeAt(at))) at++
    if (at === digits || at - digits > 16) return null
    count++
    zeros = at === digits + 1 && row.charCodeAt(digits) === ZERO ? zeros + 1 : 0
  }
  return { count, zeros }
}

function isHexDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66)
}
