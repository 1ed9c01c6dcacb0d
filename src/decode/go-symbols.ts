import type { BuiltFrame, LocationRow, ProfileBuilder } from './profile-builder.ts'

/** A line `#	0x45d1a3	main.(*Pool).Get+0x43	/src/pool.go:17` of Go's text form. */
interface Symbol {
  /** Address of the call, in hexadecimal with its 0x. */
  readonly pc: string
  /** Null where the runtime knew no name. */
  readonly frame: EnteredFrame | null
  /** The place of this frame alone. */
  readonly row: LocationRow
}

interface EnteredFrame extends BuiltFrame {
  /** Where the code begins that the frame is in: for an inlined function that of the one which it is inlined into. */
  readonly entry: string
}

/**
 * Makes stacks of the symbol lines under a row (printStackRecord of Go's runtime/pprof), which pprof passes over. They
 * leave out runtime.goexit and, but for mutex and block, the runtime's own frames at the leaf.
 */
export class GoSymbols {
  private readonly builder: ProfileBuilder
  private readonly known = new Map<string, Symbol>()
  private symbols: Symbol[] = []

  constructor(builder: ProfileBuilder) {
    this.builder = builder
  }

  /** How many lines the stack has so far. */
  get count(): number {
    return this.symbols.length
  }

  /** Address of the call in the outermost frame; null while there is none. */
  get outermost(): string | null {
    return this.symbols.at(-1)?.pc ?? null
  }

  /** False if it is no symbol line. */
  add(line: string): boolean {
    const symbol = this.known.get(line) ?? this.learn(line)
    if (symbol === null) return false
    if (symbol.pc !== NOWHERE) this.symbols.push(symbol)
    return true
  }

  /** The stack, leaf first; the next one begins. */
  take(): readonly LocationRow[] {
    const { symbols } = this
    this.symbols = []
    const stack: LocationRow[] = []
    for (let start = 0; start < symbols.length; ) {
      const { frame, row } = symbols[start]!
      let end = start + 1
      while (end < symbols.length && frame !== null && symbols[end]!.frame?.entry === frame.entry) end++
      if (end === start + 1) stack.push(row)
      else this.takeRun(symbols.slice(start, end), stack)
      start = end
    }
    return stack
  }

  /**
   * Frames in the code of one function, which is that of the last of them: each time it comes, the frames since are
   * inlined into it. (It comes again where it calls itself; a function is never inlined into itself.)
   */
  private takeRun(run: readonly Symbol[], stack: LocationRow[]): void {
    const outer = run.at(-1)?.frame?.name
    let inlined: Symbol[] = []
    for (const symbol of run) {
      inlined.push(symbol)
      if (symbol.frame?.name !== outer) continue
      stack.push(inlined.length === 1 ? symbol.row : this.builder.location(inlined.flatMap(({ frame }) => frame ?? [])))
      inlined = []
    }
  }

  private learn(line: string): Symbol | null {
    const found = parse(line)
    if (found === null) return null
    const { pc, frame } = found
    const symbol = { pc, frame, row: this.builder.location(frame === null ? [] : [frame]) }
    this.known.set(line, symbol)
    return symbol
  }
}

/** The address of an unused place of a stack, which comes with a symbol line but has no symbol. */
export const NOWHERE = '0x0'

const PC = /^#[\t ]+(0x[0-9a-f]{1,16})[\t ]*/

function parse(line: string): { pc: string; frame: EnteredFrame | null } | null {
  const [all = '', pc] = PC.exec(line) ?? []
  if (pc === undefined) return null
  if (all.length === line.length) return { pc, frame: null }
  const nameEnd = line.slice(all.length).search(/[\t ]/)
  if (nameEnd === -1) return null
  const symbol = line.slice(all.length, all.length + nameEnd)
  const place = line.slice(all.length + nameEnd).trim()
  const [plus, colon] = [symbol.lastIndexOf('+0x'), place.lastIndexOf(':')]
  const [offset, number] = [symbol.slice(plus + 1), place.slice(colon + 1)]
  if (plus <= 0 || !HEX.test(offset) || colon <= 0 || !/^\d{1,9}$/.test(number)) return null
  const entry = (BigInt(pc) - BigInt(offset)).toString(16)
  return { pc, frame: { name: symbol.slice(0, plus), file: place.slice(0, colon), line: Number(number), entry } }
}

const HEX = /^0x[0-9a-f]{1,16}$/
