import type { Problem, Warning } from '../result/result.ts'
import { causeName } from './cause-texts.ts'
import { fence } from './escape.ts'
import { plural } from './group.ts'
import { targetNames } from './markdown-matrix-table.ts'
import { type Page, policyLink } from './markdown-page.ts'
import { fixedBy, fixedText } from './markdown-pull.ts'
import { whereElse } from './markdown-rows.ts'
import { type Leg, readLegs, type Said, saidByLegs } from './matrix.ts'
import { matrixHeadline } from './matrix-headline.ts'
import type { Pen } from './pen.ts'
import { policyMistake } from './policy-mistake.ts'
import { sentence } from './sentence.ts'
import { blamedCauses, startOf } from './start.ts'
import { noticeText, wordNotice } from './words.ts'

/** What several targets have in common, above and below the tables. */

export function matrixHeading(page: Page, legs: readonly Leg[]): string {
  const { view, pen } = page
  const { icon, verdict, detail } = matrixHeadline(legs, pen, view.failOn)
  const shown = fixedBy(page) === null ? detail : fixedText(page)
  return `### ${icon} ${verdict}${shown === null ? '' : `: ${shown}`}`
}

/** That one function is behind several failures. */
export function sharedCause({ result, names, pen }: Page): string {
  const start = startOf(result)
  if (start === null) return ''
  const { cause, check } = start
  const wrong = result.checks.filter(({ level }) => level === check.level)
  const caused = wrong.filter((each) =>
    blamedCauses(each).some(
      ({ name, file, line }) => name === cause.name && file === cause.file && line === cause.line,
    ),
  )
  if (caused.length < 2) return ''
  const noun = check.level === 'fail' ? 'failure' : 'warning'
  const whole =
    caused.length === wrong.length
      ? `all ${plural(wrong.length, noun)}`
      : `${caused.length} of the ${plural(wrong.length, noun)}`
  return `${pen.code(causeName(cause, check, names))} has a part in ${whole}.`
}

/** Numbered; what several targets meet with stands once. */
export function matrixProblems(page: Page, legs: readonly Leg[]): readonly string[] {
  const { pen, plan } = page
  const problems = saidByLegs(readLegs(legs), (result): readonly Problem[] =>
    result.problems.filter(({ level }) => level !== 'pass'),
  )
  const texts = [
    ...unreadTexts(legs, pen),
    ...problems.map((said) => problemText(page, said, said.targets.length === legs.length)),
  ]
  const shown = texts.slice(0, plan.rows).map((text, at) => `**${at + 1}.** ${text}`)
  const more = texts.length - shown.length
  return more > 0 ? [...shown, `… and ${plural(more, 'more problem')}, ${whereElse(page)}.`] : shown
}

/** Whether there will ever be more to show is the difference. */
function unreadTexts(legs: readonly Leg[], pen: Pen): readonly string[] {
  return (['unavailable', 'unusable'] as const).flatMap((why) => {
    const targets = legs.flatMap((leg) => (leg.result === null && leg.why === why ? [leg.target] : []))
    if (targets.length === 0) return []
    const what = why === 'unavailable' ? 'could not be downloaded' : 'cannot be used'
    return [`The result of ${targetNames(targets, pen)} ${what}, so it is not shown here. Its job knows the verdict.`]
  })
}

/** What all targets meet with is not said of each. */
function problemText(page: Page, { what: problem, targets }: Said<Problem>, isOfAll: boolean): string {
  const { pen } = page
  const { what, todo } = wordNotice(problem, pen)
  const mistake = policyMistake(problem)
  const where = isOfAll ? '' : `In ${targetNames(targets, pen)}: `
  const text = `${where}${sentence(what + (mistake === null ? '' : ` (${mistakePlace(page, problem)})`))}`
  const whole = `${text}${todo === null ? '' : ` ${sentence(todo)}`}`
  return mistake === null || mistake.frame.length === 0 ? whole : `${whole}\n\n${fence(mistake.frame)}`
}

function mistakePlace(page: Page, problem: Problem): string {
  const mistake = policyMistake(problem)
  const name = mistake?.file || page.view.policyName
  if (!name) return 'the default policy'
  const sha = problem.args['side'] === 'head' ? null : page.result.context.policy.sha
  return policyLink(page, name, mistake?.line ?? null, sha)
}

/** What a reader should know besides, each thing once. */
export function matrixNotes({ pen, plan, ...page }: Page, legs: readonly Leg[]): string {
  const said = saidByLegs(readLegs(legs), ({ warnings }) => warnings).filter(({ what }) => !isNeeded(what, legs))
  const all = said.map(({ what, targets }) => {
    const profile = what.profile === null ? '' : `${pen.code(what.profile)} of `
    return `- ${profile}${targetNames(targets, pen)}: ${noticeText(what, pen)}`
  })
  const shown = all.slice(0, plan.rows)
  const more = all.length - shown.length
  return [
    ...shown,
    ...(more > 0 && shown.length > 0 ? [`- … ${plural(more, 'more note')}, ${whereElse({ pen, plan, ...page })}`] : []),
  ].join('\n')
}

/** Codes of warnings that advise to take an acceptance away. */
const REMOVALS: readonly string[] = ['acceptance-unused', 'acceptance-removable']

/** Whether a warning is about an acceptance that another target needs, or may need: it does not advise to take it away. */
function isNeeded({ code, args }: Warning, legs: readonly Leg[]): boolean {
  if (!REMOVALS.includes(code)) return false
  return legs.some(({ result }) => {
    if (result === null) return true
    const isIt = result.accepted.some(
      ({ line, until, subject }) =>
        line === args['line'] && until === args['until'] && (subject.name ?? subject.kind) === args['name'],
    )
    return isIt && !result.warnings.some((each) => REMOVALS.includes(each.code) && each.args['line'] === args['line'])
  })
}
