import type { FrameIndex } from '../diff/frame-index.ts'
import type { Frames } from '../diff/frames.ts'
import { OWN, RUNTIME } from '../diff/frames.ts'

/** A function of any profile. */
export interface GraphFunction {
  /** As pprof prints it. */
  readonly name: string
  readonly isOwn: boolean
  readonly isRuntime: boolean
  /** Where its largest change stands, as profiles name it; empty and 0 where nobody knows. */
  readonly file: string
  readonly line: number
}

/** A place and how much of its profile changed there, 0..1. */
interface Change {
  readonly file: string
  readonly line: number
  readonly part: number
}

/** Functions of all profiles by their printed names. */
export class FunctionTable {
  private readonly numbers = new Map<string, number>()
  private readonly owners: { readonly isOwn: boolean; readonly isRuntime: boolean }[] = []
  private readonly changes: Change[] = []

  get rows(): readonly GraphFunction[] {
    return [...this.numbers.keys()].map((name, at) => {
      const { file, line } = this.changes[at]!
      return { name, ...this.owners[at]!, file, line }
    })
  }

  /** The number of each group of functions, by its number in the index. */
  numbersOf(index: FrameIndex, all: readonly Frames[]): Int32Array {
    const owners = ownersOf(index, all)
    return Int32Array.from(index.groups.names, (name, group) => {
      const known = this.numbers.get(name)
      if (known !== undefined) return known
      const number = this.numbers.size
      this.numbers.set(name, number)
      this.owners.push({ isOwn: owners[group] === OWN, isRuntime: owners[group] === RUNTIME })
      this.changes.push({ file: '', line: 0, part: -1 })
      return number
    })
  }

  isOwn(number: number): boolean {
    return this.owners[number]?.isOwn ?? false
  }

  /** Notes where a function changed; the largest part of a profile's total counts. */
  noteChange(number: number, change: Change): void {
    const known = this.changes[number]
    if (known !== undefined && change.part > known.part) this.changes[number] = change
  }
}

/** Of functions with several frames: own if one is, else of the runtime if one is. */
function ownersOf(index: FrameIndex, all: readonly Frames[]): Uint8Array {
  const owners = new Uint8Array(index.groups.names.length)
  for (const frames of all) {
    const assigned = index.assign(frames)
    const ofFrame = assigned.blame.owners
    for (let frame = 0; frame < ofFrame.length; frame++) {
      const group = assigned.groups[frame]!
      if (ofFrame[frame] === OWN || (ofFrame[frame] === RUNTIME && owners[group] !== OWN))
        owners[group] = ofFrame[frame]!
    }
  }
  return owners
}
