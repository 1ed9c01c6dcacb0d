import type { Check } from '../result/result.ts'
import { groupNoun, plural } from './group.ts'
import { targetName } from './markdown-matrix-table.ts'
import type { Page } from './markdown-page.ts'
import { checkTable, row, whereElse } from './markdown-rows.ts'
import { listedCauses, soleCause } from './start.ts'
import { statusOf } from './status.ts'

/** The checks of all targets that somebody has to look at; those whose causes another target has as well name that one. */
export function matrixRows(page: Page, checks: readonly Check[], lastRow: string | null): string {
  const { plan, pen } = page
  const shown = checks.slice(0, plan.rows)
  if (shown.length === 0) return ''
  const [head, columns] = linesOf(page, shown)
  const lines = [head ?? '', columns ?? '']
  const targets = new Map<string, string | null>()
  let causesLeft = plan.allCauses
  for (const check of shown) {
    const twin = twinKey(check)
    const twinOf = twin === null ? undefined : targets.get(twin)
    const isTwin = twinOf !== undefined && twinOf !== check.target
    const [, , own = '', ...causes] = linesOf(
      { ...page, plan: { ...plan, causes: isTwin ? 0 : plan.causes, allCauses: causesLeft } },
      [check],
    )
    lines.push(own)
    if (isTwin && plan.causes > 0) {
      const groups = plural(listedCauses(check).length, groupNoun(check.of, pen))
      lines.push(row('', '', `↳ same ${groups} as in ${targetName(twinOf, pen)}`))
    } else {
      lines.push(...causes)
      causesLeft -= causes.length
      if (twin !== null && causes.length > 0 && !targets.has(twin)) targets.set(twin, check.target)
    }
  }
  const [worst] = checks.slice(shown.length)
  if (worst !== undefined) {
    const more = checks.length - shown.length
    lines.push(row(statusOf(worst).icon, '', `${plural(more, 'more check')}, ${whereElse(page)}`))
  }
  if (lastRow !== null) lines.push(lastRow)
  return lines.join('\n')
}

/** The head of a table, two lines, and its rows. */
function linesOf(page: Page, checks: readonly Check[]): readonly string[] {
  return checkTable(page, checks).split('\n')
}

/** Alike for checks of one rule that have the same causes; null for those without any. */
function twinKey(check: Check): string | null {
  const { rule, profile, metric, of } = check
  if (soleCause(check) !== null) return null
  const causes = listedCauses(check).map(({ name, file, line }) => [name, file, line])
  return causes.length === 0 ? null : JSON.stringify([rule, profile, metric, of, causes])
}
