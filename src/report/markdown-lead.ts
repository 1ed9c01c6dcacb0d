import type { Check, Problem } from '../result/result.ts'
import { acceptedText, usedAcceptances } from './accepted.ts'
import { causeName, isChanged } from './cause-texts.ts'
import { checkTexts, placeText } from './check-texts.ts'
import { conditionsText } from './conditions.ts'
import { fence } from './escape.ts'
import { groupName, plural } from './group.ts'
import { headlineOf } from './headline.ts'
import { limitUse, partsText } from './limit.ts'
import { noBaselineParagraph } from './markdown-baseline.ts'
import { type Page, placeLink, policyLink } from './markdown-page.ts'
import { circumstances, fixedBy, fixedParagraph, fixedText, movedParagraph } from './markdown-pull.ts'
import { whereElse } from './markdown-rows.ts'
import { metricWords } from './metric.ts'
import { noiseClaim } from './noise-claim.ts'
import { type PolicyMistakeParts, policyMistake } from './policy-mistake.ts'
import { delta } from './quantity.ts'
import { relative } from './relative.ts'
import { sentence } from './sentence.ts'
import { startOf, startText } from './start.ts'
import { needsAttention, valuesOf } from './status.ts'
import { tallyOf, undecidedText } from './tally.ts'
import { wordNotice } from './words.ts'

/** What stands above the table: the verdict, what was accepted, where to start, whether it is noise, what is broken. */

const MOVES_SHOWN = 3

export function heading(page: Page): string {
  const { result, names, pen, view } = page
  const { icon, verdict, detail } = headlineOf(result, names, pen, view.failOn)
  const shown = fixedBy(page) === null ? detail : fixedText(page)
  return `### ${icon} ${verdict}${shown === null ? '' : `: ${shown}`}`
}

export function leadParagraphs(page: Page, said = circumstances(page)): readonly string[] {
  return [
    movedParagraph(page),
    acceptedParagraph(page),
    ...verdictParagraphs(page),
    movedCostParagraph(page),
    conditionsParagraph(page),
    ...said,
    ...problemParagraphs(page),
  ]
}

/** What somebody agreed to let pass, and why: a reviewer agrees to it with the change. */
export function acceptedParagraph(page: Page): string {
  const { result, view, pen, plan } = page
  const all = usedAcceptances(result)
  const most = Math.min(plan.acceptances, view.mostAcceptances ?? plan.acceptances)
  const shown = all.slice(0, most).map((each) => `- **Accepted:** ${acceptedText(each, result, pen)}`)
  const more = all.length - shown.length
  if (more === 0) return shown.join('\n')
  const rest = `${shown.length === 0 ? plural(more, 'acceptance') : plural(more, 'more acceptance')}, ${whereElse(page)}`
  return [...shown, shown.length === 0 ? `- **Accepted:** ${rest}` : `- … ${rest}`].join('\n')
}

function verdictParagraphs(page: Page): readonly string[] {
  const { result, view } = page
  const uncompared = noBaselineParagraph(page)
  switch (result.outcome) {
    case 'fail':
      return [startParagraph(page), uncompared]
    case 'error':
      return [`This is **not** a pass. ${undecidedText(tallyOf(result))}.`]
    case 'warn':
      return [
        startParagraph(page, view.failOn === 'warn' ? '' : ' The policy warns of this and does not block.'),
        uncompared,
      ]
    case 'pass': {
      const previous = fixedBy(page)
      if (previous !== null) return [fixedParagraph(page, previous)]
      return [uncompared === '' ? closestParagraph(page) : uncompared]
    }
  }
}

function startParagraph(page: Page, ending = ''): string {
  const { result, names, pen } = page
  const start = startOf(result)
  const noise = noiseParagraph(page)
  if (start === null) return (noise + ending).trim()
  const { check, cause } = start
  const place = placeLink(page, cause.file, cause.line)
  const name = pen.code(causeName(cause, check, names))
  const pencil = isChanged(cause) ? ' ✏️' : ''
  const where = place === '' ? `**Start with ${name}${pencil}**:` : `**Start at ${place}${pencil}**: ${name}`
  const what = `${startText(start, pen)}.`
  return `${where} ${place === '' ? `it ${what}` : what}${noise === '' ? '' : ` ${noise}`}${ending}`
}

/** Whether the first thing that went wrong is noise. */
function noiseParagraph({ checks, names, pen }: Page): string {
  const first = checks.find((check) => check.level !== 'pass')
  if (first === undefined) return ''
  const claim = noiseClaim(first, pen)
  if (claim !== null) return `**${claim.claim}:** ${claim.because}.`
  const [note] = valuesOf(first) === 'both' ? checkTexts(first, names, pen).notes : []
  return note?.replace(/^(Could be noise|May keep growing|May only have moved):/, '**$1:**') ?? ''
}

/** Cost that has another name now: no regression, but what a reader of the profiles would take for one. */
function movedCostParagraph({ checks, names, pen, plan }: Page): string {
  const moved = checks
    .filter((check) => check.outcome === 'pass')
    .flatMap((check) => check.causes.filter(({ status }) => status === 'moved').map((cause) => ({ check, cause })))
  const texts = moved.map(({ check, cause }) => {
    const from = cause.movedFrom.slice(0, 1).map((donor) => ` from ${pen.code(groupName(donor, check.of, names))}`)
    return `${pen.code(causeName(cause, check, names))}${from.join('')}`
  })
  const all = [...new Set(texts)]
  if (all.length === 0 || plan.rows === 0) return ''
  const more = all.length - MOVES_SHOWN
  return `**Moved, not grown:** ${all.slice(0, MOVES_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
}

/** In what the two sides differ beside their code; a reader is to know it before the numbers. */
function conditionsParagraph({ result, pen }: Page): string {
  const text = conditionsText(result.warnings, pen)
  return text === null ? '' : text.replace(/^[^:]*:/, '**$&**')
}

/** The passing total that is nearest to one of its limits; one of which a part is accepted is not held against them. */
function closestParagraph({ checks, result, pen }: Page): string {
  const agreed = new Set(usedAcceptances(result).flatMap(({ checks }) => checks))
  let closest: { check: Check; use: number } | null = null
  for (const check of checks) {
    if (agreed.has(check.id) || check.of !== 'total' || check.outcome !== 'pass' || valuesOf(check) !== 'both') continue
    const use = useOf(check)
    if (use > (closest?.use ?? 0)) closest = { check, use }
  }
  if (closest === null) return ''
  const { check } = closest
  const limit = check.limits.find((each) => limitUse([each], valuesFor(check)) === closest?.use)
  if (limit === undefined) return ''
  const ratio = relative(check.total, check.unit, pen)
  const growth = ratio === '' || limit.percent === null ? delta(check.total.delta, check, pen) : ratio
  return `Closest to a limit: ${pen.strong(metricWords(check, pen).title)}${placeText(check, result.checks, pen)} ${growth} of ${partsText(limit, check, pen)}.`
}

function useOf(check: Check): number {
  return limitUse(check.limits, valuesFor(check))
}

function valuesFor({ total }: Check) {
  return { candidate: Number(total.candidate), delta: Number(total.delta), percent: total.percent }
}

/** Numbered, so that people can refer to them. */
function problemParagraphs(page: Page): readonly string[] {
  const problems = page.result.problems.filter(({ level }) => level !== 'pass')
  const shown = problems.slice(0, page.plan.rows)
  const numbered = shown.map((problem, at) => problemText(page, problem, at + 1))
  const more = problems.length - shown.length
  return more > 0 ? [...numbered, `… and ${plural(more, 'more problem')}, ${whereElse(page)}.`] : numbered
}

function problemText(page: Page, problem: Problem, number: number): string {
  const { what, todo } = wordNotice(problem, page.pen)
  const mistake = policyMistake(problem)
  const title = TITLES.find(([start]) => problem.code.startsWith(start))?.[1] ?? 'Problem'
  const place = mistake === null ? '' : ` (${mistakeLink(page, problem, mistake)})`
  const text = `**${number}. ${title}:** ${sentence(what + place)}${todo === null ? '' : ` ${sentence(todo)}`}`
  return mistake === null || mistake.frame.length === 0 ? text : `${text}\n\n${fence(marked(mistake.frame), 'diff')}`
}

/** A mistake of the head is linked where the head has it, one of the base where the limits come from. */
function mistakeLink(page: Page, { args }: Problem, { file, line }: PolicyMistakeParts): string {
  const name = file === '' ? page.view.policyName : file
  if (name === null) return 'the default policy'
  return policyLink(page, name, line, args['side'] === 'head' ? null : page.result.context.policy.sha)
}

/** The last line has the caret below the line that it points at: as `diff`, orange above grey. */
function marked(frame: readonly string[]): readonly string[] {
  return frame.map((line, at) => `${at === frame.length - 1 ? '#' : at === frame.length - 2 ? '!' : ' '} ${line}`)
}

/** Beginnings of codes. */
const TITLES: readonly (readonly [start: string, title: string])[] = [
  ['policy-', 'Policy'],
  ['baseline-', 'Baseline'],
  ...['unreadable', 'missing-profile', 'no-candidate', 'no-profiles'].map((code) => [code, 'Profile'] as const),
]

/** One line for the checks that need no attention; null where there is none. */
export function quietChecksText({ checks }: Page): string | null {
  const quiet = checks.filter((check) => !needsAttention(check))
  const passed = quiet.filter(({ outcome }) => outcome === 'pass').length
  const uncompared = quiet.length - passed
  const parts = [
    passed > 0
      ? `${passed} other ${passed === 1 ? 'check' : 'checks'} within ${passed === 1 ? 'its' : 'their'} limits`
      : '',
    uncompared > 0 ? `${uncompared} not compared` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(', ')
}
