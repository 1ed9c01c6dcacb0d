import { bytes, has, named, raw, theSide, typed, whole } from './args.ts'
import type { Pen } from './pen.ts'
import type { Args, WordTable } from './word-table.ts'

/** Why a check is inconclusive, not compared, or could not be judged: sentences. */
export const CHECK_WORDS: WordTable = {
  'could-be-noise': (args, pen) => ({
    what: `Could be noise: ${subject(args, pen)} is over its limit, but two runs of identical code may differ by as much`,
    todo: `What settles it: ${settlers(args, pen)}`,
  }),
  'budget-within-noise': (args, pen) => ({
    what: 'The value is over its budget, but by less than its own sampling error',
    todo: `What settles it: ${sampling(args, pen).join(' or ')}`,
  }),
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
  'per-not-judged': (args, pen) => ({
    what: `This version does not judge ${pen.code('per:')} ${named(args, 'per', pen)}`,
    todo:
      raw(args, 'per') === 'total'
        ? typed('Leave `per:` out of the rule, and compare runs of the same length', pen)
        : typed('Use fixed iterations (`-benchtime=1000x`) and leave `per:` out of the rule', pen),
  }),
  'series-not-judged': () => ({
    what: 'This version does not judge series of snapshots',
    todo: 'Hand over one profile a side, recorded at the same point of both runs',
  }),
  'repeats-not-judged': (args) => ({
    what: `This version compares one run a side; there are ${whole(args, 'baseline')} of the baseline and ${whole(args, 'candidate')} of the candidate`,
    todo: 'Hand over one run a side',
  }),
  'timing-not-judged': (args, pen) => ({
    what: `${named(args, 'metric', pen)} varies from run to run, and this version does not judge by how much`,
    todo: typed('Judge `B/op` or `allocs/op`, which are counted, or use a budget (`above:`)', pen),
  }),
  'moved-cost-not-judged': (args, pen) => ({
    what: `${named(args, 'name', pen)} grew, but ${named(args, 'donor', pen)} shrank, and all together did not grow by half as much: the cost may only have moved`,
    todo: typed(
      'Compare the two functions; a rule with `of: total` beside this one sees growth that is left when cost has moved',
      pen,
    ),
  }),
  'slope-not-judged': () => ({
    what: 'This version does not judge per-snapshot limits',
    todo: 'Use a growth or percent limit',
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

/** The judge calls the total of a rule `total`. */
function subject(args: Args, pen: Pen): string {
  return has(args, 'name') && raw(args, 'name') !== 'total' ? named(args, 'name', pen) : 'the total'
}

/** More events, by more runs or more work, finer sampling where the producer has it, or a budget. */
function settlers(args: Args, pen: Pen): string {
  return `${[longer(args), ...rate(args, pen)].join(', ')} or a budget (${pen.code('above:')})`
}

function sampling(args: Args, pen: Pen): readonly string[] {
  return [...rate(args, pen), longer(args)]
}

function longer(args: Args): string {
  return has(args, 'repeats')
    ? `${whole(args, 'repeats')} repeated runs on each side`
    : 'more work in the run of each side'
}

function rate(args: Args, pen: Pen): readonly string[] {
  if (!has(args, 'rateBytes')) return []
  const option = /^\d+$/.test(raw(args, 'rateBytes')) ? `-memprofilerate=${raw(args, 'rateBytes')}` : '-memprofilerate'
  return [`${pen.code(option)} (one sample per ${bytes(args, 'rateBytes', pen)})`]
}
