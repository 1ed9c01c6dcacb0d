import type { Frames } from './frames.ts'

/** A place in the source: printed function, file and line; empty and 0 where the profile does not say. */
export interface SourcePlace {
  readonly name: string
  readonly file: string
  readonly line: number
}

/** Lines above are no lines of source; they share one place in their function. */
const LINE_SPAN = 2 ** 24

/** Numbers places as they are met; the same on both sides of a comparison. A place is in one function of one file. */
export class Places {
  private readonly names: string[] = []
  private readonly files: string[] = []
  private readonly lines: number[] = []
  private readonly nameNumbers = new Map<string, number>()
  private readonly fileNumbers = new Map<string, number>()
  private readonly subjects = new Map<number, number>()
  private readonly numbers = new Map<number, number>()

  get count(): number {
    return this.lines.length
  }

  source(place: number): SourcePlace {
    return { name: this.names[place] ?? '', file: this.files[place] ?? '', line: this.lines[place] ?? 0 }
  }

  /** The place of each frame. */
  assign(frames: Frames): Int32Array {
    const placeOfFrame = new Int32Array(frames.count)
    const subjectOfFunction = new Int32Array(frames.profile.functions.count).fill(-1)
    for (let frame = 0; frame < frames.count; frame++) {
      const id = frames.functionOf[frame]!
      let subject = id === -1 ? -1 : subjectOfFunction[id]!
      if (subject === -1) {
        subject = this.subject(frames.name(frame), frames.file(frame))
        // A nameless function goes by its binary, which is the frame's and not the function's.
        if (id !== -1 && frames.name(frame) !== frames.binary(frame)) subjectOfFunction[id] = subject
      }
      placeOfFrame[frame] = this.number(subject, frames, frame)
    }
    return placeOfFrame
  }

  /** Names and files are numbered apart, so that no key holds both texts. */
  private subject(name: string, file: string): number {
    const key = numberOf(this.nameNumbers, name) * LINE_SPAN + numberOf(this.fileNumbers, file)
    return numberOf(this.subjects, key)
  }

  private number(subject: number, frames: Frames, frame: number): number {
    const line = frames.line(frame)
    const key = subject * LINE_SPAN + (line >= 0 && line < LINE_SPAN ? line : 0)
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const place = this.lines.length
    this.numbers.set(key, place)
    this.names.push(frames.name(frame))
    this.files.push(frames.file(frame))
    this.lines.push(line)
    return place
  }
}

/** The number of a key, given out in order. */
function numberOf<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key)
  if (known !== undefined) return known
  const number = numbers.size
  numbers.set(key, number)
  return number
}
