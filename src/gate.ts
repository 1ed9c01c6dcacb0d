import { decodePairs } from './decode/decode-pairs.ts'
import type { DecodeLimits } from './decode/decoder.ts'
import type { DecodedSide } from './decode/paired-profiles.ts'
import { Comparison } from './diff/comparison.ts'
import { ownCode } from './diff/own.ts'
import { pruneSides } from './diff/prune.ts'
import { eventCountOf } from './judge/event-model.ts'
import type { OnCheck } from './judge/evidence.ts'
import { judge } from './judge/judge.ts'
import type { JudgedProfile } from './judge/judged-profile.ts'
import type { LoadedSide } from './load/loaded.ts'
import { type PairedInputs, pairInputs } from './load/pair-inputs.ts'
import { type Notice, notice } from './model/notice.ts'
import type { Policy } from './policy/policy.ts'
import { tryRegex } from './policy/regex.ts'
import { countOutcomes } from './result/counts.ts'
import { type Context, type Level, type Problem, type Result, type Warning, worstLevel } from './result/result.ts'

/** Everything that a verdict depends on: no clock, no environment, no file system beyond what the sides read. */
export interface GateInputs {
  /** Null where there is no baseline at all. */
  readonly baseline: LoadedSide | null
  readonly candidate: LoadedSide
  readonly policy: Policy
  /** Patterns of the user's own packages, unless the policy names them; null: all but the standard library. */
  readonly ownPackages: readonly string[] | null
  readonly context: Context
  /** What was found out before: about where the sides and the policy come from. */
  readonly found?: { readonly problems: readonly Problem[]; readonly warnings: readonly Warning[] }
  readonly limits?: DecodeLimits
  /** Told of every profile before it is decoded. */
  readonly onProfile?: (profile: string, number: number, count: number) => void
  readonly onCheck?: OnCheck
}

/** The whole product: load -> decode -> diff -> judge; the report stage renders what comes out. */
export function runGate(inputs: GateInputs): Result {
  const { baseline, candidate, policy, ownPackages, context, limits, onProfile, onCheck } = inputs
  const paired = pairInputs(baseline, candidate, policy.files)
  const decoded = decodePairs(paired, {
    eventCountOf,
    ...(limits === undefined ? {} : { limits }),
    ...(onProfile === undefined ? {} : { onProfile }),
  })
  const own = ownCode(policy.own ?? ownPackages)
  const profiles = decoded.pairs.map((pair): JudgedProfile => {
    const { baseline, candidate } = pruneSides(snapshotsOf(pair.baseline), snapshotsOf(pair.candidate), tryRegex)
    return { ...pair, comparison: new Comparison(baseline, candidate, own) }
  })
  const judgement = judge({
    policy,
    profiles,
    manifests: paired.manifests,
    today: context.date,
    target: context.target,
    ...(onCheck === undefined ? {} : { onCheck }),
  })
  const { unreadable } = policy.when
  const found = [
    ...(inputs.found?.problems ?? []),
    ...paired.problems.map((what) => problemOf(what, null, 'error')),
    ...paired.unread.map((what) => problemOf(what, null, unreadable)),
    ...decoded.unreadable.map(({ what, profile }) => problemOf(what, profile, unreadable)),
    ...sideProblems(baseline, profiles, paired),
    ...judgement.problems,
  ]
  const isDeletionAgreed = judgement.accepted.some(({ state, subject }) => state === 'used' && subject.kind === 'files')
  if (judgement.checks.length === 0 && !isDeletionAgreed && found.every(({ level }) => level === 'pass')) {
    found.push(problemOf(notice('nothing-judged'), null, policy.when.unmatchedRule))
  }
  // What the policy passes is said all the same.
  const problems = found.filter(({ level }) => level !== 'pass')
  const passed = found.filter(({ level }) => level === 'pass')
  return {
    schemaVersion: 1,
    outcome: worstLevel([...judgement.checks, ...problems].map(({ level }) => level)),
    context,
    checks: judgement.checks,
    problems,
    inputs: decoded.inputs,
    accepted: judgement.accepted,
    warnings: [
      ...(inputs.found?.warnings ?? []),
      ...passed.map(warningOf),
      ...runNotices(paired).map(warningOf),
      ...judgement.warnings,
    ],
    counts: countOutcomes(judgement.checks),
  }
}

function snapshotsOf(side: DecodedSide) {
  return side.kind === 'read' ? side.snapshots.flat() : []
}

/** Profiles that had no counterpart to be compared with, in whole folders. */
const UNPAIRED: readonly string[] = ['nothing-pairs', 'only-one-compared']

/** Sides of which nothing could be compared: they hold no profile, or none that the other side has too. */
function sideProblems(
  baseline: LoadedSide | null,
  profiles: readonly JudgedProfile[],
  { problems, notices }: PairedInputs,
): readonly Problem[] {
  // A side that is not there, or a choice that nobody made, says so already.
  if (problems.length > 0) return []
  const sides = baseline === null ? (['candidate'] as const) : (['baseline', 'candidate'] as const)
  const empty = sides
    .filter((side) => profiles.every((pair) => pair[side].kind === 'absent'))
    .map((side) => {
      const excluded = notices.find(({ code, args }) => code === 'all-excluded' && args['side'] === side)
      return problemOf(excluded ?? notice('no-profiles', { side }), null, 'error')
    })
  const unpaired = notices.filter(({ code }) => UNPAIRED.includes(code))
  return [...empty, ...(empty.length > 0 ? [] : unpaired.map((what) => problemOf(what, null, 'warn')))]
}

/** What is odd about the files of a profile, but leaves nothing out. */
function runNotices({ notices }: PairedInputs): readonly (Notice & { readonly profile: string | null })[] {
  return notices
    .filter(({ code }) => code !== 'all-excluded' && !UNPAIRED.includes(code))
    .map(({ code, args }) => ({ code, args, profile: typeof args['profile'] === 'string' ? args['profile'] : null }))
}

function problemOf({ code, args }: Notice, profile: string | null, level: Level): Problem {
  return { code, args, rule: null, profile, line: null, level }
}

function warningOf({ code, args, profile }: Notice & { readonly profile: string | null }): Warning {
  return { code, args, profile }
}
