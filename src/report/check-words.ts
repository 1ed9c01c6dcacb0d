import { named, raw, theSide, typed } from './args.ts'
import { DOUBT_WORDS } from './doubt-words.ts'
import type { Pen } from './pen.ts'
import { counted, quantity } from './quantity.ts'
import { releases } from './trap-words.ts'
import type { Args, WordTable } from './word-table.ts'

/** Why a check is inconclusive, not compared, or could not be judged: sentences. */
export const CHECK_WORDS: WordTable = {
  ...DOUBT_WORDS,
  'no-baseline': (_args, pen) => ({
    what: `There is no baseline for this profile, so the growth of ${pen.candidate} was not compared`,
    todo: 'Record the same profile on the base branch once; from then on growth is compared',
  }),
  'growth-not-compared': () => ({
    what: 'The budget was checked; growth was not, for lack of a baseline',
    todo: 'Record the same profile on the base branch once; from then on growth is compared',
  }),
  unreadable: (args, pen) => ({
    what: `The profile of ${theSide(args, pen)} could not be read`,
    todo: null,
  }),
  'missing-profile': (_args, pen) => ({
    what: `The baseline has this profile, ${pen.candidate} does not`,
    todo: typed(MISSING_PROFILE, pen),
  }),
  'sample-type-missing': (args, pen) => ({
    what: `The profile of ${theSide(args, pen)} has no metric ${named(args, 'metric', pen)}`,
    todo: 'Record both sides in the same way, with the same tool and options',
  }),
  'difference-profile': (args, pen) => ({
    what: `The profile of ${theSide(args, pen)} is the difference of two profiles already, so growth cannot be told from it`,
    todo: 'Hand over the profile of a whole run, recorded without -base, -diff_base or ?seconds=',
  }),
  'delta-profile': (args, pen) => ({
    what: `The profile of ${theSide(args, pen)} says what happened in a while (${pen.code('?seconds=')}), not what there is`,
    todo: deltaWayOut(args, pen),
  }),
  'no-samples': (args, pen) => ({
    what: `The profile of ${theSide(args, pen)} has no samples`,
    todo: 'Check that profiling was on while the program worked (for heap: that memprofilerate is not 0)',
  }),
  'nothing-compared': (args, pen) => ({
    what: `No benchmark has ${named(args, 'metric', pen)} on both sides, so nothing was compared`,
    todo: 'Run the same benchmarks on both sides; where their package or names are new, they are compared once the base branch has them',
  }),
  'unit-mismatch': (args, pen) => ({
    what: `The limit is in ${named(args, 'limitUnit', pen)}, but ${named(args, 'metric', pen)} is in ${named(args, 'unit', pen)}`,
    todo: 'Write the limit in the unit of the metric',
  }),
  'per-unknown': (args, pen) => {
    const gap = PER_GAPS.get(raw(args, 'per'))
    return {
      what: gap?.what ?? `What ${pen.code(`per: ${raw(args, 'per')}`)} divides by is not known, so nothing was judged`,
      todo: typed(gap?.todo ?? 'Leave `per:` out of the rule', pen),
    }
  },
  'platform-differs': (args, pen) => ({
    what: `The baseline ran on ${named(args, 'baseline', pen)}, ${pen.candidate} on ${named(args, 'candidate', pen)}: other code with objects of other sizes, so growth was not compared`,
    todo: typed('Record both sides on the same platform; legs of a matrix need a `target` each', pen),
  }),
  'work-differs': (args, pen) => ({
    what: `The two sides were measured over other amounts of work (${workText(args, pen)}), so the totals were not compared`,
    todo: typed(workWayOut(args), pen),
  }),
  'mutex-rescaled': (args, pen) => ({
    what: `The two sides were built with releases of Go${releases(args, pen)} that count the delays of mutexes otherwise, so they were not compared`,
    todo: 'Build both sides with the same release',
  }),
}

export const MISSING_PROFILE =
  'If it was removed on purpose, accept that under `accept:` with `files:`; else check that the step that records it still runs'

/** Delays and allocations of a while may be compared with those of a while as long. */
function deltaWayOut(args: Args, pen: Pen): string {
  const isOfMoment = args['ofMoment'] === true || /^(goroutine|goroutineleak|threadcreate)$/.test(raw(args, 'kind'))
  if (raw(args, 'kind') === 'heap' && args['ofMoment'] !== false) {
    return typed(
      'Fetch it without `?seconds=`; `alloc_space` can be judged if both sides are fetched with the same one',
      pen,
    )
  }
  return typed(
    isOfMoment ? 'Fetch it without `?seconds=`' : 'Fetch both sides with the same `?seconds=`, or both without',
    pen,
  )
}

/** What `per` divides by, and how it becomes known. */
const PER_GAPS: ReadonlyMap<string, { readonly what: string; readonly todo: string }> = new Map([
  [
    'op',
    {
      what: 'How many operations each side did is not known, so nothing could be divided by them',
      todo: 'Put the output of the benchmark (`-benchtime=100x`) beside the profile as `bench.txt`, or write `operations` into `profile-gate.json`',
    },
  ],
  [
    'second',
    {
      what: 'For how long each side was measured is not known, so nothing could be divided by it',
      todo: 'Record a profile that says its duration, as CPU profiles do, or leave `per:` out of the rule',
    },
  ],
  [
    'total',
    {
      what: 'The total of a side is 0, so nothing could be scaled to it',
      todo: 'Check that profiling was on while the program worked',
    },
  ],
])

/** `1,000 and 1,500 iterations`, `10.0 and 30.0 s`. */
export function workText(args: Args, pen: Pen): string {
  const side = (key: string) => {
    const value = args[key]
    if (typeof value !== 'number') return '?'
    return raw(args, 'what') === 'seconds'
      ? quantity(value, { unit: 'sec', per: 'none' }, pen)
      : counted(Math.round(value))
  }
  const what = WORK_NOUNS.get(raw(args, 'what')) ?? ''
  return `${side('baseline')} and ${side('candidate')}${what}`
}

export function workWayOut(args: Args): string {
  switch (raw(args, 'what')) {
    case 'seconds':
      return 'Profile both sides for as many seconds, or write `per: second` into the rule'
    case 'snapshots':
      return 'Take as many snapshots on both sides, at the same distances'
    default:
      return 'Write `per: op` into the rule, or use fixed iterations (`-benchtime=1000x`)'
  }
}

/** Seconds come with their unit. */
const WORK_NOUNS: ReadonlyMap<string, string> = new Map([
  ['iterations', ' iterations'],
  ['snapshots', ' snapshots'],
])
