import { evenRuns } from '../../src/diff/benchmarks.ts'
import { Frames } from '../../src/diff/frames.ts'
import { type OwnCode, ownCode } from '../../src/diff/own.ts'
import type { Run } from '../../src/diff/run.ts'
import type { Pattern, Selection } from '../../src/diff/selection.ts'
import type { DiffTable, TopTable } from '../../src/diff/tables.ts'
import { tabulateDiff, tabulateTop } from '../../src/diff/tabulate.ts'
import { tagFocus } from '../../src/diff/tag-focus.ts'
import { NO_TRIMMING, type PathTrimming } from '../../src/diff/trim-path.ts'
import type { Grouping } from '../../src/model/grouping.ts'
import type { Measure } from '../../src/model/measure.ts'
import { metricOf } from '../../src/model/metric.ts'
import type { Profile } from '../../src/model/profile.ts'
import { compileRegex } from '../../src/policy/regex.ts'

export interface TableOptions {
  readonly of?: Grouping
  readonly by?: Measure
  /** Number of the sample type, or its name where two profiles may have them in different places. */
  readonly column?: number | string
  readonly own?: OwnCode
  readonly focus?: readonly RegExp[]
  readonly ignore?: readonly RegExp[]
  readonly tagFocus?: string
  readonly noInlines?: boolean
  readonly trimming?: PathTrimming
}

/** One run of a side: a column of a profile. */
export function runOf(profile: Profile, which: number | string = 0, options: TableOptions = {}): Run {
  const column = typeof which === 'number' ? which : profile.sampleTypes.findIndex(({ type }) => type === which)
  const sampleType = profile.sampleTypes[column]
  if (sampleType === undefined) throw new RangeError(`no column ${which}`)
  const { noInlines = false, trimming = NO_TRIMMING } = options
  const frames = new Frames(profile, { inlines: !noInlines, trimming })
  return { frames, metric: metricOf(sampleType, column) }
}

export function topOf(profiles: readonly Profile[], options: TableOptions = {}): TopTable {
  return tabulateTop(runsOf(profiles, options), request(options))
}

/** The same of results of benchmarks: the mean over the runs that measured. */
export function benchmarkTopOf(profiles: readonly Profile[], options: TableOptions = {}): TopTable {
  return tabulateTop(evenRuns(runsOf(profiles, options)), request(options))
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

export function selectionOf({ focus = [], ignore = [], tagFocus: tags }: TableOptions): Selection {
  const pattern = (expression: RegExp): Pattern => ({ matches: (text) => expression.test(text) })
  const frames = { focus: focus.map(pattern), ignore: ignore.map(pattern) }
  return tags === undefined ? frames : { ...frames, tagFocus: tagFocus(tags, compileRegex) }
}

function runsOf(profiles: readonly Profile[], options: TableOptions): readonly Run[] {
  return profiles.map((profile) => runOf(profile, options.column, options))
}

function request(options: TableOptions) {
  const { of = 'function', by = 'flat', own = ownCode(null) } = options
  return { of, by, top: null, ownCode: own, selection: selectionOf(options) }
}
