import { notice } from '../model/notice.ts'
import { groupText, hasFrames } from '../policy/group.ts'
import type { Rule, When } from '../policy/policy.ts'
import { type Check, worstLevel } from '../result/result.ts'
import type { Acceptances } from './acceptances.ts'
import { amount, changeOf } from './amount.ts'
import { judgeBudgets, NO_BUDGETS } from './budget.ts'
import { causesOf } from './causes.ts'
import { eventsOf } from './events.ts'
import type { OnCheck } from './evidence.ts'
import type { Alphas } from './findings.ts'
import { type GrowthVerdict, judgeGrowth, NOTHING_GREW } from './growth.ts'
import { isSeries } from './judged-profile.ts'
import { describeLimits, hasLimit } from './limits.ts'
import { measure, TOTAL } from './measure.ts'
import { NO_NOISE, noiseOf } from './noise.ts'
import type { Obstacle } from './obstacle.ts'
import type { CheckPlan, PlannedCheck } from './plan.ts'
import { weakness } from './power.ts'
import { judgeSlopes, type SlopeVerdict } from './slopes.ts'
import { treeOf } from './tree.ts'
import { joinVerdicts, PASSED, type Verdict } from './verdict.ts'

/** What all checks of a step share. */
export interface CheckContext {
  readonly acceptances: Acceptances
  readonly when: When
  readonly alphas: Alphas
  readonly target: string | null
  /** So many snapshots are dropped from the start of a series that has enough of them. */
  readonly skipSnapshots: number
  readonly onCheck?: OnCheck
}

/** Judges one rule on one profile: measure, compare growth with its noise, hold budgets, name causes. */
export function judgeCheck(planned: PlannedCheck, obstacle: Obstacle | null, context: CheckContext): Check {
  if (obstacle?.blocks === 'everything') {
    const check = unjudgedCheck(planned, obstacle, context)
    context.onCheck?.(check, { planned, obstacle, alphas: context.alphas, found: null })
    return check
  }
  const { rule, pair, data } = planned
  const { when, alphas, acceptances } = context
  const measurement = measure({ data, rule, checkId: planned.id, profile: pair.profile, acceptances })
  const events = eventsOf(data, rule, measurement)
  const isCompared = obstacle === null
  const judgesGrowth = isCompared && hasLimit(rule, 'growth')
  const growth = judgesGrowth ? judgeGrowth({ data, measurement, events, alphas }) : null
  const budgets = hasLimit(rule, 'budget') ? judgeBudgets(data, measurement, events) : NO_BUDGETS
  const growthParts = growth === null ? [verdictWithoutGrowth(planned, obstacle, when)] : verdictsOf(growth, when)
  const slopes = comparesSlopes(obstacle)
    ? judgeSlopes({ pair, data, measurement, skip: context.skipSnapshots, rule, alphas })
    : null
  const slopeParts = slopes === null ? slopesNotCompared(planned, obstacle, when) : verdictsOf(slopes, when)
  const verdict = joinVerdicts([PASSED, ...growthParts, ...slopeParts, budgets.verdict])

  const ofTotal = rule.of.kind === 'total'
  const noise = noiseOf({ data, measurement, events, isCompared, growth, slopes, alphas, ofTotal })
  const limits = describeLimits(rule, measurement.items, { isCompared, slopeOf: slopesOf(slopes) })
  const isWeak = verdict.outcome === 'pass' && weakness(limits, noise, Number(measurement.total.baseline)) !== null
  const { grouping, by, runs } = measurement
  // Without a comparison only a budget or a slope has something to blame.
  const hasBlame = isCompared || budgets.over.size > 0 || (slopes !== null && slopes.levels.length > 0)
  const blames = verdict.outcome !== 'pass' && hasBlame
  const maskOf = selectsSamples(rule) ? measurement.maskOf : null
  const tree = blames && hasFrames(data.kind) ? data.growthTree(by, grouping === 'line', maskOf) : null
  const check: Check = {
    ...headOf(planned, context),
    ...verdict,
    level: isWeak ? worstLevel([verdict.level, when.lowPower]) : verdict.level,
    total: changeOf(measurement.total),
    runs: slopes?.points(TOTAL) ?? { baseline: runs.baseline.map(amount), candidate: runs.candidate.map(amount) },
    limits,
    noise,
    causes: causesOf({
      ...{ data, measurement, blames, tree },
      growth: growth ?? NOTHING_GREW,
      slopes,
      overBudget: budgets.over,
    }),
    tree: tree === null ? null : treeOf(tree),
  }
  context.onCheck?.(check, { planned, obstacle, alphas, found: { measurement, events, growth, slopes } })
  return check
}

/** A slope needs no baseline, and does not care how long each side's series is. But what is there has to be comparable. */
export function comparesSlopes(obstacle: Obstacle | null): boolean {
  return obstacle === null || ['no-baseline', 'work-differs'].includes(obstacle.reason.code)
}

function slopesNotCompared({ rule, pair }: PlannedCheck, obstacle: Obstacle | null, when: When): readonly Verdict[] {
  const isAsked = obstacle !== null && !comparesSlopes(obstacle) && hasLimit(rule, 'slope') && isSeries(pair)
  return isAsked ? [verdictOfObstacle(obstacle, when)] : []
}

function slopesOf(slopes: SlopeVerdict | null): (key: number) => number | null {
  return (key) => slopes?.series.get(key)?.test.slopeDelta ?? null
}

/** Whether the rule looks at a part of the samples only. */
function selectsSamples({ focus, ignore, only, except }: Rule): boolean {
  return [focus, ignore, only, except].some((patterns) => patterns.length > 0)
}

function headOf({ id, rule, pair, data }: PlannedCheck | CheckPlan, { target }: CheckContext) {
  const { kind, metric } = data
  return {
    ...{ id, rule: rule.name, target, profile: pair.profile, kind, metric: metric.name, unit: metric.unit },
    ...{ of: groupText(rule.of), by: rule.by, per: rule.per },
  }
}

/** A check of which nothing could be measured. */
export function unjudgedCheck(planned: PlannedCheck | CheckPlan, obstacle: Obstacle, context: CheckContext): Check {
  return {
    ...headOf(planned, context),
    ...verdictOfObstacle(obstacle, context.when),
    total: changeOf({ baseline: 0, candidate: 0 }),
    runs: { baseline: [], candidate: [] },
    ...{ limits: [], noise: NO_NOISE, causes: [], tree: null },
  }
}

function verdictsOf({ levels }: Pick<GrowthVerdict, 'levels'>, when: When): readonly Verdict[] {
  return levels.map(({ level, finding, reason }) => {
    return finding === 'over'
      ? { outcome: level, level, reason }
      : { outcome: finding, level: when.inconclusive, reason }
  })
}

/** What stands for the growth of a check whose growth was not judged. */
function verdictWithoutGrowth({ rule, pair }: PlannedCheck, obstacle: Obstacle | null, when: When): Verdict {
  const hasGrowth = hasLimit(rule, 'growth')
  if (pair.baseline.kind === 'absent' && hasLimit(rule, 'budget')) {
    // Its budget judges the check; what the policy thinks of a missing baseline only gives the level.
    const level = hasGrowth ? when.noBaseline : 'pass'
    return { outcome: 'pass', level, reason: notice('growth-not-compared') }
  }
  return obstacle === null || !hasGrowth ? PASSED : verdictOfObstacle(obstacle, when)
}

function verdictOfObstacle({ outcome, reason, when: key }: Obstacle, when: When): Verdict {
  return { outcome, level: key === 'error' || key === 'warn' ? key : when[key], reason }
}
