import type { Check } from '../result/result.ts'
import { groupNoun, plural } from './group.ts'
import { failsBudgetOnly } from './limit.ts'
import type { Page } from './markdown-page.ts'
import { whereElse } from './markdown-rows.ts'
import type { Leg } from './matrix.ts'
import { metricWords } from './metric.ts'
import { inReadingOrder } from './order.ts'
import type { Pen } from './pen.ts'
import { delta, quantity } from './quantity.ts'
import { relative } from './relative.ts'
import { soleCause } from './start.ts'
import { needsAttention, statusOf, valuesOf } from './status.ts'

/** Targets by metrics: what each of them came to, in one look. */

/** A phone shows no more without scrolling. */
const MOST_COLUMNS = 5

/** So many targets are shown though nothing is to be said of them. */
const QUIET_ROWS = 8

interface Row {
  readonly leg: Leg
  /** In reading order. */
  readonly checks: readonly Check[]
}

/** `most`: rows. Empty where there is nothing to show. */
export function targetTable(page: Page, legs: readonly Leg[], most: number): string {
  const rows = legs.map((leg): Row => ({ leg, checks: inReadingOrder(leg.result?.checks ?? []) })).sort(bySeverity)
  const columns = columnsOf(rows)
  if (columns.length === 0 || most === 0) return ''
  const shownColumns = columns.slice(0, MOST_COLUMNS)
  const loud = rows.filter(({ checks, leg }) => leg.result === null || checks.some(needsAttention)).length
  const fitting = Math.min(most, Math.max(loud, QUIET_ROWS))
  const shown = rows.slice(0, rows.length - fitting === 1 ? rows.length : fitting)
  const rest = rows.slice(shown.length)
  const { pen } = page
  const lines = [
    line(['', ...shownColumns.map(({ title }) => title(pen))]),
    `|:--|${'--:|'.repeat(shownColumns.length)}`,
    ...shown.map((row) =>
      line([targetName(row.leg.target, pen), ...shownColumns.map((column) => cell(row, column, pen))]),
    ),
    ...(rest.length === 0
      ? []
      : [line([plural(rest.length, 'more target'), ...shownColumns.map((column) => worstIcon(rest, column))])]),
  ]
  const more = columns.length - shownColumns.length
  const note = more === 0 ? '' : `\n\n<sub>${plural(more, 'more metric')}, ${whereElse(page)}.</sub>`
  return lines.join('\n') + note
}

/** So many targets are named. */
const NAMED = 3

/** `api`, `web` and 7 more targets. */
export function targetNames(targets: readonly (string | null)[], pen: Pen): string {
  const names = targets.map((target) => targetName(target, pen))
  if (names.length === 1) return names[0] ?? ''
  if (names.length <= NAMED) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return `${names.slice(0, NAMED - 1).join(', ')} and ${plural(names.length - NAMED + 1, 'more target')}`
}

export function targetName(target: string | null, pen: Pen): string {
  return target === null ? 'no target' : pen.code(target, 64)
}

interface Column {
  readonly key: string
  readonly title: (pen: Pen) => string
}

/** Metrics, those that something is to be said of first. */
function columnsOf(rows: readonly Row[]): readonly Column[] {
  const columns = new Map<string, Column>()
  const checks = inReadingOrder(rows.flatMap((row) => row.checks))
  for (const check of [...checks.filter(needsAttention), ...checks]) {
    const key = keyOf(check)
    if (!columns.has(key)) columns.set(key, { key, title: (pen) => metricWords(check, pen).title })
  }
  return [...columns.values()]
}

function keyOf({ kind, metric }: Check): string {
  return JSON.stringify([kind, metric])
}

function cell({ leg, checks }: Row, column: Column, pen: Pen): string {
  if (leg.result === null) return '🚫'
  const check = checkOf(checks, column)
  if (check === undefined) return ''
  const values = valuesOf(check)
  if (values === 'candidate' && !needsAttention(check)) return '🆕'
  const text = growthText(check, pen)
  if (!needsAttention(check)) return values === 'both' ? text : statusOf(check).icon
  return `${statusOf(check).icon}${text === '' ? '' : ` ${check.level === 'fail' ? pen.strong(text) : text}`}`
}

/** The worst of a metric; of those within their limits the total. */
function checkOf(checks: readonly Check[], { key }: Column): Check | undefined {
  const those = checks.filter((check) => keyOf(check) === key)
  return those.find(needsAttention) ?? those.find(({ of }) => of === 'total') ?? those[0]
}

function growthText(check: Check, pen: Pen): string {
  const values = valuesOf(check)
  const sole = soleCause(check)
  const subject = sole ?? check.total
  if (values === 'none') return ''
  if (values === 'candidate' || failsBudgetOnly(check)) return quantity(subject.candidate, check, pen)
  const over = check.causes.filter(({ status }) => status === 'over-limit' || status === 'inconclusive').length
  if (needsAttention(check) && check.of !== 'total' && sole === null && over > 1) {
    return plural(over, groupNoun(check.of, pen))
  }
  const ratio = check.unit === 'count' ? '' : relative(subject, check.unit, pen)
  return ratio === '' ? delta(subject.delta, check, pen) : ratio
}

function worstIcon(rows: readonly Row[], column: Column): string {
  const checks = rows.flatMap((row) => checkOf(row.checks, column) ?? [])
  const worst = inReadingOrder(checks)[0]
  if (rows.some(({ leg }) => leg.result === null)) return '🚫'
  if (worst === undefined) return ''
  return valuesOf(worst) === 'candidate' && !needsAttention(worst) ? '🆕' : statusOf(worst).icon
}

const SEVERITY = { fail: 0, error: 1, warn: 2, pass: 3 } as const

function bySeverity(one: Row, other: Row): number {
  const severity = ({ leg }: Row) => SEVERITY[leg.result?.outcome ?? 'error']
  const name = ({ leg }: Row) => leg.target ?? ''
  return severity(one) - severity(other) || (name(one) < name(other) ? -1 : name(one) > name(other) ? 1 : 0)
}

function line(cells: readonly string[]): string {
  return `|${cells.map((text) => (text === '' ? ' ' : ` ${text} `)).join('|')}|`
}
