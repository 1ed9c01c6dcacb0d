import type { Notice } from '../model/notice.ts'
import type { ExplainedCheck, Setting } from '../result/explanation.ts'
import { whole } from './args.ts'
import { plural } from './group.ts'
import type { Pen } from './pen.ts'
import { grouped } from './quantity.ts'
import type { WordTable } from './word-table.ts'
import { wordsIn } from './word-table.ts'
import { wordReason } from './words.ts'

/** What an explanation says of a check in words: without full stops, and with a small letter at the beginning. */

/** Why a check cannot fail. */
const CANNOT_FAIL: WordTable = {
  'no-fail-limit': () => ({ what: 'it has no limit that fails, only one that warns', todo: null }),
  'nothing-tested': () => ({ what: 'nothing here is large enough to be tested', todo: null }),
  'no-series': () => ({ what: 'it looks at series of snapshots, and there is none', todo: null }),
  'too-few-events': (args) => ({
    what: `its events are too few: even if all were of the candidate, that would happen by chance ${oneIn(args['least'])}, and it takes ${oneIn(args['needed'])}`,
    todo: null,
  }),
  'too-few-times': (args) => ({
    what: `${whole(args, 'times')} measured times a side are too few: their order proves nothing before there are ${whole(args, 'needed')}`,
    todo: null,
  }),
}

export function wordCannotFail(notice: Notice, pen: Pen): string {
  return Object.hasOwn(CANNOT_FAIL, notice.code)
    ? wordsIn([CANNOT_FAIL], notice, pen).what
    : wordReason(notice, pen).what
}

/** `1 time in 500`. */
function oneIn(chance: unknown): string {
  if (typeof chance !== 'number' || !(chance > 0)) return '?'
  const times = 1 / chance
  return times < 1.05 ? 'always' : `1 time in ${grouped(times < 10 ? times.toFixed(1) : times.toFixed(0))}`
}

/** How growth was told from noise, and what there was to tell it by. */
export function methodText({ check, runs }: ExplainedCheck): string {
  const { method, events } = check.noise
  if (runs.baseline === 0 && method !== 'series') return `${plural(runs.candidate, 'run')}, none of the baseline`
  const ofRuns = `${runs.baseline} and ${plural(runs.candidate, 'run')}`
  switch (method) {
    case 'events':
    case 'repeats':
    case 'pool': {
      const counts = events.baseline === null || events.candidate === null ? '' : eventsText(events)
      return `${counts}${runs.baseline === 1 && runs.candidate === 1 ? 'one run a side' : ofRuns}`
    }
    case 'rank':
      return `the order of ${runs.baseline} and ${runs.candidate} measured times`
    case 'series':
      return runs.baseline === 0
        ? `${plural(runs.candidate, 'snapshot')}, none of the baseline`
        : `${runs.baseline} and ${plural(runs.candidate, 'snapshot')}`
    case 'exact':
      return 'counted, not sampled: the limit alone decides'
    case 'none':
      return 'the noise of one run is not known: the limit alone decides'
  }
}

function eventsText({ baseline, candidate }: ExplainedCheck['check']['noise']['events']): string {
  const text = (count: number | null) => grouped(String(Math.round(count ?? 0)))
  return `${text(baseline)} and ${text(candidate)} sampling events, `
}

/** `5 runs a side`, `-memprofilerate=4096`. */
export function settingText({ setting, value }: Setting, pen: Pen): string {
  switch (setting) {
    case 'memprofilerate':
      return pen.code(`-memprofilerate=${value}`)
    case 'runs':
      return `${value} runs a side`
    case 'work':
      return `${value} times the work`
    case 'snapshots':
      return `${value} snapshots`
  }
}
