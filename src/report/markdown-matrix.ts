import type { Check } from '../result/result.ts'
import { budgetBeside, fits } from './comment-budget.ts'
import { renderMarkdown } from './markdown.ts'
import { baselineAdvice } from './markdown-baseline.ts'
import { adviceFold } from './markdown-folds.ts'
import { linksLine, origin } from './markdown-footer.ts'
import { leadParagraphs, quietChecksText } from './markdown-lead.ts'
import { openFold } from './markdown-matrix-folds.ts'
import { matrixHeading, matrixNotes, matrixProblems, sharedCause } from './markdown-matrix-lead.ts'
import { matrixCircumstances, matrixPolicyOrigin, viewOfLegs } from './markdown-matrix-policy.ts'
import { matrixRows } from './markdown-matrix-rows.ts'
import { targetTable } from './markdown-matrix-table.ts'
import { type Page, type Plan, pageOf } from './markdown-page.ts'
import { policyFold } from './markdown-policy.ts'
import { row, whereElse } from './markdown-rows.ts'
import { type Leg, mergedResult, outcomeOfLegs, readLegs } from './matrix.ts'
import { needsAttention } from './status.ts'
import type { MarkdownView } from './view.ts'

interface MatrixPlan extends Plan {
  /** Most rows of the table of targets. */
  readonly targets: number
}

const FULL: MatrixPlan = {
  ...{ trees: false, advice: true, causes: 5, allCauses: 12, rows: 20, details: true },
  ...{ diffLines: 80, acceptances: Number.POSITIVE_INFINITY, targets: 40 },
}

/** What is given up, in this order, until a page fits. */
const LADDER: readonly MatrixPlan[] = [
  FULL,
  { ...FULL, advice: false },
  { ...FULL, advice: false, causes: 1 },
  { ...FULL, advice: false, causes: 0, rows: 10, diffLines: 30 },
  { ...FULL, advice: false, causes: 0, rows: 3, diffLines: 10, acceptances: 50, targets: 20 },
  { ...FULL, advice: false, causes: 0, rows: 1, diffLines: 0, acceptances: 5, targets: 8 },
]

/**
 * What all gate steps of a run have found, as one comment: what each target came to by metric, and below it the checks
 * that somebody has to look at. That of a single step is its own page.
 *
 * @param source said right below the heading, of results that come from elsewhere; Markdown, null for nothing
 */
export function renderLegs(legs: readonly Leg[], view: MarkdownView, source: string | null = null): string {
  const [leg, ...others] = legs
  const single = others.length === 0 ? (leg?.result ?? null) : null
  if (single !== null && source === null) return renderMarkdown(single, view)
  const first = view.marker === null ? '' : `${view.marker}\n`
  const below = source === null ? '' : `\n${source}\n`
  const rest = { ...view, ...budgetBeside(first + below, view), marker: null }
  const body = single === null ? matrixPage(legs, viewOfLegs(rest, legs)) : renderMarkdown(single, rest)
  const headingEnd = body.includes('\n') ? body.indexOf('\n') + 1 : body.length
  return first + body.slice(0, headingEnd) + below + body.slice(headingEnd)
}

function matrixPage(legs: readonly Leg[], view: MarkdownView): string {
  const result = mergedResult(readLegs(legs))
  const page = pageOf({ ...result, outcome: outcomeOfLegs(legs) }, view)
  let text = ''
  for (const plan of LADDER) {
    text = compose({ ...page, plan }, legs, plan)
    if (fits(text, view)) return text
  }
  // The verdict counts most.
  return `${matrixHeading({ ...page, plan: FULL }, legs)}\n`
}

function compose(page: Page, legs: readonly Leg[], plan: MatrixPlan): string {
  const { result, checks } = page
  const attention = checks.filter(needsAttention)
  const quiet = quietChecksText(page)
  const isOpen = result.outcome !== 'pass'
  const sections = [
    matrixHeading(page, legs),
    ...leadParagraphs({ ...page, result: { ...result, problems: [] } }, matrixCircumstances(page, legs)),
    sharedCause(page),
    ...matrixProblems(page, legs),
    targetTable(page, legs, plan.targets),
    matrixRows(page, attention, quiet === null ? null : row('✅', '', quiet)),
    plan.advice
      ? ''
      : `<sub>Left out for length: what to do${plan.causes < FULL.causes ? ', causes' : ''} (${whereElse(page)}).</sub>`,
    matrixNotes(page, legs),
    baselineAdvice(page),
    linksLine(page),
    policyFold(page),
    openFold(page, legs),
    isOpen ? adviceFold({ ...page, result: { ...result, checks: largestOfTwins(checks) } }) : '',
    origin(page, matrixPolicyOrigin(page, legs)),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

/** Targets share a policy: what is accepted has to cover the target that needs most. */
function largestOfTwins(checks: readonly Check[]): readonly Check[] {
  const largest = new Map<string, Check>()
  for (const check of checks) {
    const key = JSON.stringify([check.rule, check.profile, check.metric, check.level])
    const known = largest.get(key)
    if (known === undefined || Number(check.total.candidate) > Number(known.total.candidate)) largest.set(key, check)
  }
  return [...largest.values()]
}
