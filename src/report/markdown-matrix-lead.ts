import type { Problem } from '../result/result.ts'
import { causeName } from './cause-texts.ts'
import { fence } from './escape.ts'
import { plural } from './group.ts'
import { targetName } from './markdown-matrix-table.ts'
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

/** So many targets are named. */
const NAMED = 3

export function matrixHeading(page: Page, legs: readonly Leg[]): string {
  const { view, pen } = page
  const { icon, verdict, detail } = matrixHeadline(legs, pen, view.failOn)
  const shown = isWhole(legs) && fixedBy(page) !== null ? fixedText(page) : detail
  return `### ${icon} ${verdict}${shown === null ? '' : `: ${shown}`}`
}

function isWhole(legs: readonly Leg[]): boolean {
  return legs.every(({ result }) => result !== null)
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
  const unread = legs.flatMap(({ target, result }) => (result === null ? [target] : []))
  const texts = [
    ...(unread.length === 0
      ? []
      : [
          `The result of ${targetNames(unread, pen)} cannot be read, so it is not shown here. Its job knows the verdict.`,
        ]),
    ...problems.map((said) => problemText(page, said)),
  ]
  const shown = texts.slice(0, plan.rows).map((text, at) => `**${at + 1}.** ${text}`)
  const more = texts.length - shown.length
  return more > 0 ? [...shown, `… and ${plural(more, 'more problem')}, ${whereElse(page)}.`] : shown
}

function problemText(page: Page, { what: problem, targets }: Said<Problem>): string {
  const { pen } = page
  const { what, todo } = wordNotice(problem, pen)
  const mistake = policyMistake(problem)
  const text = `In ${targetNames(targets, pen)}: ${sentence(what + (mistake === null ? '' : ` (${mistakePlace(page, problem)})`))}`
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
  const said = saidByLegs(readLegs(legs), ({ warnings }) => warnings)
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

/** `api`, `web` and 7 more targets. */
export function targetNames(targets: readonly (string | null)[], pen: Pen): string {
  const names = targets.map((target) => targetName(target, pen))
  if (names.length === 1) return names[0] ?? ''
  if (names.length <= NAMED) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return `${names.slice(0, NAMED - 1).join(', ')} and ${plural(names.length - NAMED + 1, 'more target')}`
}
