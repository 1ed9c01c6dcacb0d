import type { Change, Check } from '../result/result.ts'
import { checkNotes } from './check-notes.ts'
import { preposition, scopeText } from './group.ts'
import { isOfCandidateAlone, limitText, partsText } from './limit.ts'
import { metricWords } from './metric.ts'
import type { ShortNames } from './name.ts'
import { noiseText } from './noise.ts'
import type { Pen } from './pen.ts'
import { delta, pair, quantity } from './quantity.ts'
import { isSame, relative } from './relative.ts'
import { soleCause } from './start.ts'
import { valuesOf } from './status.ts'
import { isSeries } from './trend.ts'

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
  const judged = compared && check.outcome !== 'not-compared'
  return {
    delta: compared ? delta(isUnchanged(subject) ? 0 : subject.delta, check, pen) : '',
    relative: compared ? relative(subject, check.unit, pen) : '',
    values: compared
      ? pair(subject.baseline, subject.candidate, check, pen)
      : values === 'candidate'
        ? quantity(subject.candidate, check, pen)
        : '',
    limit: judged ? limitText(check, pen) : uncomparedLimits(check, pen),
    noise: compared || isSeries(check) ? noiseText(check, pen) : '',
    notes: checkNotes(check, names, pen),
  }
}

function isUnchanged({ baseline, candidate }: Pick<Change, 'baseline' | 'candidate'>): boolean {
  return isSame(Number(baseline), Number(candidate))
}

/** `budget 96 MiB · growth limit +10% not compared`: what was judged all the same, and what was not. */
function uncomparedLimits(check: Check, pen: Pen): string {
  const texts = (alone: boolean) =>
    [
      ...new Set(
        check.limits
          .filter((limit) => isOfCandidateAlone(limit) === alone)
          .map((limit) => partsText(limit, check, pen)),
      ),
    ].join(' or ')
  const growth = texts(false)
  return [texts(true), growth === '' ? '' : `growth limit ${growth} not compared`]
    .filter((text) => text !== '')
    .join(' · ')
}

/** `Heap in use in api, total`: where there are several profiles with this metric, the profile says which. */
export function checkTitle(check: Check, checks: readonly Check[], pen: Pen): string {
  return `${metricIn(check, checks, pen)}, ${scopeText(check, pen)}`
}

/** `Heap in use in api in catalog.(*Cache).Put`: of a group that speaks for the check, as the surface writes it. */
export function groupTitle(check: Check, checks: readonly Check[], subject: string, pen: Pen): string {
  return `${metricIn(check, checks, pen)} ${preposition(check)} ${subject}`
}

function metricIn(check: Check, checks: readonly Check[], pen: Pen): string {
  return `${pen.strong(metricWords(check, pen).title)}${placeText(check, checks, pen)}`
}

/** ` in api`: the target, and the profile where another one has the same metric; else nothing. */
export function placeText(check: Check, checks: readonly Check[], pen: Pen): string {
  const hasTwin = checks.some(
    ({ kind, metric, profile }) => kind === check.kind && metric === check.metric && profile !== check.profile,
  )
  const places = [check.target, hasTwin ? check.profile : null].filter((place) => place !== null)
  return places.length === 0 ? '' : ` in ${places.map((place) => pen.code(place)).join(' ')}`
}
