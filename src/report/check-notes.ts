import type { Notice } from '../model/notice.ts'
import type { Check } from '../result/result.ts'
import { causeName } from './cause-texts.ts'
import { couldBeNoise } from './doubt-words.ts'
import { groupName, groupNoun, plural } from './group.ts'
import { LEAST_TIMES } from './medians.ts'
import type { ShortNames } from './name.ts'
import type { Pen } from './pen.ts'
import { overlapText } from './run-facts.ts'
import { sentence } from './sentence.ts'
import { isSeries } from './trend.ts'
import type { Words } from './word-table.ts'
import { wordReason } from './words.ts'

/** What is to be said of a check beside its numbers: why it was not decided and what settles that, or why it passed all the same. */

/** So many runs a side show their variation well (decision rule, 5). */
const ADVISED_RUNS = 5

export function checkNotes(check: Check, names: ShortNames, pen: Pen): readonly string[] {
  const { outcome, level, reason } = check
  if (reason !== null && reason.code !== 'growth-not-compared' && reason.code !== 'no-baseline') {
    const { what, todo } = reasonWords(reason, check, names, pen)
    return [sentence(what), ...(todo === null ? [] : [sentence(todo)])]
  }
  if (outcome !== 'pass' || reason !== null) return []
  const moved = movedNote(check, names, pen)
  if (moved !== null) return [moved]
  if (level !== 'pass') return ['Growth beyond the limit could have hidden in the noise.']
  return overNote(check, pen)
}

function reasonWords(reason: Notice, check: Check, names: ShortNames, pen: Pen): Words {
  const args = { ...reason.args, ...shortNamesIn(reason, check.of, names) }
  const { baseline, candidate } = check.runs
  switch (reason.code) {
    case 'could-be-noise':
      return couldBeNoise(args, pen, { facts: runFacts(reason, check, pen), isBenchmark: check.kind === 'benchmark' })
    case 'may-have-moved': {
      const isSettled = Math.min(baseline.length, candidate.length) >= ADVISED_RUNS || check.noise.method === 'exact'
      return wordReason({ ...reason, args: { ...(isSettled ? {} : { repeats: ADVISED_RUNS }), ...args } }, pen)
    }
    case 'may-keep-growing': {
      const known = { unit: check.unit, snapshots: candidate.length, hasBaseline: baseline.length > 0 }
      return wordReason({ ...reason, args: { ...args, ...known } }, pen)
    }
    default:
      return wordReason({ ...reason, args }, pen)
  }
}

/** What the runs of the group in question show; null where each side has one. Snapshots are no runs. */
function runFacts({ args }: Notice, check: Check, pen: Pen): string | null {
  if (isSeries(check)) return null
  const runs = args['name'] === 'total' ? check.runs : check.causes.find(({ name }) => name === args['name'])?.runs
  if (runs === null || runs === undefined) return null
  const least = Math.min(runs.baseline.length, runs.candidate.length)
  if (check.noise.method === 'rank' && least < LEAST_TIMES) {
    return `${least === 1 ? 'a single value' : `${least} values`} a side cannot tell: their order says something from ${LEAST_TIMES} on`
  }
  return overlapText(runs, pen)
}

/** Groups go by the names that the rows around have. */
function shortNamesIn({ args }: Notice, of: string, names: ShortNames): Notice['args'] {
  const short = (key: string) => {
    const name = args[key]
    return typeof name === 'string' && name !== 'total' ? { [key]: groupName(name, of, names) } : {}
  }
  return { ...short('name'), ...short('donor') }
}

/** Of a check that passes because cost only has another name. */
function movedNote(check: Check, names: ShortNames, pen: Pen): string | null {
  const moved = check.causes.filter(({ status }) => status === 'moved')
  const [first] = moved
  if (first === undefined) return null
  if (moved.length > 1) {
    return `${plural(moved.length, groupNoun(check.of, pen))} are over the limit, but their cost only moved: others lost what they gained.`
  }
  const [donor] = first.movedFrom
  const loser = donor === undefined ? 'others' : pen.code(groupName(donor, check.of, names))
  const name = pen.code(causeName(first, check, names))
  return `${name} is over the limit, but its cost only moved: what it gained, ${loser} lost.`
}

/** Of a check that passes although something is over its limit, and was not agreed on. */
function overNote(check: Check, pen: Pen): readonly string[] {
  const over = check.limits.filter(({ exceeded }) => exceeded)
  if (over.length === 0 || check.causes.some(({ status }) => status === 'accepted')) return []
  const who = check.of === 'total' ? 'Over its limit' : `A ${groupNoun(check.of, pen)} is over the limit`
  return over.every(({ perSnapshot }) => perSnapshot !== null)
    ? [
        `${who}, but it does not keep growing as a leak does: it levels off, grew in a single step, or is within the noise.`,
      ]
    : [`${who}, but by less than the noise explains.`]
}
