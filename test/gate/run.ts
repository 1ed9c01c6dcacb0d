import { expect } from 'vitest'
import { runGate } from '../../src/gate.ts'
import type { LoadedSide } from '../../src/load/loaded.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { describeMistake } from '../../src/policy/print.ts'
import type { Context, Result } from '../../src/result/result.ts'
import { expectReadable } from '../result/expect-result.ts'
import { folder, type Made } from './made-profiles.ts'

/** The day on which everything here is judged. */
export const TODAY = '2026-11-21'

export const CONTEXT: Context = {
  baseline: { sha: null, ref: null, how: null, age: null, behind: null, runId: null, steps: [] },
  candidate: { sha: null, ref: null },
  policy: { source: 'policy.yml', sha: null, changed: false },
  ...{ target: null, commentKey: null, workflow: null, runId: null, attempt: null, failOn: null, date: TODAY },
}

/** A side: its files by path, a side as the loader gives it, or null for none. */
export type Side = Readonly<Record<string, Made>> | LoadedSide | null

export interface Case {
  /** What comes after `version: 1`. */
  readonly policy: string
  readonly baseline: Side
  readonly candidate: Exclude<Side, null>
  readonly ownPackages?: readonly string[]
  readonly today?: string
}

/** Judges made-up profiles by a policy in text. */
export function gate({ policy, baseline, candidate, ownPackages, today = TODAY }: Case): Result {
  const inputs = {
    baseline: baseline === null ? null : sideOf(baseline),
    candidate: sideOf(candidate),
    policy: policyOf(policy),
    ownPackages: ownPackages ?? null,
    context: { ...CONTEXT, date: today },
  }
  const result = runGate(inputs)
  // Whether samples are kept between the two readings, or decoded again, changes nothing.
  expect(runGate({ ...inputs, keptBytes: 0 })).toEqual(result)
  expectReadable(result)
  return result
}

export function policyOf(text: string): Policy {
  const parsed = parsePolicy(`version: 1\n${text}`, 'policy.yml')
  if (parsed.kind === 'policy') return parsed.policy
  throw new Error(parsed.mistakes.map(describeMistake).join('\n'))
}

function sideOf(side: Exclude<Side, null>): LoadedSide {
  return isLoaded(side) ? side : folder(side)
}

function isLoaded(side: Exclude<Side, null>): side is LoadedSide {
  return 'kind' in side && typeof side.kind === 'string' && ['file', 'folder', 'error'].includes(side.kind)
}
