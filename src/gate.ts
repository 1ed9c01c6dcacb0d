import type { UnreadableFile } from './decode/decode-pair.ts'
import type { DecodeLimits } from './decode/decoder.ts'
import { ownCode } from './diff/own.ts'
import type { OnCheck } from './judge/evidence.ts'
import { Judge } from './judge/judge.ts'
import type { JudgedProfile } from './judge/judged-profile.ts'
import type { PairOutline } from './judge/outline.ts'
import { outlineOf } from './judge/outline-profile.ts'
import { KEPT_BYTES, ProfileReader } from './judge/profile-reader.ts'
import type { LoadedSide } from './load/loaded.ts'
import { type PairedInputs, pairInputs } from './load/pair-inputs.ts'
import { type Notice, notice } from './model/notice.ts'
import type { Policy } from './policy/policy.ts'
import { countOutcomes } from './result/counts.ts'
import { type Context, type Level, type Problem, type Result, type Warning, worstLevel } from './result/result.ts'

/** How far a step is: each profile is read, and when all are, each is judged. */
export interface Progress {
  readonly stage: 'read' | 'judge'
  readonly profile: string
  /** From 1. */
  readonly number: number
  readonly count: number
}

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
  /** About so many bytes of decoded profiles are kept until they are judged; what does not fit is decoded twice. */
  readonly keptBytes?: number
  /** Told of every profile before it is read, and again before it is judged. */
  readonly onProgress?: (progress: Progress) => void
  /** Told of every check, profile by profile, in no order of profiles. */
  readonly onCheck?: OnCheck
  /**
   * Told of every profile, with its samples, after its checks were judged and before it is let go; in no order.
   * @param number its place among the profiles of the step
   */
  readonly onJudged?: (pair: JudgedProfile, number: number) => void
}

/** The whole product: load -> decode -> diff -> judge; the report stage renders what comes out. */
export function runGate(inputs: GateInputs): Result {
  const { baseline, candidate, policy, context } = inputs
  const paired = pairInputs(baseline, candidate, policy.files)
  const { files, profiles, changed, judgement } = judgeFiles(paired, inputs)
  const { unreadable } = policy.when
  const found = [
    ...(inputs.found?.problems ?? []),
    ...paired.problems.map((what) => problemOf(what, null, 'error')),
    ...paired.unread.map((what) => problemOf(what, null, unreadable)),
    ...files.flatMap((file) => file.unreadable).map(({ what, profile }) => problemOf(what, profile, unreadable)),
    ...changed.map(({ what, profile }) => problemOf(what, profile, unreadable)),
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
    inputs: [...paired.inputs, ...files.flatMap((file) => file.inputs)],
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

/**
 * All checks of a step share its confidence, so they are planned before the first is judged: every profile is read once to
 * plan and once to judge, and in memory are only the one that is worked on and those that are small.
 */
function judgeFiles(paired: PairedInputs, inputs: GateInputs) {
  const { policy, context, limits, onProgress, onCheck, onJudged } = inputs
  const count = paired.profiles.length
  const reader = new ProfileReader({
    named: paired.named,
    own: ownCode(policy.own ?? inputs.ownPackages),
    keptBytes: inputs.keptBytes ?? KEPT_BYTES,
    ...(limits === undefined ? {} : { limits }),
  })
  const files = paired.profiles.map((pair, at) => {
    onProgress?.({ stage: 'read', profile: pair.profile, number: at + 1, count })
    const { profiles, inputs, unreadable, keep } = reader.read(pair, at === count - 1)
    return { pair, inputs, unreadable, outlines: profiles.map((profile) => keep(outlineOf(profile, policy.rules))) }
  })
  const profiles = files.flatMap(({ outlines }) => outlines)
  const judge = new Judge({
    ...{ policy, profiles, manifests: paired.manifests, today: context.date, target: context.target },
    ...(onCheck === undefined ? {} : { onCheck }),
  })
  const changed: UnreadableFile[] = []
  // The last one first: it is still in memory, however large it is.
  for (const [at, { pair, outlines }] of [...files.slice(-1), ...files.slice(0, -1)].entries()) {
    onProgress?.({ stage: 'judge', profile: pair.profile, number: at + 1, count })
    if (onJudged === undefined && outlines.every((outline) => judge.plansOf(outline).length === 0)) continue
    const again = reader.readAgain(pair)
    if (again.kind === 'changed') {
      changed.push(...again.unreadable)
      for (const outline of outlines) judge.giveUp(outline, 'candidate')
      continue
    }
    for (const [at, outline] of outlines.entries()) {
      const open = again.profiles[at]
      if (open === undefined) continue
      judge.judge(outline, open, again.keep)
      onJudged?.(open.pair, profiles.indexOf(outline))
    }
  }
  return { files, profiles, changed, judgement: judge.conclude() }
}

/** Profiles that had no counterpart to be compared with, in whole folders. */
const UNPAIRED: readonly string[] = ['nothing-pairs', 'only-one-compared']

/** Sides of which nothing could be compared: they hold no profile, or none that the other side has too. */
function sideProblems(
  baseline: LoadedSide | null,
  profiles: readonly PairOutline[],
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
