import type { Frames } from '../diff/frames.ts'
import { growthTree } from '../diff/growth-tree.ts'
import { selectSamples } from '../diff/selection.ts'
import { total } from '../diff/sums.ts'
import type { Run } from '../diff/tabulate.ts'
import { multiplyInt } from '../model/int64.ts'
import { findMetric } from '../model/metric.ts'
import { groupText } from '../policy/group.ts'
import type { When } from '../policy/policy.ts'
import { type Check, worstLevel } from '../result/result.ts'
import type { Acceptances } from './acceptances.ts'
import { amount, changeOf } from './amount.ts'
import { judgeBudgets } from './budget.ts'
import { causesOf, treeOf } from './causes.ts'
import { type Alphas, type GrowthVerdict, judgeGrowth, NOTHING_GREW } from './growth.ts'
import { itemEvents, modelPair, type PairModel } from './item-events.ts'
import { describeLimits } from './limits.ts'
import { measure } from './measure.ts'
import { NO_NOISE, noiseOf } from './noise.ts'
import { type Obstacle, obstacleOf } from './obstacle.ts'
import type { PlannedCheck } from './plan.ts'
import { weakness } from './power.ts'
import { dispersionOf } from './significance.ts'
import { joinVerdicts, type Verdict } from './verdict.ts'

/** What all checks of a step share. */
export interface CheckContext {
  readonly acceptances: Acceptances
  readonly when: When
  readonly alphas: Alphas
  readonly target: string | null
}

/** Judges one rule on one profile: measure, compare growth with its noise, hold budgets, name causes. */
export function judgeCheck(planned: PlannedCheck, { acceptances, when, alphas, target }: CheckContext): Check {
  const { rule, pair, kind, metric } = planned
  const { comparison, profile } = pair
  const runs = {
    baseline: runsOf(planned, comparison.baseline),
    candidate: runsOf(planned, comparison.candidate),
  }
  const head = {
    ...{ id: planned.id, rule: rule.name, target, profile, kind, metric: metric.name, unit: metric.unit },
    ...{ of: groupText(rule.of), by: rule.by, per: rule.per },
  }
  const obstacle = obstacleOf(planned)
  if (obstacle?.blocks === 'everything') {
    const nothing = { total: changeOf({ baseline: 0, candidate: 0 }), runs: { baseline: [], candidate: [] } }
    return {
      ...head,
      ...verdictOfObstacle(obstacle, when),
      ...nothing,
      limits: [],
      noise: NO_NOISE,
      causes: [],
      tree: null,
    }
  }

  const measurement = measure({ comparison, ...runs, rule, checkId: planned.id, profile, acceptances })
  const { grouping, by } = measurement
  const model = modelPair(kind, runs.baseline, runs.candidate)
  const events =
    model.model.kind === 'events'
      ? itemEvents(comparison, model, { grouping, by, selection: rule, unaccepted: measurement.unaccepted })
      : null
  const pairDispersion = obstacle === null ? dispersionOfPair(planned, model) : 1
  const growth =
    obstacle === null ? judgeGrowth({ rule, measurement, model, events, pairDispersion, alphas }) : NOTHING_GREW
  const budgets = judgeBudgets(rule, measurement, model, events)
  const growthVerdict = obstacle === null ? verdictOfGrowth(growth, when) : verdictOfObstacle(obstacle, when)
  const verdict = joinVerdicts([growthVerdict, budgets.verdict])

  const blames = verdict.outcome !== 'pass' && runs.candidate.length > 0
  const tree = blames ? growthTree({ comparison, ...runs, grouping, by, selection: rule }) : null
  const causes = causesOf(measurement, growth, budgets.over, comparison.index(grouping), tree)
  const noise = noiseOf(model, events, obstacle === null ? { verdict: growth, dispersion: pairDispersion } : null, {
    alphas,
    ofTotal: rule.of.kind === 'total',
  })
  const limits = describeLimits(rule, measurement)
  const isWeak = verdict.outcome === 'pass' && weakness(limits, noise, Number(measurement.total.baseline)) !== null
  return {
    ...head,
    ...verdict,
    level: isWeak ? worstLevel([verdict.level, when.lowPower]) : verdict.level,
    total: changeOf(measurement.total),
    runs: { baseline: runs.baseline.map(totalOf(rule)), candidate: runs.candidate.map(totalOf(rule)) },
    limits,
    noise,
    causes: blames ? causes : causes.filter(({ status }) => status === 'accepted'),
    tree: tree === null ? null : treeOf(tree),
  }
}

function verdictOfGrowth({ outcome, reason }: GrowthVerdict, when: When): Verdict {
  const isOpen = outcome === 'inconclusive' || outcome === 'not-compared'
  return { outcome, level: isOpen ? when.inconclusive : outcome, reason }
}

function verdictOfObstacle({ outcome, reason, when: key }: Obstacle, when: When): Verdict {
  const level = when[key]
  // A rule that has its budget judged is not left open by a missing baseline, unless the policy minds.
  const judgedByBudget = reason.code === 'growth-not-compared' && level === 'pass'
  return { outcome: judgedByBudget ? 'pass' : outcome, level, reason }
}

/** How much more the functions of this pair differ than sampling explains, by what is flat in each. */
function dispersionOfPair({ pair }: PlannedCheck, model: PairModel): number {
  if (model.model.kind !== 'events') return 1
  const everything = { focus: [], ignore: [] }
  const events = itemEvents(pair.comparison, model, { grouping: 'function', by: 'flat', selection: everything })
  const functions = pair.comparison.index('function').groups.names.map((_, group) => events.ofGroup(group))
  return dispersionOf(functions, model.model.dispersion)
}

/** The runs of one side that have the metric. */
function runsOf({ kind, metric }: PlannedCheck, side: readonly Frames[]): readonly Run[] {
  return side.flatMap((frames): readonly Run[] => {
    const found = findMetric(frames.profile, kind, metric.name)
    return found === null ? [] : [{ frames, metric: found }]
  })
}

const totalOf =
  (rule: PlannedCheck['rule']) =>
  ({ frames, metric }: Run) =>
    amount(multiplyInt(total(frames.profile.samples.values[metric.column]!, selectSamples(frames, rule)), metric.scale))
