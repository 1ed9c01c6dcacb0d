import type { Frames } from './frames.ts'
import { PairNumbers } from './pair-numbers.ts'

/** A place in the source: printed function, file and line; empty and 0 where the profile does not say. */
export interface SourcePlace {
  readonly name: string
  readonly file: string
  readonly line: number
}

const NOWHERE: SourcePlace = { name: '', file: '', line: 0 }

/** Lines above are no lines of source; they share one place in their function. */
const LINE_SPAN = 2 ** 24

/** Numbers places as they are met; the same on both sides of a comparison. A place is in one function of one file. */
export class Places {
  private readonly nameNumbers = new Map<string, number>()
  private readonly fileNumbers = new Map<string, number>()
  /** Pairs of a name and a file. */
  private readonly subjects = new PairNumbers()
  /** Pairs of a subject and a line. */
  private readonly numbers = new PairNumbers()
  /** The frame that each place was first met with. */
  private readonly met: { readonly frames: Frames; readonly from: number; readonly first: number[] }[] = []

  get count(): number {
    return this.numbers.count
  }

  source(place: number): SourcePlace {
    const batch = this.met.findLast(({ from }) => from <= place)
    const frame = batch?.first[place - batch.from]
    if (batch === undefined || frame === undefined) return NOWHERE
    const { frames } = batch
    return { name: frames.name(frame), file: frames.file(frame), line: frames.line(frame) }
  }

  /** The place of each frame. */
  assign(frames: Frames): Int32Array {
    const placeOfFrame = new Int32Array(frames.count)
    const subjectOfFunction = new Int32Array(frames.profile.functions.count).fill(-1)
    const first: number[] = []
    this.met.push({ frames, from: this.count, first })
    for (let frame = 0; frame < frames.count; frame++) {
      const id = frames.functionOf[frame]!
      let subject = id === -1 ? -1 : subjectOfFunction[id]!
      if (subject === -1) {
        subject = this.subject(frames.name(frame), frames.file(frame))
        // A nameless function goes by its binary, which is the frame's and not the function's.
        if (!frames.isNameless(frame)) subjectOfFunction[id] = subject
      }
      const known = this.count
      const line = frames.line(frame)
      const place = this.numbers.number(subject, line >= 0 && line < LINE_SPAN ? line : 0)
      if (place === known) first.push(frame)
      placeOfFrame[frame] = place
    }
    return placeOfFrame
  }

  private subject(name: string, file: string): number {
    return this.subjects.number(numberOf(this.nameNumbers, name), numberOf(this.fileNumbers, file))
  }
}

/** The number of a key, given out in order. */
function numberOf(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key)
  if (known !== undefined) return known
  const number = numbers.size
  numbers.set(key, number)
  return number
}
