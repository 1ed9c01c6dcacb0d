import type { LoadedSide } from '../../load/loaded.ts'
import { type Notice, notice } from '../../model/notice.ts'
import { errorOf } from '../../result/problem.ts'
import type { Context, Problem, Warning } from '../../result/result.ts'
import { permissionFor, type Unknown } from '../unknown.ts'

/** The baseline and all that is to be said about it. */
export interface FoundBaseline {
  /** Null where there is none, or a problem says why it is not known. */
  readonly side: LoadedSide | null
  readonly context: Context['baseline']
  readonly problems: readonly Problem[]
  readonly warnings: readonly Warning[]
}

const NOTHING_KNOWN: Context['baseline'] = {
  sha: null,
  ref: null,
  how: null,
  age: null,
  behind: null,
  runId: null,
  steps: [],
}

export function baselineContext(known: Partial<Context['baseline']>): Context['baseline'] {
  return { ...NOTHING_KNOWN, ...known }
}

/** No baseline, and nothing wrong with that. `ref`: the branch whose runs would give one. */
export function none(ref: string | null, steps: readonly Notice[]): FoundBaseline {
  return { side: null, context: baselineContext({ ref, steps }), problems: [], warnings: [] }
}

/** No baseline, and it is an error. */
export function failed(ref: string | null, steps: readonly Notice[], problem: Notice): FoundBaseline {
  return { ...none(ref, steps), problems: [errorOf(problem)] }
}

/** Nobody knows whether there is one. */
export function unknownBaseline(ref: string | null, steps: readonly Notice[], unknown: Unknown): FoundBaseline {
  const { why, message } = unknown
  const problem = notice('baseline-unknown', { why, message, permission: permissionFor(unknown) })
  return failed(ref, [...steps, notice('not-asked', { why })], problem)
}
