import { notice } from '../model/notice.ts'
import type { Policy } from '../policy/policy.ts'
import type { Accepted, Check, Problem, Warning } from '../result/result.ts'
import { Acceptances } from './acceptances.ts'
import { judgeCheck } from './check.ts'
import { hasLimit } from './limits.ts'
import { type Obstacle, obstacleOf } from './obstacle.ts'
import { type JudgedProfile, type PlannedCheck, planChecks } from './plan.ts'
import { unmatchedRules } from './unmatched.ts'
import { warningsOf } from './warnings.ts'

/** The 0.10 that all checks of a step share for `inconclusive` (decision rule, 4). */
const INCONCLUSIVE_LEVEL = 0.1

export interface JudgeRequest {
  readonly policy: Policy
  readonly profiles: readonly JudgedProfile[]
  /** Day in UTC, `YYYY-MM-DD`, by which acceptances end. */
  readonly today: string
  readonly target: string | null
}

export interface Judgement {
  readonly checks: readonly Check[]
  readonly problems: readonly Problem[]
  readonly accepted: readonly Accepted[]
  readonly warnings: readonly Warning[]
}

/** Holds a policy against all profiles of a step. The decision is made here, once; surfaces only show it. */
export function judge({ policy, profiles, today, target }: JudgeRequest): Judgement {
  const acceptances = new Acceptances(policy.acceptances, today)
  const present = profiles.filter(({ candidate }) => candidate.kind !== 'absent')
  const planned = planChecks(policy.rules, present)
  const obstacles = planned.map(obstacleOf)
  const asked = Math.max(1, planned.filter((check, at) => isStatistical(check, obstacles[at] ?? null)).length)
  const alphas = { alpha: (1 - policy.confidence) / asked, alphaInconclusive: INCONCLUSIVE_LEVEL / asked }
  const context = { acceptances, when: policy.when, alphas, target }
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
  return { checks, problems, accepted, warnings: warningsOf({ checks, planned, accepted, profiles: present }) }
}

/** Whether the whole file is gone, so that nobody needs to hear of what it holds beside its main profile. */
function isGoneWithFile({ profile, part }: JudgedProfile, missing: readonly JudgedProfile[]): boolean {
  return part !== null && missing.some((other) => other.profile === profile && other.part === null)
}

/** Whether a check asks a question of chance, and so has a part of the step's confidence. */
function isStatistical({ rule, data }: PlannedCheck, obstacle: Obstacle | null): boolean {
  return obstacle === null && hasLimit(rule, 'growth') && data.pairModel.model.kind === 'events'
}
