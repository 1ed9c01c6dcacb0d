import type { ExplainedCheck, PercentAtShare } from '../result/explanation.ts'
import type { Check, Side } from '../result/result.ts'
import type { Evidence, FoundEvidence } from './evidence.ts'
import { whyItCannotFail } from './explanation-ability.ts'
import { explainLimit, identicalLimits, type LimitRequest } from './explanation-limits.ts'
import { growthReaches, growthTests, slopeReaches, slopeTests, testable } from './explanation-reach.ts'
import { settingsOf } from './explanation-settings.ts'
import { snapshotsOf } from './judged-profile.ts'
import { seenItem, weakness } from './power.ts'

/** What a check saw, could have seen, and would see if it were measured otherwise. */
export function explainCheck(check: Check, evidence: Evidence): ExplainedCheck {
  const { found, planned, alphas } = evidence
  const baseline = Number(check.total.baseline)
  const seen = seenItem(check.noise)
  const isSeries = found !== null && found.slopes !== null && found.slopes.series.size > 0
  const request: LimitRequest = {
    items: found?.measurement.items ?? [],
    growth: found === null ? null : growthReaches(planned.data, found, alphas),
    slopes: isSeries && found.slopes !== null ? slopeReaches(found.slopes, alphas) : null,
    seen:
      seen === null || seen.percent === null || !(baseline > 0)
        ? null
        : { percent: seen.percent, baseline: baseline * seen.share },
  }
  return {
    check,
    runs: runsOf(evidence, isSeries),
    items: { looked: request.items.length, tested: found === null ? 0 : testedItems(found, alphas.alpha) },
    noise: isSeries ? [] : noiseAtShares(check),
    weakness: weakness(check.limits, check.noise, baseline),
    identical: identicalLimits(request),
    limits: check.limits.map((limit) => explainLimit(limit, request)),
    cannotFail: whyItCannotFail(evidence),
    settings: settingsOf(evidence, check),
  }
}

/** Of a series its snapshots, of anything else its runs. */
function runsOf({ planned: { pair, data } }: Evidence, isSeries: boolean): ExplainedCheck['runs'] {
  const snapshots = (side: Side) => Math.max(0, ...snapshotsOf(pair, side).map(({ length }) => length))
  return isSeries ? { baseline: snapshots('baseline'), candidate: snapshots('candidate') } : data.runCount
}

function testedItems({ growth, slopes }: FoundEvidence, alpha: number): number {
  if (slopes !== null && slopes.series.size > 0) return testable(slopeTests(slopes), alpha).length
  return growth === null ? 0 : testable(growthTests(growth), alpha).length
}

/** A group of share s of the total has s of its variance, and so a noise that is 1 / sqrt(s) of the total's, relative to itself. */
function noiseAtShares({ noise, total, of }: Check): readonly PercentAtShare[] {
  const baseline = Number(total.baseline)
  const { deltaLow, deltaHigh } = noise
  if (deltaLow === null || deltaHigh === null || !(baseline > 0)) return []
  const ofTotal = ((deltaHigh - deltaLow) / 2 / baseline) * 100
  const shares = of === 'total' ? ([1] as const) : ([1, 0.1, 0.01] as const)
  return shares.map((share) => ({ share, percent: ofTotal / Math.sqrt(share) }))
}
