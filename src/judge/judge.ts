import { findMetric } from '../model/metric.ts'
import { notice } from '../model/notice.ts'
import type { Policy } from '../policy/policy.ts'
import type { Accepted, Check, Problem, Warning } from '../result/result.ts'
import { Acceptances } from './acceptances.ts'
import { judgeCheck } from './check.ts'
import { modelSamples } from './event-model.ts'
import { obstacleOf } from './obstacle.ts'
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
  const asked = Math.max(1, planned.filter(isStatistical).length)
  const alphas = { alpha: (1 - policy.confidence) / asked, alphaInconclusive: INCONCLUSIVE_LEVEL / asked }
  const context = { acceptances, when: policy.when, alphas, target }
  const checks = planned.map((check) => judgeCheck(check, context))
  const missing = profiles.filter(
    ({ profile, candidate }) => candidate.kind === 'absent' && !acceptances.coversDeletion(profile),
  )
  const problems: Problem[] = [
    ...missing.map(({ profile }): Problem => {
      const what = notice('missing-profile', { path: profile })
      return { ...what, rule: null, profile, line: null, level: policy.when.missingProfile }
    }),
    ...unmatchedRules(policy, planned, profiles),
  ]
  const accepted = acceptances.ledger()
  return { checks, problems, accepted, warnings: warningsOf({ checks, planned, accepted, profiles: present }) }
}

/** Whether a check asks a question of chance, and so has a part of the step's confidence. */
function isStatistical(planned: PlannedCheck): boolean {
  if (obstacleOf(planned) !== null) return false
  const [frames] = planned.pair.comparison.candidate
  const metric = frames === undefined ? null : findMetric(frames.profile, planned.kind, planned.metric.name)
  return (
    frames !== undefined &&
    metric !== null &&
    modelSamples(frames.profile, planned.kind, metric).model.kind === 'events'
  )
}
