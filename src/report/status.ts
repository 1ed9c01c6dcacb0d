import type { Check } from '../result/result.ts'

/** How a check's outcome and level show: the sign tells what was found, the word what it comes to. */
export interface Status {
  /** For terminals. */
  readonly sign: string
  readonly word: string
  /** For Markdown. */
  readonly icon: string
  readonly colour: 'red' | 'yellow' | 'green' | 'plain'
}

export function statusOf({ outcome, level }: Pick<Check, 'outcome' | 'level'>): Status {
  const sign = SIGNS[outcome]
  if (level === 'fail') return { sign, word: 'FAIL', icon: '❌', colour: 'red' }
  if (level === 'error') return { sign, word: 'ERROR', icon: '🚫', colour: 'red' }
  if (level === 'warn') return { sign, word: 'WARN', icon: outcome === 'inconclusive' ? '❔' : '⚠️', colour: 'yellow' }
  if (outcome === 'inconclusive') return { sign, word: 'inconclusive', icon: '❔', colour: 'plain' }
  if (outcome === 'not-compared') return { sign, word: 'not compared', icon: '⚪', colour: 'plain' }
  return { sign, word: 'pass', icon: '✅', colour: 'green' }
}

const SIGNS: Readonly<Record<Check['outcome'], string>> = {
  fail: '✗',
  error: '✗',
  warn: '!',
  inconclusive: '?',
  'not-compared': '-',
  pass: '✓',
}

/** Reasons for which only the candidate's value means something. */
const WITHOUT_BASELINE: ReadonlySet<string> = new Set(['no-baseline', 'growth-not-compared'])

/** Reasons for which neither side's value does. */
const WITHOUT_VALUES: ReadonlySet<string> = new Set(['unreadable', 'missing-profile'])

/** Which numbers of a check mean something. One that was never measured has neither limits nor values. */
export function valuesOf({ outcome, reason, total, limits, noise, runs }: Check): 'both' | 'candidate' | 'none' {
  if (outcome === 'error' || WITHOUT_VALUES.has(reason?.code ?? '')) return 'none'
  if (reason?.code === 'sample-type-missing') return reason.args['side'] === 'baseline' ? 'candidate' : 'none'
  const measured = limits.length > 0 || Number(total.baseline) !== 0 || Number(total.candidate) !== 0
  if (!measured && reason !== null) return 'none'
  // The trend of a series can be judged by itself.
  const isAlone = noise.method === 'series' && runs.baseline.length === 0 && Number(total.baseline) === 0
  return isAlone || WITHOUT_BASELINE.has(reason?.code ?? '') ? 'candidate' : 'both'
}

/** A check that a reader has to look at: it counts against the outcome, or could not be told. */
export function needsAttention(check: Check): boolean {
  return check.level !== 'pass' || check.outcome === 'inconclusive'
}
