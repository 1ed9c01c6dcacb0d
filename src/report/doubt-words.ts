import { bytes, has, named, raw, theSide, typed, whole } from './args.ts'
import type { Pen } from './pen.ts'
import { delta } from './quantity.ts'
import type { Args, Words, WordTable } from './word-table.ts'

/** Why chance, moved cost or a short series leaves a check open, and what settles it: sentences. */
export const DOUBT_WORDS: WordTable = {
  'could-be-noise': (args, pen) => couldBeNoise(args, pen),
  'budget-within-noise': (args, pen) => ({
    what: 'The value is over its budget, but by less than its own sampling error',
    todo: `What settles it: ${sampling(args, pen).join(' or ')}`,
  }),
  'may-have-moved': (args, pen) => ({
    what: `May only have moved: ${subject(args, pen)} grew, but ${named(args, 'donor', pen)} shrank, and all together did not clearly grow`,
    todo: `What settles it: ${has(args, 'repeats') ? `${longer(args)}, or ` : ''}a look at the two functions: if one does now what the other did, the cost has moved`,
  }),
  'may-keep-growing': (args, pen) => ({
    what: `May keep growing: ${subject(args, pen)} has a slope of ${slope(args, 'slope', pen)} per snapshot, but that may be chance (${args['hasBaseline'] === true ? 'difference to the baseline, ' : ''}95%: ${slope(args, 'low', pen)} to ${slope(args, 'high', pen)})`,
    todo: `What settles it: a longer series${Number(args['snapshots'] ?? 0) < ADVISED_SNAPSHOTS ? `, of ${ADVISED_SNAPSHOTS} snapshots or more` : ''}`,
  }),
  'series-too-short': (args, pen) => ({
    what: `${snapshots(args)}${has(args, 'side') ? ` of ${theSide(args, pen)}` : ''} cannot show whether anything keeps growing: at least ${whole(args, 'least')} are needed`,
    todo: typed(
      `Take ${ADVISED_SNAPSHOTS} snapshots of one process at equal distances, those of the heap after a garbage collection (\`?gc=1\`)`,
      pen,
    ),
  }),
}

/** What is known of the case beside the reason itself. */
export interface NoiseFacts {
  /** What its runs show; null where each side has one. */
  readonly facts: string | null
  readonly isBenchmark: boolean
}

/** Growth over a limit that may be noise: what says so, and what settles it. */
export function couldBeNoise(
  args: Args,
  pen: Pen,
  { facts, isBenchmark }: NoiseFacts = { facts: null, isBenchmark: false },
): Words {
  const but = facts ?? 'two runs of identical code may differ by as much'
  const more = has(args, 'repeats')
    ? `${longer(args)}${isBenchmark ? ` (${pen.code(`-count=${whole(args, 'repeats')}`)})` : ''}`
    : facts === null
      ? longer(args)
      : 'more runs or more work in each'
  return {
    what: `Could be noise: ${subject(args, pen)} is over its limit, but ${but}`,
    todo: `What settles it: ${[more, ...rate(args, pen)].join(', ')} or a budget (${pen.code('above:')})`,
  }
}

/** So many snapshots show a trend well (decision rule, 6). */
const ADVISED_SNAPSHOTS = 10

function snapshots(args: Args): string {
  return args['snapshots'] === 1 ? 'A single snapshot' : `A series of ${whole(args, 'snapshots')} snapshots`
}

/** Growth per snapshot, in the unit of the check; as it is where nobody said which. */
function slope(args: Args, key: string, pen: Pen): string {
  const value = args[key]
  const unit = typeof args['unit'] === 'string' ? args['unit'] : ''
  return typeof value === 'number' ? delta(value, { unit, per: 'none' }, pen) : '?'
}

/** The judge calls the total of a rule `total`. */
function subject(args: Args, pen: Pen): string {
  return has(args, 'name') && raw(args, 'name') !== 'total' ? named(args, 'name', pen) : 'the total'
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
