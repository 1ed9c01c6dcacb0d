import type { Check, Problem, Result } from '../result/result.ts'
import { DOUBTS } from './cause-texts.ts'
import type { FailOn } from './exit-code.ts'
import { groupName, groupNoun, plural, preposition } from './group.ts'
import { comparesNothing } from './ladder-words.ts'
import { failsBudgetOnly } from './limit.ts'
import { metricWords } from './metric.ts'
import type { ShortNames } from './name.ts'
import { inReadingOrder } from './order.ts'
import type { Pen } from './pen.ts'
import { delta, limitQuantity, quantity } from './quantity.ts'
import { relative } from './relative.ts'
import { soleCause } from './start.ts'
import { valuesOf } from './status.ts'
import { isLeak, slopeText } from './trend.ts'

/** The verdict in one line: heading of the comment, title of the check run. Derived from the same checks as every row. */
export interface Headline {
  readonly icon: string
  /** `Profile gate failed` */
  readonly verdict: string
  /** `heap +23.1 MiB (+56%), goroutines +240`; null where the verdict says it all. */
  readonly detail: string | null
}

const METRICS_SHOWN = 3

export function headlineOf(result: Result, names: ShortNames, pen: Pen, failOn: FailOn = 'fail'): Headline {
  const at = (level: 'fail' | 'error' | 'warn') => ({
    checks: inReadingOrder(result.checks.filter((check) => check.level === level)),
    problems: result.problems.filter((problem) => problem.level === level),
  })
  switch (result.outcome) {
    case 'fail': {
      const { checks, problems } = at('fail')
      return { icon: '❌', verdict: 'Profile gate failed', detail: itemsText(checks, problems, names, pen) }
    }
    case 'error': {
      const { checks, problems } = at('error')
      const open = problems.length > 0 ? plural(problems.length, 'problem') : plural(checks.length, 'check')
      return { icon: '🚫', verdict: 'Profile gate could not decide', detail: `${open} to fix` }
    }
    case 'warn': {
      const { checks, problems } = at('warn')
      const warnings = plural(Math.max(1, checks.length + problems.length), 'warning')
      const icon = checks.length > 0 && checks.every((check) => check.outcome === 'inconclusive') ? '❔' : '⚠️'
      return {
        icon,
        verdict: `Profile gate ${failOn === 'warn' ? 'failed' : 'passed'} with ${warnings}`,
        detail: itemsText(checks, problems, names, pen),
      }
    }
    case 'pass':
      return passed(result)
  }
}

function passed(result: Result): Headline {
  const { checks } = result
  const verdict = 'Profile gate passed'
  const open = checks.filter((check) => check.outcome === 'inconclusive').length
  const uncompared = checks.filter((check) => check.outcome === 'not-compared').length
  const judged = checks.length - open - uncompared
  if (checks.length === 0)
    return { icon: '⚪', verdict: 'Profile gate', detail: 'no rule applied, so nothing was judged' }
  if (checks.every((check) => valuesOf(check) === 'candidate' && check.reason !== null)) {
    const yet = comparesNothing(result) ? 'nothing to compare with' : 'no baseline yet'
    const why = hasNoBaseline(checks) ? `${yet}, so growth was not compared` : 'growth was not compared'
    return { icon: '🆕', verdict: 'Profile gate', detail: why }
  }
  const parts = [
    open + uncompared === 0
      ? checks.length === 1
        ? 'the check is within its limits'
        : `all ${plural(judged, 'check')} within their limits`
      : `${plural(judged, 'check')} within ${judged === 1 ? 'its' : 'their'} limits`,
    ...(open > 0 ? [`${open} inconclusive`] : []),
    ...(uncompared > 0 ? [`${uncompared} not compared`] : []),
  ]
  return { icon: '✅', verdict, detail: parts.join(', ') }
}

/** Whether nothing at all had a baseline; a single new profile beside others is no such case. */
export function hasNoBaseline(checks: readonly Check[]): boolean {
  const lacks = ({ reason }: Check) => reason?.code === 'no-baseline' || reason?.code === 'growth-not-compared'
  return checks.some(lacks) && checks.every((check) => valuesOf(check) !== 'both')
}

/** At most three metrics; one that was named by its total is not named again by its groups. */
function itemsText(checks: readonly Check[], problems: readonly Problem[], names: ShortNames, pen: Pen): string | null {
  const byMetric = new Map<string, Check>()
  for (const check of checks) {
    const key = JSON.stringify([check.target, check.profile, check.kind, check.metric])
    const named = byMetric.get(key)
    if (named === undefined || (named.of !== 'total' && check.of === 'total')) byMetric.set(key, check)
  }
  const items = [...byMetric.values()].map((check) => itemText(check, names, pen))
  if (problems.length > 0) items.push(plural(problems.length, 'problem'))
  const shown = [...new Set(items)]
  if (shown.length === 0) return null
  const rest = items.length - Math.min(METRICS_SHOWN, shown.length)
  return shown.slice(0, METRICS_SHOWN).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

function itemText(check: Check, names: ShortNames, pen: Pen): string {
  const { noun } = metricWords(check, pen)
  const values = valuesOf(check)
  const decided = check.outcome === 'fail' || check.outcome === 'warn'
  if (values === 'none') return `${noun} could not be judged`
  if (!decided && !DOUBTS.has(check.reason?.code ?? ''))
    return `${noun} ${check.outcome === 'inconclusive' ? 'inconclusive' : 'not compared'}`
  const cause = soleCause(check)
  const subject = cause ?? check.total
  if (decided && failsBudgetOnly(check)) {
    const budgets = check.limits.flatMap(({ above, exceeded }) => (above === null || !exceeded ? [] : [above]))
    return `${noun} ${quantity(subject.candidate, check, pen)} (budget ${limitQuantity(Math.min(...budgets), check, pen)})`
  }
  const wrong = check.causes.filter(({ status }) => status === (decided ? 'over-limit' : 'inconclusive')).length
  const doubt = decided ? '' : ` ${DOUBTS.get(check.reason?.code ?? '')}`
  if (check.of !== 'total' && cause === null && wrong > 1) {
    const groups = plural(wrong, check.of.startsWith('label:') ? 'label' : groupNoun(check.of, pen))
    return decided ? `${noun} ${isLeak(check) ? 'still growing' : 'grew'} in ${groups}` : `${noun} in ${groups}${doubt}`
  }
  const trend = isLeak(check) ? slopeText(check, cause === null ? check.runs : cause.runs, pen) : null
  const isTrend = trend !== null || check.reason?.code === 'may-keep-growing'
  const growth = isTrend ? [noun, trend ?? ''].join(' ').trim() : `${noun} ${delta(subject.delta, check, pen)}`
  if (cause !== null)
    return `${growth} ${preposition(check)} ${pen.code(groupName(cause.name, check.of, names))}${doubt}`
  if (isTrend) return growth + doubt
  const ratio = check.unit === 'count' ? '' : relative(subject, check.unit, pen)
  return growth + (ratio === '' ? '' : ` (${ratio})`) + doubt
}
