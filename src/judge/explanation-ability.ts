import { type Notice, notice } from '../model/notice.ts'
import type { LimitLevel } from '../policy/policy.ts'
import type { Evidence, FoundEvidence } from './evidence.ts'
import { growthTests, slopeTests, type Tests, testable } from './explanation-reach.ts'
import { timesNeeded } from './explanation-settings.ts'
import { LEAST_TIMES } from './findings.ts'
import type { MetricPair } from './metric-pair.ts'

/**
 * Why a check cannot fail, and beside `no-fail-limit` why it cannot even warn, whatever grows; none if it can. Codes, besides those
 * of obstacles and of short series: `no-fail-limit`; `nothing-tested` (no item is large enough); `no-series`; `too-few-events` (args:
 * `least`, the smallest p-value that as many events can give, and `needed`); `too-few-times` (args: `times` a side, and `needed`).
 */
export function whyItCannotFail({ planned, obstacle, alphas, found }: Evidence): readonly Notice[] {
  const { rule, data } = planned
  if (found === null) return obstacle === null ? [] : [obstacle.reason]
  const { items } = found.measurement
  const kindsOf = (level: LimitLevel) =>
    new Set((items.length === 0 ? [rule] : items).flatMap(({ levels }) => levels[level].map(({ kind }) => kind)))
  const fails = kindsOf('fail')
  const reasons = [...(fails.size === 0 ? kindsOf('warn') : fails)].map((kind): Notice | null => {
    if (kind === 'budget') return null
    if (kind === 'slope') return slopeCannot(found, alphas.alpha)
    return obstacle?.reason ?? growthCannot(data, found, alphas.alpha)
  })
  // One kind of limit that can be exceeded is enough.
  const cannot = reasons.every((reason) => reason !== null) ? reasons : []
  return fails.size === 0 ? [notice('no-fail-limit'), ...cannot] : cannot
}

function growthCannot(data: MetricPair, { measurement, growth }: FoundEvidence, alpha: number): Notice | null {
  if (measurement.items.length === 0 || growth === null) return notice('nothing-tested')
  if (data.method === 'exact' || data.method === 'none') return null
  const tests = growthTests(growth)
  if (tests.size === 0) return notice('nothing-tested')
  const isTestable = testable(tests, alpha).length > 0
  if (data.method !== 'rank') return isTestable ? null : fewEvents(tests, alpha)
  const times = Math.min(data.runCount.baseline, data.runCount.candidate)
  const isEnough = isTestable && times >= LEAST_TIMES
  return isEnough ? null : notice('too-few-times', { times, needed: timesNeeded(alpha / tests.size) })
}

function slopeCannot({ slopes }: FoundEvidence, alpha: number): Notice | null {
  if (slopes === null) return notice('no-series')
  const [first] = slopes.levels
  if (slopes.series.size === 0) return first?.reason ?? notice('nothing-tested')
  const tests = slopeTests(slopes)
  return testable(tests, alpha).length > 0 ? null : fewEvents(tests, alpha)
}

/** Alone, the item with the most events would need alpha. */
function fewEvents(tests: Tests, alpha: number): Notice {
  return notice('too-few-events', { least: Math.min(...[...tests.values()].map(({ minP }) => minP)), needed: alpha })
}
