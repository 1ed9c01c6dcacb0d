import type { Notice } from '../model/notice.ts'
import type { Check } from '../result/result.ts'
import { groupName, groupNoun, scopeText } from './group.ts'
import { isBudget, limitText, partsText } from './limit.ts'
import { metricWords } from './metric.ts'
import type { ShortNames } from './name.ts'
import { noiseText } from './noise.ts'
import type { Pen } from './pen.ts'
import { delta, pair, quantity } from './quantity.ts'
import { relative } from './relative.ts'
import { sentence } from './sentence.ts'
import { soleCause } from './start.ts'
import { valuesOf } from './status.ts'
import { wordReason } from './words.ts'

/** The texts of one check's row, the same on every surface. */
export interface CheckTexts {
  /** Empty where nothing was compared. */
  readonly delta: string
  readonly relative: string
  /** `41.2 → 64.3 MiB`; the candidate's value alone where there is no baseline; empty where there is neither. */
  readonly values: string
  readonly limit: string
  readonly noise: string
  /** What is to be said beside the numbers: why it was not decided, and what settles that. */
  readonly notes: readonly string[]
}

export function checkTexts(check: Check, names: ShortNames, pen: Pen): CheckTexts {
  const subject = soleCause(check) ?? check.total
  const values = valuesOf(check)
  const compared = values === 'both'
  return {
    delta: compared ? delta(subject.delta, check, pen) : '',
    relative: compared ? relative(subject, check.unit, pen) : '',
    values: compared
      ? pair(subject.baseline, subject.candidate, check, pen)
      : values === 'candidate'
        ? quantity(subject.candidate, check, pen)
        : '',
    limit: compared ? limitText(check, pen) : uncomparedLimits(check, pen),
    noise: compared ? noiseText(check, pen) : '',
    notes: notesOf(check, names, pen),
  }
}

/** `budget 96 MiB · growth limit +10% not compared`: what was judged all the same, and what was not. */
function uncomparedLimits(check: Check, pen: Pen): string {
  const texts = (budget: boolean) =>
    [
      ...new Set(
        check.limits.filter((limit) => isBudget(limit) === budget).map((limit) => partsText(limit, check, pen)),
      ),
    ].join(' or ')
  const growth = texts(false)
  return [texts(true), growth === '' ? '' : `growth limit ${growth} not compared`]
    .filter((text) => text !== '')
    .join(' · ')
}

function notesOf(check: Check, names: ShortNames, pen: Pen): readonly string[] {
  const { outcome, level, reason } = check
  if (reason !== null && reason.code !== 'growth-not-compared' && reason.code !== 'no-baseline') {
    const { what, todo } = wordReason(withShortNames(reason, check.of, names), pen)
    return [sentence(what), ...(todo === null ? [] : [sentence(todo)])]
  }
  if (outcome !== 'pass' || reason !== null) return []
  if (level !== 'pass') return ['Growth beyond the limit could have hidden in the noise.']
  if (!check.limits.some((limit) => limit.exceeded) || check.causes.some(({ status }) => status === 'accepted'))
    return []
  const who = check.of === 'total' ? 'Over its limit' : `A ${groupNoun(check.of, pen)} is over the limit`
  return [`${who}, but by less than the noise explains.`]
}

/** Groups go by the names that the rows around have. */
function withShortNames({ code, args }: Notice, of: string, names: ShortNames): Notice {
  const short = (key: string) => {
    const name = args[key]
    return typeof name === 'string' && name !== 'total' ? { [key]: groupName(name, of, names) } : {}
  }
  return { code, args: { ...args, ...short('name'), ...short('donor') } }
}

/** `Heap in use in api, total`: where there are several profiles with this metric, the profile says which. */
export function checkTitle(check: Check, checks: readonly Check[], pen: Pen): string {
  const { title } = metricWords(check, pen)
  return `${pen.strong(title)}${placeText(check, checks, pen)}, ${scopeText(check, pen)}`
}

/** ` in api`: the target, and the profile where another one has the same metric; else nothing. */
export function placeText(check: Check, checks: readonly Check[], pen: Pen): string {
  const hasTwin = checks.some(
    ({ kind, metric, profile }) => kind === check.kind && metric === check.metric && profile !== check.profile,
  )
  const places = [check.target, hasTwin ? check.profile : null].filter((place) => place !== null)
  return places.length === 0 ? '' : ` in ${places.map((place) => pen.code(place)).join(' ')}`
}
