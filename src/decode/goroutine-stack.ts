import type { BuiltFrame, LocationRow, ProfileBuilder } from './profile-builder.ts'

/** A line under a function: `	/src/main.go:17 +0x1d`. */
export interface Place {
  readonly file: string
  readonly line: number
  /** The call has a code address of its own, so it is not inlined into the next frame. */
  readonly hasOffset: boolean
  /** Named by a symbolizer of C code, which prints no arguments. */
  readonly isForeign: boolean
}

/** A frame, and the text that it is known by. */
interface KeyedFrame {
  readonly key: string
  readonly frame: BuiltFrame
  readonly isInlined: boolean
}

/** Makes stacks of the two lines that a traceback of Go prints for each frame. */
export class GoroutineStacks {
  private readonly builder: ProfileBuilder
  private readonly unknown: LocationRow
  private readonly known = new Map<string, LocationRow>()
  private stack: LocationRow[] = []
  private inlined: KeyedFrame[] = []
  private names: string[] = []

  constructor(builder: ProfileBuilder) {
    this.builder = builder
    this.unknown = builder.location([])
  }

  /** Whether any frame of the stack is of one of these functions. */
  has(names: ReadonlySet<string>): boolean {
    return this.names.some((name) => names.has(name))
  }

  /** False if the line is no function. */
  add(functionLine: string, place: Place): boolean {
    const named = frameOf(functionLine, place)
    if (named === null) return false
    this.names.push(named.frame.name)
    this.inlined.push(named)
    if (!named.isInlined) this.close()
    return true
  }

  /** A frame of C code that nobody knows the name of. */
  addUnknown(): void {
    this.close()
    this.stack.push(this.unknown)
  }

  /** What comes next is not what the last frames are inlined into: frames are left out, or the stack ends. */
  close(): void {
    const { inlined } = this
    if (inlined.length === 0) return
    this.inlined = []
    const key = inlined.length === 1 ? inlined[0]!.key : inlined.map((each) => each.key).join('\n')
    let row = this.known.get(key)
    if (row === undefined) {
      row = this.builder.location(inlined.map(({ frame }) => frame).filter(({ name }) => name !== ''))
      this.known.set(key, row)
    }
    this.stack.push(row)
  }

  /** The stack, leaf first; the next one begins. */
  take(): readonly LocationRow[] {
    this.close()
    const { stack } = this
    this.stack = []
    this.names = []
    return stack
  }
}

/** The runtime shortens one name. */
const PANIC = 'panic'

function frameOf(line: string, place: Place): KeyedFrame | null {
  const { file, line: number } = place
  // Arguments have no parentheses, receivers and the names of C++ have.
  const open = place.isForeign ? line.length : line.lastIndexOf('(')
  if (open <= 0 || (!place.isForeign && !line.endsWith(')'))) return null
  const printed = line.slice(0, open)
  const name = printed === PANIC ? 'runtime.gopanic' : printed === UNKNOWN_C ? '' : printed
  const isInlined = !place.hasOffset && line.endsWith('(...)')
  return { key: `${name}\n${file}\n${number}`, frame: { name, file, line: number }, isInlined }
}

const UNKNOWN_C = 'non-Go function'

/** The place that a line names; null if it names none. */
export function placeOf(line: string): Place | null {
  const [offset, registers] = [line.indexOf(' +0x'), line.indexOf(' fp=0x')]
  const pc = line.lastIndexOf('pc=0x')
  const isForeign = pc > 0 && registers === -1 && offset === -1
  const ends = [offset, registers, isForeign ? pc : -1].filter((end) => end !== -1)
  const text = line.slice(0, Math.min(line.length, ...ends)).trim()
  if (isForeign && text === '') return { file: '', line: 0, hasOffset: true, isForeign }
  const colon = text.lastIndexOf(':')
  const number = text.slice(colon + 1)
  if (colon <= 0 || !/^\d{1,9}$/.test(number)) return null
  return { file: text.slice(0, colon), line: Number(number), hasOffset: offset !== -1 || isForeign, isForeign }
}
