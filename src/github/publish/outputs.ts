import { exitCodeFor, type FailOn } from '../../report/exit-code.ts'
import type { Result } from '../../result/result.ts'

/** What of the outputs the result does not tell; null where there is none. */
export interface Written {
  /** Paths. */
  readonly json: string | null
  readonly markdown: string | null
}

/** The outputs of the step by their names, but for `comment-url`; empty where there is nothing to name. */
export function outputsOf(
  { outcome, context }: Result,
  failOn: FailOn,
  { json, markdown }: Written,
): Readonly<Record<string, string>> {
  return {
    outcome,
    failed: String(exitCodeFor(outcome, failOn) !== 0),
    json: json ?? '',
    markdown: markdown ?? '',
    'baseline-sha': context.baseline.sha ?? '',
    'baseline-run-id': String(context.baseline.runId ?? ''),
  }
}
