import { PATTERNS, type Pattern } from '../advice/patterns.ts'
import { type Frames, OWN, RUNTIME } from '../diff/frames.ts'
import { goroutineStates } from '../diff/goroutines.ts'
import { valuesOf } from '../diff/run.ts'
import { type Notice, notice } from '../model/notice.ts'
import { isKept } from './kept.ts'
import type { Measurement } from './measure.ts'
import type { MetricPair } from './metric-pair.ts'

/** A pattern has to carry so much of a group's growth to be spoken of. A false hint is worse than none. */
const LEAST_SHARE = 0.5

/**
 * The known pattern behind the growth of each of some groups: the code of its row, the `share` of the growth that shows it,
 * and the `frame` that tells. Null where none carries most of it.
 * @param growths Growth of each group in question, in the metric's unit.
 */
export function hintsOf(
  data: MetricPair,
  measurement: Measurement,
  growths: ReadonlyMap<number, number>,
): (group: number) => Notice | null {
  const patterns = PATTERNS.filter(
    ({ kinds, metrics }) => kinds.includes(data.kind) && (metrics?.test(data.metric.name) ?? true),
  )
  if (patterns.length === 0 || growths.size === 0) return () => null
  const found = new PatternSums(data, measurement, { patterns, groups: new Set(growths.keys()) })
  return (group) => {
    const growth = growths.get(group) ?? 0
    if (!(growth > 0)) return null
    for (const [at, pattern] of patterns.entries()) {
      if (pattern.keeps) {
        if (isKept(data, measurement, { group, growth })) return notice(pattern.code)
        continue
      }
      const { sum, frame } = found.of(group, at)
      if (sum < LEAST_SHARE * growth) continue
      return notice(pattern.code, { share: Math.min(1, sum / growth), ...(frame === null ? {} : { frame }) })
    }
    return null
  }
}

interface PatternRequest {
  readonly patterns: readonly Pattern[]
  readonly groups: ReadonlySet<number>
}

/** Growth of what shows a pattern, by group and by the function that tells, found in one walk over the samples. */
class PatternSums {
  private readonly patterns: readonly Pattern[]
  private readonly groups: ReadonlySet<number>
  /** By group, then by row of `patterns`; the empty name stands for none. */
  private readonly sums = new Map<number, Map<string, number>[]>()

  constructor(data: MetricPair, measurement: Measurement, { patterns, groups }: PatternRequest) {
    this.patterns = patterns
    this.groups = groups
    for (const side of ['baseline', 'candidate'] as const) {
      const sign = side === 'candidate' ? 1 : -1
      for (const run of data[side]) {
        const values = valuesOf(run)
        const factor = (sign * run.metric.scale) / data[side].length
        this.add(run.frames, data, measurement, (sample) => Number(values[sample]!) * factor)
      }
    }
  }

  of(group: number, pattern: number): { readonly sum: number; readonly frame: string | null } {
    const parts = [...(this.sums.get(group)?.[pattern] ?? [])]
    parts.sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    return { sum: parts.reduce((sum, [, value]) => sum + value, 0), frame: parts[0]?.[0] || null }
  }

  private add(
    frames: Frames,
    { comparison }: MetricPair,
    { grouping, maskOf }: Measurement,
    amountOf: (sample: number) => number,
  ): void {
    const { profile } = frames
    const { owners, blamed } = comparison.index('function').assign(frames).blame
    const members = comparison.index(grouping).members(frames).groups
    const mask = maskOf(frames)
    const stackOf = new ForeignStack(frames, owners, this.patterns)
    for (let sample = 0; sample < profile.samples.count; sample++) {
      if (mask !== null && mask[sample] === 0) continue
      const frame = blamed[sample]!
      if (frame === -1) continue
      const group = members.kind === 'samples' ? members.groupOfSample[sample]! : members.groupOfFrame[frame]!
      if (!this.groups.has(group)) continue
      const value = amountOf(sample)
      if (value === 0) continue
      for (const { pattern, teller } of stackOf.shows(sample, frame)) {
        const ofGroup = this.sums.get(group) ?? this.patterns.map(() => new Map<string, number>())
        this.sums.set(group, ofGroup)
        const parts = ofGroup[pattern]!
        parts.set(teller, (parts.get(teller) ?? 0) + value)
      }
    }
  }
}

/** What of the table a function stands for: a bit for each row. */
interface FunctionBits {
  readonly calls: number
  readonly inside: number
}

const NO_BITS: FunctionBits = { calls: 0, inside: 0 }

/** The frames of a stack that are not own, up to the blamed one, held against the rows of the table. */
class ForeignStack {
  private readonly frames: Frames
  private readonly owners: Uint8Array
  private readonly patterns: readonly Pattern[]
  private readonly bits = new Map<number, FunctionBits>()
  private readonly stateOf: (sample: number) => string | null

  constructor(frames: Frames, owners: Uint8Array, patterns: readonly Pattern[]) {
    this.frames = frames
    this.owners = owners
    this.patterns = patterns
    this.stateOf = patterns.some(({ waits }) => waits !== undefined) ? goroutineStates(frames) : () => null
  }

  /** Rows that the sample shows, each with the function that tells. */
  shows(sample: number, blamed: number): readonly { readonly pattern: number; readonly teller: string }[] {
    const below = this.below(sample, blamed)
    const called = below.at(-1)
    const calls = called === undefined ? 0 : this.bitsOf(called).calls
    let inside = 0
    for (const frame of below) inside |= this.bitsOf(frame).inside
    let state: string | null = null
    return this.patterns.flatMap((row, pattern) => {
      const bit = 1 << pattern
      if (row.keeps || (row.calls !== undefined && (calls & bit) === 0)) return []
      if (row.inside !== undefined && (inside & bit) === 0) return []
      if (row.waits !== undefined) {
        state ??= below.every((frame) => this.owners[frame] === RUNTIME) ? this.stateOf(sample) : ''
        return state !== null && row.waits.test(state) ? [{ pattern, teller: '' }] : []
      }
      const teller = row.calls === undefined ? below.find((frame) => (this.bitsOf(frame).inside & bit) !== 0) : called
      return [{ pattern, teller: teller === undefined ? '' : this.frames.name(teller) }]
    })
  }

  /** From the leaf; the blamed frame is one of them where it is nobody's own. */
  private below(sample: number, blamed: number): readonly number[] {
    const { profile, start } = this.frames
    const { stack, stackStart } = profile.samples
    const found: number[] = []
    for (let at = stackStart[sample]!; at < stackStart[sample + 1]!; at++) {
      const location = stack[at]!
      for (let frame = start[location]!; frame < start[location + 1]!; frame++) {
        if (frame === blamed && this.owners[frame] === OWN) return found
        found.push(frame)
        if (frame === blamed) return found
      }
    }
    return found
  }

  private bitsOf(frame: number): FunctionBits {
    const id = this.frames.functionOf[frame]!
    if (id === -1) return NO_BITS
    let bits = this.bits.get(id)
    if (bits === undefined) {
      const name = this.frames.name(frame)
      const of = (key: 'calls' | 'inside') =>
        this.patterns.reduce((sum, row, at) => (row[key]?.test(name) === true ? sum | (1 << at) : sum), 0)
      bits = { calls: of('calls'), inside: of('inside') }
      this.bits.set(id, bits)
    }
    return bits
  }
}
