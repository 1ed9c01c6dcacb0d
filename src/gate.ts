import { type DecodedSide, decodePairs } from './decode/decode-pairs.ts'
import type { DecodeLimits } from './decode/decoder.ts'
import { Comparison } from './diff/comparison.ts'
import { ownCode } from './diff/own.ts'
import { judge } from './judge/judge.ts'
import type { JudgedProfile } from './judge/plan.ts'
import type { LoadedSide } from './load/loaded.ts'
import { pairInputs } from './load/pair-inputs.ts'
import { type Notice, notice } from './model/notice.ts'
import type { Policy } from './policy/policy.ts'
import { countOutcomes } from './result/counts.ts'
import { type Context, type Level, type Problem, type Result, worstLevel } from './result/result.ts'

/** Everything that a verdict depends on: no clock, no environment, no file system beyond what the sides read. */
export interface GateInputs {
  /** Null where there is no baseline at all. */
  readonly baseline: LoadedSide | null
  readonly candidate: LoadedSide
  readonly policy: Policy
  /** Patterns of the user's own packages, unless the policy names them; null: all but the standard library. */
  readonly ownPackages: readonly string[] | null
  readonly context: Context
  readonly limits?: DecodeLimits
}

/** The whole product: load -> decode -> diff -> judge; the report stage renders what comes out. */
export function runGate({ baseline, candidate, policy, ownPackages, context, limits }: GateInputs): Result {
  const paired = pairInputs(baseline, candidate, policy.files)
  const decoded = decodePairs(paired, limits)
  const own = ownCode(policy.own ?? ownPackages)
  const profiles = decoded.pairs.map((pair): JudgedProfile => {
    return { ...pair, comparison: new Comparison(runsOf(pair.baseline), runsOf(pair.candidate), own) }
  })
  const judgement = judge({ policy, profiles, today: context.date, target: context.target })
  const problems = [
    ...paired.problems.map((what) => problemOf(what, 'error')),
    ...decoded.unreadable.map((what) => problemOf(what, policy.when.unreadable)),
    ...emptySides(baseline, profiles).map((what) => problemOf(what, 'error')),
    ...judgement.problems,
  ]
  return {
    schemaVersion: 1,
    outcome: worstLevel([...judgement.checks, ...problems].map(({ level }) => level)),
    context,
    checks: judgement.checks,
    problems,
    inputs: decoded.inputs,
    accepted: judgement.accepted,
    warnings: [...paired.notices.map((what) => ({ ...what, profile: profileOf(what) })), ...judgement.warnings],
    counts: countOutcomes(judgement.checks),
  }
}

function runsOf(side: DecodedSide) {
  return side.kind === 'read' ? side.runs : []
}

/** A side that was handed over and holds no profile: nothing was compared, and that is no pass. */
function emptySides(baseline: LoadedSide | null, profiles: readonly JudgedProfile[]): readonly Notice[] {
  const sides = baseline === null ? (['candidate'] as const) : (['baseline', 'candidate'] as const)
  return sides
    .filter((side) => profiles.every((pair) => pair[side].kind === 'absent'))
    .map((side) => notice('no-profiles', { side }))
}

function problemOf(what: Notice, level: Level): Problem {
  const line = what.args['line']
  return { ...what, rule: null, profile: profileOf(what), line: typeof line === 'number' ? line : null, level }
}

function profileOf({ args }: Notice): string | null {
  const profile = args['profile'] ?? args['path']
  return typeof profile === 'string' ? profile : null
}
