import type { Manifest } from '../load/manifest.ts'
import { notice } from '../model/notice.ts'
import type { Policy } from '../policy/policy.ts'
import type { Accepted, Check, Problem, Side, Warning } from '../result/result.ts'
import { Acceptances } from './acceptances.ts'
import { comparesSlopes, judgeCheck } from './check.ts'
import type { OnCheck } from './evidence.ts'
import { isSeries, type JudgedProfile } from './judged-profile.ts'
import { hasLimit } from './limits.ts'
import { machineOf } from './machine.ts'
import { isStatistical } from './method.ts'
import { type Obstacle, obstacleOf } from './obstacle.ts'
import { operationsOf } from './operations.ts'
import { type PlannedCheck, planChecks } from './plan.ts'
import { unmatchedRules } from './unmatched.ts'
import { warningsOf } from './warnings.ts'

/** The 0.10 that all checks of a step share for `inconclusive` (decision rule, 4). */
const INCONCLUSIVE_LEVEL = 0.1

export interface JudgeRequest {
  readonly policy: Policy
  readonly profiles: readonly JudgedProfile[]
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

/** Holds a policy against all profiles of a step. The decision is made here, once; surfaces only show it. */
export function judge({ policy, profiles, manifests, today, target, onCheck }: JudgeRequest): Judgement {
  const acceptances = new Acceptances(policy.acceptances, today)
  const present = profiles.filter(({ candidate }) => candidate.kind !== 'absent')
  const planned = planChecks(policy.rules, present, operationsOf(present, manifests))
  const machines = {
    baseline: machineOf(profiles, 'baseline', manifests.baseline),
    candidate: machineOf(profiles, 'candidate', manifests.candidate),
  }
  const obstacles = planned.map((check) => obstacleOf(check, machines))
  const questions = planned.map((check, at) => questionsOfChance(check, obstacles[at] ?? null))
  const asked = Math.max(
    1,
    questions.reduce((sum, count) => sum + count, 0),
  )
  const alphas = { alpha: (1 - policy.confidence) / asked, alphaInconclusive: INCONCLUSIVE_LEVEL / asked }
  const { when } = policy
  const { skipSnapshots } = policy.files
  const context = { acceptances, when, alphas, target, skipSnapshots, ...(onCheck === undefined ? {} : { onCheck }) }
  const checks = planned.map((check, at) => judgeCheck(check, obstacles[at] ?? null, context))
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
    ...unmatchedRules(policy, planned, { present, missing }),
  ]
  const accepted = acceptances.ledger()
  return {
    checks,
    problems,
    accepted,
    warnings: warningsOf({ checks, planned, accepted, profiles: present, machines }),
  }
}

/** Whether the whole file is gone, so that nobody needs to hear of what it holds beside its main profile. */
function isGoneWithFile({ profile, part }: JudgedProfile, missing: readonly JudgedProfile[]): boolean {
  return part !== null && missing.some((other) => other.profile === profile && other.part === null)
}

/** How many questions of chance a check asks: each has a part of the step's confidence. */
function questionsOfChance({ rule, pair, data }: PlannedCheck, obstacle: Obstacle | null): number {
  const asksGrowth = obstacle === null && hasLimit(rule, 'growth') && isStatistical(data.method)
  const asksSlope = comparesSlopes(obstacle) && hasLimit(rule, 'slope') && isSeries(pair)
  return Number(asksGrowth) + Number(asksSlope)
}
