import type { Cause, Check } from '../result/result.ts'
import { AdviceOnce, adviceLine } from './advice-words.ts'
import { causeDetails, causeDoubts, causeName, isChanged } from './cause-texts.ts'
import { checkTexts, checkTitle, groupTitle } from './check-texts.ts'
import { detectableText } from './detectable.ts'
import { causeEvidence, checkEvidence } from './evidence.ts'
import { plural, preposition } from './group.ts'
import { type Page, placeLink } from './markdown-page.ts'
import { callerName } from './name.ts'
import { type Pen, word } from './pen.ts'
import { delta, pair, quantity } from './quantity.ts'
import { relative, share } from './relative.ts'
import { sentence } from './sentence.ts'
import { explainsGrowth, furtherCauses, sharesMakeSense, soleCause } from './start.ts'
import { needsAttention, statusOf, valuesOf } from './status.ts'

/** Tables of checks with their causes: three columns, so that a phone shows them without scrolling. */

const HEADER = ['| | Change | What, and where |', '|:-:|--:|:--|']
const VALUE_HEADER = (pen: Pen) => [
  `| | ${pen.candidate === 'this PR' ? 'This PR' : 'Value'} | What |`,
  '|:-:|--:|:--|',
]

/** A table of checks; below it the number of those that did not fit. Empty for none. */
export function checkTable(page: Page, checks: readonly Check[], lastRow: string | null = null): string {
  if (checks.length === 0 && lastRow === null) return ''
  const onlyValues = checks.length > 0 && checks.every((check) => valuesOf(check) === 'candidate')
  const lines = [...(onlyValues ? VALUE_HEADER(page.pen) : HEADER)]
  const advice = new AdviceOnce()
  let causesLeft = page.plan.allCauses
  let unexplained = 0
  for (const check of checks.slice(0, page.plan.rows)) {
    const ofCheck = checkRow(page, check, advice)
    const causes = causeRows(page, check, Math.min(page.plan.causes, causesLeft), advice)
    causesLeft -= causes.length
    if (causes.length === 0 && explainsGrowth(check) && furtherCauses(check).length > 0) unexplained++
    lines.push(ofCheck, ...causes)
  }
  if (unexplained > 0 && page.plan.causes > 0) {
    lines.push(row('', '', `↳ … causes of ${plural(unexplained, 'more check')}, ${whereCauses(page)}`))
  }
  const more = checks.slice(page.plan.rows)
  const worst = more[0]
  if (worst !== undefined)
    lines.push(row(statusOf(worst).icon, '', `${plural(more.length, 'more check')}, ${whereElse(page)}`))
  if (lastRow !== null) lines.push(lastRow)
  return lines.join('\n')
}

export function row(icon: string, change: string, what: string): string {
  return ['|', icon, '|', change, '|', what, '|'].filter((part) => part !== '').join(' ')
}

/** Where to find what a page leaves out. */
export function whereElse({ view }: Page): string {
  if (view.links?.report || view.reportPath !== null) return 'in the report'
  return view.links?.summary ? 'in the job summary' : 'in the JSON result'
}

/** Where to find causes: no page has all of them. */
function whereCauses({ view }: Page): string {
  return view.links?.report || view.reportPath !== null ? 'in the report' : 'in the JSON result'
}

function checkRow(page: Page, check: Check, advice: AdviceOnce): string {
  const { pen, names, checks } = page
  const texts = checkTexts(check, names, pen)
  const sole = soleCause(check)
  const matters = needsAttention(check)
  const ratio = texts.relative === '' ? '' : ` (${texts.relative})`
  const change =
    texts.delta === ''
      ? texts.values
      : `${matters ? pen.strong(texts.delta) : texts.delta}${ratio}<br><sub>${texts.values}</sub>`
  const what =
    sole === null ? checkTitle(check, checks, pen) : groupTitle(check, checks, subjectText(page, check, sole), pen)
  const small = [
    `rule ${word(check.rule, pen)}`,
    texts.limit === '' ? '' : /^(growth limit|budget)/.test(texts.limit) ? texts.limit : `limit ${texts.limit}`,
    texts.noise,
    ...(valuesOf(check) === 'none' ? [] : checkEvidence(check, pen)),
    valuesOf(check) === 'both' ? (detectableText(check, pen) ?? '') : '',
  ]
  // What is doubtful about an only cause is what the check's own sentence says.
  const details = sole === null ? [] : causeDetails(sole, pen, callerName)
  const lines = [
    what,
    ...details,
    ...texts.notes.map(sentence),
    `<sub>${small.filter((text) => text !== '').join(' · ')}</sub>`,
    sole === null || page.plan.causes === 0 ? '' : adviceLine(advice.of(sole, check, pen)),
  ]
  return row(statusOf(check).icon, change, lines.filter((line) => line !== '').join('<br>'))
}

/** Name and place of a group: `catalog.(*Cache).Put` [`cache.go:88`](…) ✏️ */
export function subjectText(page: Page, check: Check, cause: Cause): string {
  const place = placeLink(page, cause.file, cause.line)
  const pencil = isChanged(cause) ? ' ✏️' : ''
  return `${page.pen.code(causeName(cause, check, page.names))}${place === '' ? '' : ` ${place}`}${pencil}`
}

function causeRows(page: Page, check: Check, most: number, advice: AdviceOnce): readonly string[] {
  if (!explainsGrowth(check)) return []
  const listed = furtherCauses(check)
  const shown = listed.slice(0, Math.max(0, most))
  const withShare = sharesMakeSense(check)
  const rows = shown.map((cause) => causeRow(page, check, cause, { withShare, advice }))
  const more = listed.length - shown.length
  return more > 0 && shown.length > 0 ? [...rows, row('', '', `↳ … ${more} more, ${whereCauses(page)}`)] : rows
}

function causeRow(
  page: Page,
  check: Check,
  cause: Cause,
  { withShare, advice }: { readonly withShare: boolean; readonly advice: AdviceOnce },
): string {
  const { pen } = page
  const ratio = relative(cause, check.unit, pen)
  const values = pair(cause.baseline, cause.candidate, check, pen)
  const change =
    valuesOf(check) === 'both'
      ? `${delta(cause.delta, check, pen)}${ratio === '' ? '' : ` (${ratio})`}<br><sub>${values}</sub>`
      : quantity(cause.candidate, check, pen)
  const part = withShare && cause.share !== null ? `${share(cause.share)} ` : ''
  const what = `↳ ${part}${preposition(check)} ${subjectText(page, check, cause)}`
  const evidence = causeEvidence(cause, check, pen).join(' · ')
  const small = [evidence === '' ? '' : `<sub>${evidence}</sub>`, adviceLine(advice.of(cause, check, pen))]
  const lines = [what, ...causeDetails(cause, pen, callerName), ...causeDoubts(cause, check), ...small]
  return row('', change, lines.filter((line) => line !== '').join('<br>'))
}
