import { countOutcomes } from '../result/counts.ts'
import {
  type Accepted,
  type Check,
  type Context,
  type Level,
  type Problem,
  type Result,
  worstLevel,
} from '../result/result.ts'

/** The gate steps of one run: the jobs of a matrix, the parts of a monorepo. */

export type Leg = ReadLeg | UnreadLeg

/** A leg with its result. */
export interface ReadLeg {
  /** Null for the step without a target. */
  readonly target: string | null
  readonly result: Result
}

/** A leg whose result is stored and cannot be shown: it could not be downloaded, or what it holds is no result. */
export interface UnreadLeg {
  readonly target: string | null
  readonly result: null
  readonly why: 'unavailable' | 'unusable'
}

export function readLegs(legs: readonly Leg[]): readonly ReadLeg[] {
  return legs.flatMap(({ target, result }) => (result === null ? [] : [{ target, result }]))
}

/** A result that nobody can read is no pass. */
export function outcomeOfLegs(legs: readonly Leg[]): Level {
  return worstLevel(legs.map(({ result }) => result?.outcome ?? 'error'))
}

/** What several legs say: once, with the targets that say it. */
export interface Said<What> {
  readonly what: What
  readonly targets: readonly (string | null)[]
}

/** Groups what legs say by what it is, in the order of the legs. */
export function saidByLegs<What>(
  legs: readonly ReadLeg[],
  saying: (result: Result) => readonly What[],
): readonly Said<What>[] {
  const said = new Map<string, { what: What; targets: (string | null)[] }>()
  for (const { target, result } of legs) {
    for (const what of saying(result)) {
      const key = JSON.stringify(what)
      const same = said.get(key)
      if (same === undefined) said.set(key, { what, targets: [target] })
      else if (!same.targets.includes(target)) same.targets.push(target)
    }
  }
  return [...said.values()]
}

/**
 * All legs as one result: their checks side by side, each under its target. What legs say alike about anything else is
 * in it once; baseline and policy only where all of them have the same. Of no leg it is empty.
 */
export function mergedResult(legs: readonly ReadLeg[]): Result {
  const context = legs[0]?.result.context ?? NOTHING
  const checks = legs.flatMap(({ target, result }) => result.checks.map((check) => placed(check, target)))
  const problems = saidByLegs(legs, ({ problems }): readonly Problem[] => problems).map(({ what }) => what)
  const baselines = baselinesOf(legs)
  const { steps: _, ...none } = NOTHING.baseline
  return {
    schemaVersion: 1,
    outcome: worstLevel(legs.map(({ result }) => result.outcome)),
    context: {
      ...context,
      baseline: baselines.length < 2 ? (baselines[0] ?? context.baseline) : { ...none, steps: context.baseline.steps },
      policy: {
        source: context.policy.source,
        sha: policiesOf(legs).length > 1 ? null : context.policy.sha,
        changed: legs.some(({ result }) => result.context.policy.changed),
      },
      target: null,
    },
    checks,
    problems,
    inputs: legs.flatMap(({ result }) => result.inputs),
    accepted: acceptedOf(legs),
    warnings: saidByLegs(legs, ({ warnings }) => warnings).map(({ what }) => what),
    counts: countOutcomes(checks),
  }
}

/** What is known of no run. */
const NOTHING: Context = {
  baseline: { sha: null, ref: null, how: null, age: null, behind: null, runId: null, steps: [] },
  candidate: { sha: null, ref: null },
  policy: { source: '', sha: null, changed: false },
  ...{ target: null, commentKey: null, workflow: null, runId: null, attempt: null, failOn: null, date: '1970-01-01' },
}

/** One for each commit that legs were compared with, and for each other way in which their baselines were found. */
export function baselinesOf(legs: readonly ReadLeg[]): readonly Context['baseline'][] {
  const found = new Map<string, Context['baseline']>()
  for (const { baseline } of legs.map(({ result }) => result.context)) {
    const { sha, how, age, behind } = baseline
    const key = sha ?? JSON.stringify([how, age, behind])
    if ((sha !== null || how !== null) && !found.has(key)) found.set(key, baseline)
  }
  return [...found.values()]
}

/** Each policy that legs were judged by, and by which commit's. */
export function policiesOf(legs: readonly ReadLeg[]): readonly Said<Pick<Context['policy'], 'source' | 'sha'>>[] {
  return saidByLegs(legs, ({ context: { policy } }) => [{ source: policy.source, sha: policy.sha }])
}

/** Two legs have checks of the same rule and profile. */
function placed(check: Check, target: string | null): Check {
  return { ...check, target, id: idIn(target, check.id) }
}

function idIn(target: string | null, id: string): string {
  return `${target ?? ''}/${id}`
}

/** Legs share a policy file, so one acceptance may let several of them pass. */
function acceptedOf(legs: readonly ReadLeg[]): readonly Accepted[] {
  const said = new Map<string, Accepted>()
  for (const { target, result } of legs) {
    for (const each of result.accepted) {
      const checks = each.checks.map((id) => idIn(target, id))
      const key = JSON.stringify({ ...each, checks: [] })
      said.set(key, { ...each, checks: [...(said.get(key)?.checks ?? []), ...checks] })
    }
  }
  return [...said.values()]
}
