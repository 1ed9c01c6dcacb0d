import { type GoroutineHeader, startsGoroutine } from './goroutine-header.ts'
import { GoroutineStacks, type Place, placeOf } from './goroutine-stack.ts'
import { isBlank, type LineCursor } from './line-cursor.ts'
import type { LocationRow, ProfileBuilder } from './profile-builder.ts'

/** What follows the header of a goroutine. */
export interface GoroutineBody {
  readonly stack: readonly LocationRow[]
  /** The function whose `go` statement started it; null where Go does not say. */
  readonly creator: string | null
  /** False if nothing shows that the stack ends here: a dump that is cut off between two frames ends so. */
  readonly isWhole: boolean
}

/** A stack that another thread is running on cannot be read by the one that dumps. */
const UNAVAILABLE = 'goroutine running on other thread; stack unavailable'

/** Goroutines of the runtime that run code of the program: they have no creator. */
const RUNTIME_WORKERS: ReadonlySet<string> = new Set([
  'runtime.runfinq',
  'runtime.runFinalizers',
  'runtime.runCleanups',
])

const CREATED_BY = 'created by '
const ANCESTOR = '[originating from goroutine '

/** Reads goroutines of a dump; what Go says of their ancestors (GODEBUG tracebackancestors) is checked and left out. */
export class GoroutineReader {
  private readonly lines: LineCursor
  private readonly stacks: GoroutineStacks

  constructor(lines: LineCursor, builder: ProfileBuilder) {
    this.lines = lines
    this.stacks = new GoroutineStacks(builder)
  }

  /**
   * Up to the empty line, the next goroutine or the end.
   * @throws {DecodeError} if a line is not what a traceback has there, or a part is missing.
   */
  read({ id, lockedToThread }: GoroutineHeader): GoroutineBody {
    const { lines, stacks } = this
    let creator: string | null = null
    let part: 'frames' | 'created' | 'ancestors' = 'frames'
    let frames = 0
    let available = true
    // The first goroutine has no creator, nor have those that came from C.
    let mayEnd = id <= 1 || lockedToThread
    for (; lines.line !== null && !isBlank(lines.line) && !startsGoroutine(lines.line); lines.advance()) {
      const { line } = lines
      if (line.startsWith(ANCESTOR)) {
        part = 'ancestors'
        mayEnd = line.startsWith('1]', ANCESTOR.length)
      } else if (line.startsWith('...') && line.endsWith(' elided...')) stacks.close()
      else if (line.startsWith(CREATED_BY)) {
        if (part === 'created') throw lines.damage('line')
        this.place()
        mayEnd = true
        if (part === 'ancestors') continue
        creator = creatorOf(line)
        part = 'created'
      } else if (part === 'frames' && line.trim() === UNAVAILABLE) available = false
      else if (line.startsWith('non-Go function at pc=')) {
        stacks.addUnknown()
        frames++
      } else if (isIndented(line) || part === 'created') throw lines.damage('line')
      else {
        const place = this.place()
        if (part === 'frames' && !stacks.add(line, place)) throw lines.damage('frame', lines.number - 1)
        frames++
      }
    }
    if (frames === 0 && available) throw lines.damage(this.missing())
    const isWhole = mayEnd || !available || stacks.has(RUNTIME_WORKERS)
    return { stack: stacks.take(), creator, isWhole }
  }

  /** Steps to the line under a function, which says where it is. */
  private place(): Place {
    const { lines } = this
    lines.advance()
    const place = lines.line === null || !isIndented(lines.line) ? null : placeOf(lines.line)
    if (place === null) throw lines.damage(this.missing())
    return place
  }

  private missing(): string {
    return this.lines.line === null ? 'cut-off' : 'incomplete'
  }
}

function creatorOf(line: string): string {
  const name = line.slice(CREATED_BY.length)
  const parent = name.lastIndexOf(' in goroutine ')
  return (parent === -1 ? name : name.slice(0, parent)).trim()
}

function isIndented(line: string): boolean {
  return line[0] === '\t' || line[0] === ' '
}
