import type { FrameIndex } from '../diff/frame-index.ts'
import type { Frames } from '../diff/frames.ts'
import type { FunctionTable } from './function-table.ts'
import { groupsOfPlaces, type PlaceSums, placeSums } from './place-sums.ts'
import { framesOf, type TreeRequest } from './tree-request.ts'

/** What the lines of one function stand for in one profile. */
export interface FunctionLines {
  /** Number of the function. */
  readonly number: number
  /** Number of the tree of the profile. */
  readonly tree: number
  /** As the profile names it. */
  readonly file: string
  /** Where the function starts; 0 where the profile does not say. */
  readonly startLine: number
  /** Its change as a part of the profile's total. */
  readonly part: number
  /** One for each metric of the tree. */
  readonly values: readonly LineColumns[]
}

/** Lines that have a value, ascending, and their values on both sides. */
export interface LineColumns {
  readonly lines: readonly number[]
  readonly flat: { readonly baseline: readonly number[]; readonly candidate: readonly number[] }
  readonly cum: { readonly baseline: readonly number[]; readonly candidate: readonly number[] }
}

/** Notes for each function in which of its lines most changed, and reads the lines of those that are wanted. */
export class LineReader {
  private readonly request: TreeRequest
  private readonly numbers: Int32Array
  private readonly groups: Int32Array
  private readonly all: readonly Frames[]
  /** Of each metric. */
  private readonly cums: readonly PlaceSums[]

  /** @param numbers the function of each group of the request's index */
  constructor(request: TreeRequest, numbers: Int32Array) {
    this.request = request
    this.numbers = numbers
    this.all = framesOf(request)
    this.groups = groupsOfPlaces(request.index, this.all)
    this.cums = request.metrics.map((metric) => placeSums(request.index, metric, 'cum', request.maskOf))
  }

  /** By the first metric in which a function has a value; of one that did not change, its largest line. */
  noteLargest(table: FunctionTable): void {
    const { index } = this.request
    const known = new Set<number>()
    for (const cum of this.cums) {
      const noted = new Set<number>()
      const largest = Math.max(maximum(cum.baseline), maximum(cum.candidate))
      for (let place = 0; place < this.groups.length; place++) {
        const [before, after] = [cum.baseline[place]!, cum.candidate[place]!]
        const number = this.numbers[this.groups[place]!] ?? -1
        if (number === -1 || (before === 0 && after === 0) || known.has(number)) continue
        const { file, line } = index.source(place)
        if (file === '') continue
        // Any change outdoes the size of what is unchanged.
        const part = largest === 0 ? 0 : (Math.abs(after - before) + Math.max(before, after) * UNCHANGED) / largest
        table.noteChange(number, { file, line: Math.max(0, line), part })
        noted.add(number)
      }
      for (const number of noted) known.add(number)
    }
  }

  read(
    wanted: readonly { readonly number: number; readonly part: number; readonly file: string }[],
  ): readonly Omit<FunctionLines, 'tree'>[] {
    if (wanted.length === 0) return []
    const { index, metrics, maskOf } = this.request
    const sums = metrics.map((metric, at) => ({
      flat: placeSums(index, metric, 'flat', maskOf),
      cum: this.cums[at]!,
    }))
    const places = this.placesOf(new Set(wanted.map(({ number }) => number)))
    return wanted.map(({ number, part, file }) => {
      const ofFile = (places.get(number) ?? []).filter((place) => index.source(place).file === file)
      const values = sums.map(({ flat, cum }) => columnsOf(index, ofFile, flat, cum))
      return { number, file, part, startLine: this.startLine(number, file), values }
    })
  }

  private placesOf(wanted: ReadonlySet<number>): ReadonlyMap<number, readonly number[]> {
    const places = new Map<number, number[]>()
    for (let place = 0; place < this.groups.length; place++) {
      const number = this.numbers[this.groups[place]!] ?? -1
      if (!wanted.has(number)) continue
      const known = places.get(number)
      if (known === undefined) places.set(number, [place])
      else known.push(place)
    }
    return places
  }

  /** In the candidate, whose text is shown. */
  private startLine(number: number, file: string): number {
    for (const frames of this.all) {
      const { groups } = this.request.index.assign(frames)
      for (let frame = 0; frame < frames.count; frame++) {
        if (this.numbers[groups[frame]!] !== number || frames.file(frame) !== file) continue
        const start = Number(frames.profile.functions.startLine[frames.functionOf[frame]!] ?? 0)
        if (start > 0) return start
      }
    }
    return 0
  }
}

const UNCHANGED = 1e-9

function maximum(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0)
}

function columnsOf(index: FrameIndex, places: readonly number[], flat: PlaceSums, cum: PlaceSums): LineColumns {
  const valued = places
    .map((place) => ({ place, line: index.source(place).line }))
    .filter(
      ({ place, line }) =>
        line > 0 && [flat, cum].some(({ baseline, candidate }) => baseline[place] !== 0 || candidate[place] !== 0),
    )
    .sort((a, b) => a.line - b.line)
  const column = (values: Float64Array) => valued.map(({ place }) => values[place]!)
  const sides = ({ baseline, candidate }: PlaceSums) => ({
    baseline: column(baseline),
    candidate: column(candidate),
  })
  return { lines: valued.map(({ line }) => line), flat: sides(flat), cum: sides(cum) }
}
