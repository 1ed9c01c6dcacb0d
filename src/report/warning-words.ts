import { has, named, ofSide, percent, raw, theSide, typed, whole } from './args.ts'
import { workText, workWayOut } from './check-words.ts'
import type { Pen } from './pen.ts'
import type { Args, WordTable } from './word-table.ts'

/** What a reader should know about a comparison that was judged all the same: sentences. */
export const WARNING_WORDS: WordTable = {
  'low-power': (args, pen) => ({
    what: `Rule ${named(args, 'rule', pen)} could miss growth: its limit is +${percent(args, 'limitPercent')}, but ${visible(args)}`,
    todo: has(args, 'settle') ? `What helps: ${settler(args, pen)}` : null,
  }),
  'no-event-model': (args, pen) => ({
    what: `The noise of one run is unknown, so the limit alone decides: ${modelGap(args, pen)}`,
    todo: 'Repeated runs would show the noise',
  }),
  'kind-ambiguous': (args, pen) => ({
    what: `This profile may be of several kinds (${named(args, 'kinds', pen)}); rules of each of them judge it`,
    todo: typed('Name the file after its kind, as in `mutex.pb.gz` or `block.pb.gz`', pen),
  }),
  'benchmarks-not-compared': (args, pen) => ({
    what: has(args, 'metric')
      ? `${benchmarks(args, pen)} ${isOne(args) ? 'has' : 'have'} ${named(args, 'metric', pen)} only in the results of ${theSide(args, pen)}, so its growth was not compared there`
      : `${benchmarks(args, pen)} ${isOne(args) ? 'is' : 'are'} only in the results of ${theSide(args, pen)}, so growth was not compared there`,
    todo: has(args, 'metric')
      ? typed('Run both sides with the same options, such as `-benchmem`', pen)
      : 'Run the same benchmarks on both sides',
  }),
  'acceptance-unused': (args, pen) => ({
    what: `An acceptance is not used${ofAcceptance(args, pen)}: nothing that it covers grew`,
    todo: 'Remove it, or correct what it names',
  }),
  'acceptance-removable': (args, pen) => ({
    what: `An acceptance has done its work${ofAcceptance(args, pen)}: the baseline holds the growth that it allows`,
    todo: 'Remove it',
  }),
  'acceptance-expired': (args, pen) => ({
    what: `An acceptance has expired${has(args, 'until') ? ` on ${named(args, 'until', pen)}` : ''}${ofAcceptance(args, pen)}`,
    todo: 'Remove it, or agree on a new date',
  }),
  'mixed-runs': (args, pen) => ({
    what: `${named(args, 'path', pen)} has no run number, but stands beside files that have one; it counts as one more run`,
    todo: typed('Name all runs alike, as in `heap.1.pb.gz`, `heap.2.pb.gz`', pen),
  }),
  'same-run-twice': (args, pen) => ({
    what: `${named(args, 'path', pen)} and ${named(args, 'other', pen)} are both run ${named(args, 'run', pen)}; both count`,
    todo: 'Remove one of them',
  }),
  'run-gap': (args, pen) => ({
    what: `Run ${named(args, 'missing', pen)} of ${profileOf(args, pen)} is missing${has(args, 'runs') ? `; ${whole(args, 'runs')} runs were compared` : ''}`,
    todo: 'Check that every run wrote its profile',
  }),
  'mixed-series': (args, pen) => ({
    what: `${named(args, 'path', pen)} does not fit into the series beside it`,
    todo: typed('Name all snapshots alike, as in `heap-0001.pb.gz`, `heap-0002.pb.gz`', pen),
  }),
  'same-snapshot-twice': (args, pen) => ({
    what: `${named(args, 'path', pen)} and ${named(args, 'other', pen)} are both snapshot ${named(args, 'at', pen)}; the second counts as a run of its own`,
    todo: 'Remove one of them',
  }),
  'snapshot-gap': (args, pen) => ({
    what: `Snapshot ${named(args, 'missing', pen)} of ${profileOf(args, pen)} is missing${has(args, 'snapshots') ? `; there are ${whole(args, 'snapshots')}` : ''}`,
    todo: 'Check that every snapshot was written',
  }),
  'only-one-compared': (args, pen) => ({
    what: `Only ${named(args, 'profile', pen)} was compared, because the other side is a single file; ${whole(args, 'others')} profiles of ${theSide(args, pen)} were left out`,
    todo: 'Name two folders to compare all',
  }),
  'result-shortened': (args) => ({
    what: `The result was too long to be passed on: ${whole(args, 'causes')} causes are missing here`,
    todo: 'The JSON result of the step has them all',
  }),
  'few-events': (args, pen) => ({
    what: `${has(args, 'metric') ? `${named(args, 'metric', pen)} rests` : 'The values rest'} on few samples (${whole(args, 'baseline')} and ${whole(args, 'candidate')}), so only large growth can be seen`,
    todo: 'Profile a longer run, or sample more often',
  }),
  'uniform-shift': (args, pen) => {
    const shrank = Number(args['percent']) < 0
    const [verb, work, costs] = shrank ? ['shrank', 'less', 'less'] : ['grew', 'more', 'more']
    return {
      what: `All functions ${verb} by about the same factor${has(args, 'metric') ? ` in ${named(args, 'metric', pen)}` : ''} (${shrank ? pen.minus : '+'}${percent(args, 'percent')}): ${pen.candidate} was measured over ${work} work, or everything costs ${costs}`,
      todo: typed(
        'Compare as much work: write `per: op` into the rule, or use fixed iterations (`-benchtime=1000x`)',
        pen,
      ),
    }
  },
  'work-differs': (args, pen) => ({
    what: `The two sides were measured over other amounts of work (${workText(args, pen)}), so functions were judged by their shares of the total`,
    todo: typed(workWayOut(args), pen),
  }),
}

/** `X`, or `X and 2 more benchmarks`. */
function benchmarks(args: Args, pen: Pen): string {
  const name = named(args, 'name', pen)
  const others = Number(args['count'] ?? 1) - 1
  return others > 0 ? `${name} and ${others} more ${others === 1 ? 'benchmark' : 'benchmarks'}` : name
}

function isOne(args: Args): boolean {
  return !(Number(args['count'] ?? 1) > 1)
}

function profileOf(args: Args, pen: Pen): string {
  return `${has(args, 'profile') ? named(args, 'profile', pen) : 'a profile'}${has(args, 'side') ? ` ${ofSide(args, pen)}` : ''}`
}

const MODEL_GAPS: ReadonlyMap<string, string> = new Map([
  ['producer', 'nobody documented how the tool that wrote the profile samples'],
  ['scaled', 'the values do not fit the sampling rate that the profile states; it was scaled or merged'],
  ['no-period', 'the profile does not state its sampling rate'],
])

function modelGap(args: Args, pen: Pen): string {
  return MODEL_GAPS.get(raw(args, 'why')) ?? named(args, 'why', pen)
}

function visible(args: Args): string {
  return has(args, 'detectablePercent')
    ? `in these profiles only growth from +${percent(args, 'detectablePercent')} on stands out from the noise`
    : 'in these profiles no growth stands out from the noise'
}

const SETTLERS: ReadonlyMap<string, string> = new Map([
  ['work', 'more work in the run of each side'],
  ['repeats', '5 repeated runs on each side'],
  ['rate', 'a finer sampling rate, e.g. `-memprofilerate=4096`'],
  ['budget', 'a budget (`above:`)'],
])

function settler(args: Args, pen: Pen): string {
  return typed(SETTLERS.get(raw(args, 'settle')) ?? '', pen) || named(args, 'settle', pen)
}

/** ` (line 31 of the policy, for NAME)`. */
function ofAcceptance(args: Args, pen: Pen): string {
  const parts = [
    ...(has(args, 'line') ? [`line ${whole(args, 'line')} of the policy`] : []),
    ...(has(args, 'name') ? [`for ${named(args, 'name', pen)}`] : []),
  ]
  return parts.length > 0 ? ` (${parts.join(', ')})` : ''
}
