import type { Manifest } from '../load/manifest.ts'
import { notice } from '../model/notice.ts'
import type { Policy } from '../policy/policy.ts'
import type { Accepted, Check, Problem, Side, Warning } from '../result/result.ts'
import { Acceptances } from './acceptances.ts'
import { type CheckContext, comparesSlopes, judgeCheck, unjudgedCheck } from './check.ts'
import type { OnCheck } from './evidence.ts'
import { isSeries } from './judged-profile.ts'
import { hasLimit } from './limits.ts'
import { type Machine, machineOf } from './machine.ts'
import { isStatistical } from './method.ts'
import type { OpenProfile } from './metric-pairs.ts'
import { type Obstacle, obstacleOf } from './obstacle.ts'
import { operationsOf } from './operations.ts'
import type { PairOutline } from './outline.ts'
import { type CheckPlan, planChecks } from './plan.ts'
import type { Keep } from './profile-reader.ts'
import { type JudgedCheck, NO_REMARKS, remarksOf } from './remarks.ts'
import { unmatchedRules } from './unmatched.ts'
import { warningsOf } from './warnings.ts'

/** The 0.10 that all checks of a step share for `inconclusive` (decision rule, 4). */
const INCONCLUSIVE_LEVEL = 0.1

export interface JudgeRequest {
  readonly policy: Policy
  readonly profiles: readonly PairOutline[]
  /** What each side says of itself; null where it says nothing. */
  readonly manifests: Readonly<Record<Side, Manifest | null>>
  /** Day in UTC, `YYYY-MM-DD`, by which acceptances end. */
  readonly today: string
  readonly target: string | null
  readonly onCheck?: OnCheck
}

export interface Judgement {
  readonly checks: readonly Check[]
  readonly problems: readonly Problem[]
  readonly accepted: readonly Accepted[]
  readonly warnings: readonly Warning[]
}

/**
 * Holds a policy against all profiles of a step. The decision is made here, once; surfaces only show it. Checks are planned
 * without samples, for all of them share the step's confidence; each profile is then judged by itself, in any order.
 */
export class Judge {
  private readonly policy: Policy
  private readonly profiles: readonly PairOutline[]
  private readonly present: readonly PairOutline[]
  private readonly machines: Readonly<Record<Side, Machine>>
  private readonly acceptances: Acceptances
  private readonly context: CheckContext
  private readonly plans: readonly CheckPlan[]
  private readonly plansByPair: ReadonlyMap<PairOutline, readonly CheckPlan[]>
  private readonly obstacles: ReadonlyMap<CheckPlan, Obstacle | null>
  private readonly judged = new Map<CheckPlan, JudgedCheck>()

  constructor({ policy, profiles, manifests, today, target, onCheck }: JudgeRequest) {
    this.policy = policy
    this.profiles = profiles
    this.acceptances = new Acceptances(policy.acceptances, today)
    this.present = profiles.filter(({ candidate }) => candidate.kind !== 'absent')
    const machines = {
      baseline: machineOf(profiles, 'baseline', manifests.baseline),
      candidate: machineOf(profiles, 'candidate', manifests.candidate),
    }
    this.machines = machines
    this.plans = planChecks(policy.rules, this.present, operationsOf(this.present, manifests))
    const plansByPair = new Map<PairOutline, CheckPlan[]>(profiles.map((pair) => [pair, []]))
    for (const plan of this.plans) plansByPair.get(plan.pair)?.push(plan)
    this.plansByPair = plansByPair
    this.obstacles = new Map(this.plans.map((plan) => [plan, obstacleOf(plan, machines)]))
    const questions = this.plans.map((plan) => questionsOfChance(plan, this.obstacles.get(plan) ?? null))
    const asked = Math.max(
      1,
      questions.reduce((sum, count) => sum + count, 0),
    )
    this.context = {
      acceptances: this.acceptances,
      when: policy.when,
      alphas: { alpha: (1 - policy.confidence) / asked, alphaInconclusive: INCONCLUSIVE_LEVEL / asked },
      target,
      skipSnapshots: policy.files.skipSnapshots,
      ...(onCheck === undefined ? {} : { onCheck }),
    }
  }

  /** The checks of a profile, in the order of the rules. */
  plansOf(outline: PairOutline): readonly CheckPlan[] {
    return this.plansByPair.get(outline) ?? []
  }

  /** Judges all checks of a profile. @param keep Makes of what is remembered something that holds on to no sample. */
  judge(outline: PairOutline, { pair, metrics }: OpenProfile, keep: Keep): void {
    for (const plan of this.plansOf(outline)) {
      const planned = { ...plan, pair, data: metrics.of(plan.data) }
      const check = judgeCheck(planned, this.obstacles.get(plan) ?? null, this.context)
      this.judged.set(plan, { plan, ...keep({ check, remarks: remarksOf(planned, check) }) })
    }
  }

  /** For a profile whose samples could be read when its checks were planned, and cannot be any more. */
  giveUp(outline: PairOutline, side: Side): void {
    const lost = { blocks: 'everything', outcome: 'error', reason: notice('unreadable', { side }) } as const
    for (const plan of this.plansOf(outline)) {
      const check = unjudgedCheck(plan, { ...lost, when: 'unreadable' }, this.context)
      this.judged.set(plan, { plan, check, remarks: NO_REMARKS })
    }
  }

  /** Call it after the last profile. */
  conclude(): Judgement {
    const { policy, acceptances, profiles, present, machines } = this
    const judged = this.plans.flatMap((plan) => this.judged.get(plan) ?? [])
    const missing = profiles.filter(
      ({ profile, candidate }) => candidate.kind === 'absent' && !acceptances.coversDeletion(profile),
    )
    const problems = [
      ...missing
        .filter((pair) => !isGoneWithFile(pair, missing))
        .map(({ profile, part }): Problem => {
          const what = notice('missing-profile', { path: profile, ...(part === null ? {} : { kind: part }) })
          return { ...what, rule: null, profile, line: null, level: policy.when.missingProfile }
        }),
      ...unmatchedRules(policy, judged, { present, missing }),
    ]
    const accepted = acceptances.ledger(this.plans.map(({ id }) => id))
    return {
      checks: judged.map(({ check }) => check),
      problems,
      accepted,
      warnings: warningsOf({ judged, accepted, profiles: present, machines }),
    }
  }
}

/** Whether the whole file is gone, so that nobody needs to hear of what it holds beside its main profile. */
function isGoneWithFile({ profile, part }: PairOutline, missing: readonly PairOutline[]): boolean {
  return part !== null && missing.some((other) => other.profile === profile && other.part === null)
}

/** How many questions of chance a check asks: each has a part of the step's confidence. */
function questionsOfChance({ rule, pair, data }: CheckPlan, obstacle: Obstacle | null): number {
  const asksGrowth = obstacle === null && hasLimit(rule, 'growth') && isStatistical(data.method)
  const asksSlope = comparesSlopes(obstacle) && hasLimit(rule, 'slope') && isSeries(pair)
  return Number(asksGrowth) + Number(asksSlope)
}
