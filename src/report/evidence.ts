import type { Cause, Check } from '../result/result.ts'
import { mediansText } from './medians.ts'
import type { Pen } from './pen.ts'
import { sparkline } from './sparkline.ts'
import { soleCause } from './start.ts'
import { isSeries, trendText } from './trend.ts'

/** What a reader can look at to believe a verdict: runs as bars, medians, the trend of snapshots. */

/** The runs behind the numbers of the check's row: of the group that speaks for it, else of the total; null for none. */
export function runsOfRow(check: Check): Check['runs'] | null {
  if (check.outcome === 'not-compared' || check.outcome === 'error') return null
  const sole = soleCause(check)
  if (sole !== null) return sole.runs
  // What different benchmarks measured has no sum that means anything.
  return check.of !== 'total' && check.kind === 'benchmark' ? null : check.runs
}

/** Of the check's row. */
export function checkEvidence(check: Check, pen: Pen): readonly string[] {
  const runs = runsOfRow(check)
  if (runs === null) return []
  const isOfAll = check.of !== 'total' && soleCause(check) === null
  return evidence(check, runs, isOfAll ? ' of the total' : '', pen)
}

/** Of a group that is in question; the others stand behind the total. */
export function causeEvidence({ runs, status }: Cause, check: Check, pen: Pen): readonly string[] {
  const isAsked = status === 'over-limit' || status === 'inconclusive'
  return runs === null || !isAsked ? [] : evidence(check, runs, '', pen)
}

function evidence(check: Check, runs: Check['runs'], of: string, pen: Pen): readonly string[] {
  const bars = sparkline(check, runs)
  const words = isSeries(check)
    ? trendText(check, runs, pen)
    : check.noise.method === 'rank'
      ? mediansText(check, runs, pen)
      : null
  return [
    ...(bars === null ? [] : [`${isSeries(check) ? 'snapshots' : 'runs'}${of} ${bars}`]),
    ...(words === null ? [] : [words]),
  ]
}
