import type { Result } from '../result/result.ts'
import { fits } from './comment-budget.ts'
import { hasNoBaseline } from './headline.ts'
import { allChecks } from './markdown-all-checks.ts'
import { baselineAdvice, ladderFold } from './markdown-baseline.ts'
import { adviceFold, inputsFold, notes, quietFold, treeFold } from './markdown-folds.ts'
import { linksLine, origin } from './markdown-footer.ts'
import { acceptedParagraph, heading, leadParagraphs, quietChecksText } from './markdown-lead.ts'
import { type Page, type Plan, pageOf } from './markdown-page.ts'
import { policyFold } from './markdown-policy.ts'
import { checkTable, row, whereElse } from './markdown-rows.ts'
import { needsAttention } from './status.ts'
import type { MarkdownView } from './view.ts'

const FULL: Plan = {
  ...{ trees: true, advice: true, causes: 5, allCauses: 12, rows: 20, details: true },
  ...{ diffLines: 80, acceptances: Number.POSITIVE_INFINITY },
}

const BARE: Plan = { ...FULL, trees: false, advice: false, causes: 0, rows: 0, diffLines: 0, details: false }

/** Where there is room for it, as in the summary of a job: what a comment leaves out. */
const ROOMY: Plan = { ...FULL, causes: 20, allCauses: 500, rows: 500, diffLines: 500 }

/** What is given up, in this order, until a page fits. */
const LADDER: readonly Plan[] = [
  FULL,
  { ...FULL, trees: false },
  { ...FULL, trees: false, advice: false },
  { ...FULL, trees: false, advice: false, causes: 1 },
  { ...FULL, trees: false, advice: false, causes: 0, rows: 10, diffLines: 30 },
  { ...FULL, trees: false, advice: false, causes: 0, rows: 3, diffLines: 10 },
  BARE,
  ...[100, 50, 20, 10, 5, 2, 1, 0].map((acceptances) => ({ ...BARE, acceptances })),
]

/**
 * The result as a comment or as a page: verdict, what was agreed on, where to start and whether it is noise, a table,
 * the rest folded. Never longer than the budget of the view: parts are left out by a fixed ladder, and the page says so.
 */
export function renderMarkdown(result: Result, view: MarkdownView): string {
  const page = pageOf(result, view)
  let text = ''
  for (const plan of view.isRoomy === true ? [ROOMY, ...LADDER] : LADDER) {
    text = compose({ ...page, plan })
    if (fits(text, view)) return text
  }
  // Heading and links alone are longer than the budget: the verdict counts most.
  return [view.marker ?? '', heading({ ...page, plan: FULL })].filter((part) => part !== '').join('\n')
}

function compose(page: Page): string {
  const sections = page.plan.details ? detailed(page) : [acceptedParagraph(page), leftOut(page), linksLine(page)]
  const body = [heading(page), ...sections, origin(page)].filter((section) => section !== '').join('\n\n')
  return `${page.view.marker === null ? '' : `${page.view.marker}\n`}${body}\n`
}

function detailed(page: Page): readonly string[] {
  const { checks, result, view } = page
  const attention = checks.filter(needsAttention)
  const quiet = quietChecksText(page)
  const showsValues = hasNoBaseline(result.checks) && attention.length === 0
  const table = showsValues
    ? checkTable(page, checks)
    : checkTable(page, attention, attention.length === 0 || quiet === null ? null : row('✅', '', quiet))
  return [
    ...leadParagraphs(page),
    table,
    page.plan.causes < FULL.causes || !page.plan.advice || !page.plan.trees ? leftOut(page) : '',
    notes(page),
    baselineAdvice(page),
    linksLine(page),
    policyFold(page),
    ladderFold(page),
    treeFold(page),
    view.isRoomy === true ? allChecks(page) : showsValues ? '' : quietFold(page),
    inputsFold(page),
    adviceFold(page),
  ]
}

/** What the budget took away. */
function leftOut(page: Page): string {
  const { trees, advice, causes, details } = page.plan
  const parts = details
    ? [
        trees ? '' : 'call trees',
        advice ? '' : 'what to do',
        causes === FULL.causes ? '' : causes === 0 ? 'causes' : 'further causes',
      ]
    : ['all details']
  return `<sub>Left out for length: ${parts.filter((part) => part !== '').join(', ')} (${whereElse(page)}).</sub>`
}
