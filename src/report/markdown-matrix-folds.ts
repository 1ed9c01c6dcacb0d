import type { Check } from '../result/result.ts'
import { checkTexts, checkTitle } from './check-texts.ts'
import { plural } from './group.ts'
import { hasNoBaseline } from './headline.ts'
import { targetNames } from './markdown-matrix-table.ts'
import { fold, type Page } from './markdown-page.ts'
import { type Leg, readLegs } from './matrix.ts'
import { needsAttention } from './status.ts'

/** What was not decided, in the targets where anything was: a line for each. */
export function openFold(page: Page, legs: readonly Leg[]): string {
  const { plan, pen, checks } = page
  const first = readLegs(legs).filter(({ result }) => hasNoBaseline(result.checks))
  if (plan.rows === 0 || first.length === legs.length) return ''
  const isFirst = new Set(first.map(({ target }) => target))
  // Those that need attention stand in the table.
  const open = checks.filter(
    (check) => check.outcome === 'not-compared' && !needsAttention(check) && !isFirst.has(check.target),
  )
  const lines = [
    ...open.map((check) => openLine(page, check)),
    ...(first.length === 0
      ? []
      : [
          `- ${targetNames(
            first.map(({ target }) => target),
            pen,
          )}: no baseline yet.`,
        ]),
  ]
  if (lines.length === 0) return ''
  const title = [
    open.length === 0 ? '' : `⚪ ${plural(open.length, 'check')} not compared`,
    first.length === 0 ? '' : `🆕 ${plural(first.length, 'target')} without a baseline`,
  ]
  const shown = lines.slice(0, plan.rows)
  const more = lines.length - shown.length
  return fold(title.filter((part) => part !== '').join(', '), [
    [...shown, ...(more > 0 ? [`- … ${more} more`] : [])].join('\n'),
  ])
}

function openLine({ checks, names, pen }: Page, check: Check): string {
  return `- ${checkTitle(check, checks, pen)}: ${checkTexts(check, names, pen).notes.join(' ')}`
}
