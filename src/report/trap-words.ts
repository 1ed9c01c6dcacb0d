import { has, named, raw, theSide, typed, whole } from './args.ts'
import { CONDITIONS, period } from './conditions.ts'
import type { Pen } from './pen.ts'
import type { Args, WordTable } from './word-table.ts'

/** What makes the difference of two profiles deceive: sentences. */
export const TRAP_WORDS: WordTable = {
  'negative-values': (args, pen) => ({
    what: `The profile of ${theSide(args, pen)} has negative values, as only a difference of two profiles should`,
    todo: 'Hand over the profile of a whole run',
  }),
  'sampling-off': (args, pen) => ({
    what: `The program of ${theSide(args, pen)} did not sample its heap: its profile has neither samples nor a rate`,
    todo: typed(
      'Go leaves heap profiling out of programs that never ask for it: import `runtime/pprof` or `net/http/pprof`, and do not set memprofilerate to 0',
      pen,
    ),
  }),
  'period-differs': (args, pen) => ({
    what: `The two sides were sampled at other rates: one sample per ${period(args, 'baseline', pen)} and per ${period(args, 'candidate', pen)}`,
    todo: 'Record both sides at the same rate, and their noise is the same',
  }),
  'sample-types-differ': (args, pen) => ({
    what: `The two sides have other metrics: ${onlyThere(args, pen).join(', ')}`,
    todo: 'Record both sides in the same way, with the same tool and options',
  }),
  'go-release-differs': (args, pen) => ({
    what: `The two sides were built with other releases of Go${releases(args, pen)}, so names of generic functions and closures may differ, and so may what the runtime costs`,
    todo: 'Build both sides with the same release to compare the code alone',
  }),
  'machine-differs': (args, pen) => ({
    what: `The two sides differ in ${CONDITIONS.get(raw(args, 'key')) ?? named(args, 'key', pen)}: ${named(args, 'baseline', pen)} and ${named(args, 'candidate', pen)}; growth may come from that`,
    todo: 'Measure both sides alike to compare the code alone',
  }),
  'no-collection': (args, pen) => ({
    what: `No garbage collection ran before the heap profile of ${theSide(args, pen)} was written, so what it shows as in use is all that was allocated`,
    todo: typed('Call `runtime.GC()` before writing it, or fetch it with `?gc=1`', pen),
  }),
  'mutex-rescaled': (args, pen) => ({
    what: `The two sides were built with releases of Go${releases(args, pen)} that may count the delays of mutexes otherwise`,
    todo: 'Build both sides with the same release',
  }),
}

/** `only the baseline has alloc_space/bytes and 3 more`. */
function onlyThere(args: Args, pen: Pen): readonly string[] {
  return (['baseline', 'candidate'] as const)
    .filter((side) => has(args, side))
    .map((side) => {
      const more = has(args, `${side}More`) ? ` and ${whole(args, `${side}More`)} more` : ''
      return `only ${theSide({ side }, pen)} has ${named(args, side, pen)}${more}`
    })
}

/** ` (1.23.12 and 1.26.0)`, as far as they are known. */
export function releases(args: Args, pen: Pen): string {
  const known = ['baseline', 'candidate'].filter((side) => has(args, side)).map((side) => named(args, side, pen))
  return known.length === 0 ? '' : ` (${known.join(' and ')})`
}
