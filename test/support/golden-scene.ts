import { Frames } from '../../src/diff/frames.ts'
import { Groups } from '../../src/diff/groups.ts'
import { type Run, valuesOf } from '../../src/diff/run.ts'
import { selectSamples } from '../../src/diff/selection.ts'
import { absoluteTotal, type SampleMask } from '../../src/diff/sums.ts'
import { tagFocus } from '../../src/diff/tag-focus.ts'
import { NO_TRIMMING } from '../../src/diff/trim-path.ts'
import { type Int, multiplyInt } from '../../src/model/int64.ts'
import { defaultMetric, metricOf } from '../../src/model/metric.ts'
import type { Profile } from '../../src/model/profile.ts'
import { compileRegex } from '../../src/policy/regex.ts'
import { filterFrames } from './frame-filters.ts'
import type { PprofGolden } from './pprof-goldens.ts'
import type { GraphRequest, NodeOfFrame, Trimming } from './pprof-graph.ts'
import { pruned } from './pruned.ts'
import { selectionOf, type TableOptions } from './text-table.ts'

/** A golden's question, as we understand it. */
export interface GoldenScene {
  /** With the frames that the question is about. */
  readonly profile: Profile
  readonly run: Run
  readonly mask: SampleMask
  /** What percentages are taken of. */
  readonly total: Int
  readonly graph: GraphRequest
  readonly trimming: Trimming
  /** The same as a question to our own tables; null where these have no such groups. */
  readonly table: TableOptions | null
}

const GROUPINGS = { functions: 'function', files: 'file', lines: 'line' } as const

/** @param whole The profile as it is read. */
export function goldenScene(whole: Profile, { flags, report }: PprofGolden): GoldenScene {
  const plain = asNamed(whole)
  const profile = flags.has('all_frames') ? plain : pruned(plain)
  const regex = (name: string) => (flags.has(name) ? new RegExp(flags.get(name) ?? '') : null)
  const metricName = flags.get('sample_index') ?? defaultMetric(profile)?.name ?? ''
  const column = profile.sampleTypes.findIndex(({ type }) => type === metricName)
  const sampleType = profile.sampleTypes[column]
  if (sampleType === undefined) throw new Error(`no ${metricName}`)
  const noInlines = flags.has('noinlines')
  const runOf = (of: Profile): Run => ({
    frames: new Frames(of, { inlines: !noInlines, trimming: NO_TRIMMING }),
    metric: metricOf(sampleType, column),
  })
  const options: TableOptions = {
    column,
    noInlines,
    ...some('focus', list(regex('focus'))),
    ...some('ignore', list(regex('ignore'))),
    ...some('tagFocus', flags.get('tagfocus')),
  }
  const { tagFocus: _, ...ofFrames } = options
  const byFrames = selectSamples(new Frames(profile), selectionOf(ofFrames))
  const filters = { hide: regex('hide'), show: regex('show'), showFrom: regex('show_from') }
  const isFiltered = Object.values(filters).some((filter) => filter !== null)
  const shown = isFiltered ? filterFrames(profile, (sample) => byFrames?.[sample] !== 0, filters) : profile
  const run = runOf(shown)
  const { focus: _focus, ignore: _ignore, ...ofLabels } = options
  const selected = selectSamples(run.frames, selectionOf(isFiltered ? ofLabels : options))
  const mask = without(shown, selected, flags.get('tagignore'))
  const granularity = granularityOf(flags, report)
  const isEngine = granularity === 'functions' || granularity === 'files' || granularity === 'lines'
  const isTable = isEngine && !isFiltered && !flags.has('tagignore')
  const isWhole = report === 'peek' || report === 'callgrind'
  return {
    profile: shown,
    run,
    mask,
    total: multiplyInt(
      absoluteTotal(valuesOf(runOf(profile)), flags.has('relative_percentages') ? mask : null),
      run.metric.scale,
    ),
    graph: {
      run,
      mask,
      nodeOf: nodesOf(run.frames, granularity),
      isTree: flags.has('call_tree') && (report === 'dot' || report === 'callgrind'),
    },
    trimming: {
      // What pprof's own tests set for every golden; some reports take no notice.
      nodeFraction: isWhole ? 0 : 0.05,
      edgeFraction: isWhole ? 0 : 0.01,
      nodeCount: isWhole ? 0 : Number(flags.get('nodecount') ?? 20),
      by: flags.has('cum') ? 'cum' : 'flat',
    },
    table: isTable ? { ...options, of: GROUPINGS[granularity] } : null,
  }
}

/** pprof's -symbolize=none: names are not made shorter; what has no symbol name of its own is left alone. */
function asNamed(profile: Profile): Profile {
  return { ...profile, functions: { ...profile.functions, systemName: new Uint32Array(profile.functions.count) } }
}

const list = (pattern: RegExp | null) => (pattern === null ? undefined : [pattern])

function some<Name extends string, Value>(name: Name, value: Value | undefined): { [key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]: Value })
}

/** What -tagignore leaves, which is what -tagfocus would not keep. */
function without(profile: Profile, mask: SampleMask, ignored: string | undefined): SampleMask {
  if (ignored === undefined) return mask
  const isIgnored = tagFocus(ignored, compileRegex)(profile)
  return Uint8Array.from({ length: profile.samples.count }, (_, sample) =>
    mask?.[sample] === 0 || isIgnored(sample) ? 0 : 1,
  )
}

const GRANULARITIES = ['functions', 'filefunctions', 'files', 'lines', 'addresses'] as const

function granularityOf(flags: ReadonlyMap<string, string>, report: string) {
  if (report === 'callgrind') return 'addresses'
  return GRANULARITIES.find((known) => flags.has(known)) ?? 'functions'
}

function nodesOf(frames: Frames, granularity: (typeof GRANULARITIES)[number]) {
  const grouping =
    granularity === 'functions' || granularity === 'filefunctions' ? 'function' : GROUPINGS_OF[granularity]
  const groups = new Groups(grouping)
  const groupOf = groups.assign(frames)
  return (frame: number, location: number): NodeOfFrame => {
    const group = groups.names[groupOf[frame]!] ?? ''
    const name = granularity === 'filefunctions' ? `${group} ${frames.file(frame)}` : group
    // Locations of the goldens are in the order of their addresses.
    const key = granularity === 'addresses' ? `${String(location).padStart(9)} ${name}` : name
    return { key, name }
  }
}

const GROUPINGS_OF = { files: 'file', lines: 'line', addresses: 'line' } as const
