import { Frames } from '../../src/diff/frames.ts'
import type { Grouping } from '../../src/diff/groups.ts'
import { type OwnCode, ownCode } from '../../src/diff/own.ts'
import type { Pattern, Selection } from '../../src/diff/selection.ts'
import type { DiffTable, TopTable } from '../../src/diff/tables.ts'
import { type Run, tabulateDiff, tabulateTop } from '../../src/diff/tabulate.ts'
import type { Measure } from '../../src/model/measure.ts'
import { metricOf } from '../../src/model/metric.ts'
import type { Profile } from '../../src/model/profile.ts'

export interface TableOptions {
  readonly of?: Grouping
  readonly by?: Measure
  /** Number of the sample type, or its name where two profiles may have them in different places. */
  readonly column?: number | string
  readonly own?: OwnCode
  readonly focus?: readonly RegExp[]
  readonly ignore?: readonly RegExp[]
}

/** One run of a side: a column of a profile. */
export function runOf(profile: Profile, which: number | string = 0): Run {
  const column = typeof which === 'number' ? which : profile.sampleTypes.findIndex(({ type }) => type === which)
  const sampleType = profile.sampleTypes[column]
  if (sampleType === undefined) throw new RangeError(`no column ${which}`)
  return { frames: new Frames(profile), metric: metricOf(sampleType, column) }
}

export function topOf(profiles: readonly Profile[], options: TableOptions = {}): TopTable {
  return tabulateTop(runsOf(profiles, options), request(options))
}

export function diffOf(
  baseline: readonly Profile[],
  candidate: readonly Profile[],
  options: TableOptions = {},
): DiffTable {
  return tabulateDiff(runsOf(baseline, options), runsOf(candidate, options), request(options))
}

/** `flat cum own name` of each row. */
export function topText(profile: Profile, options: TableOptions = {}): readonly string[] {
  return topOf([profile], options).rows.map(({ flat, cum, own, name }) => `${flat} ${cum} ${own} ${name}`)
}

/** `flat cum own name` of each row, as deltas. */
export function diffText(baseline: Profile, candidate: Profile, options: TableOptions = {}): readonly string[] {
  const { rows } = diffOf([baseline], [candidate], options)
  return rows.map(({ flat, cum, own, name }) => `${flat.delta} ${cum.delta} ${own.delta} ${name}`)
}

export function selectionOf({ focus = [], ignore = [] }: TableOptions): Selection {
  const pattern = (expression: RegExp): Pattern => ({ matches: (text) => expression.test(text) })
  return { focus: focus.map(pattern), ignore: ignore.map(pattern) }
}

function runsOf(profiles: readonly Profile[], { column }: TableOptions): readonly Run[] {
  return profiles.map((profile) => runOf(profile, column))
}

function request(options: TableOptions) {
  const { of = 'function', by = 'flat', own = ownCode(null) } = options
  return { of, by, top: null, ownCode: own, selection: selectionOf(options) }
}
