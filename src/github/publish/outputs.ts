import { exitCodeFor, type FailOn } from '../../report/exit-code.ts'
import type { Result } from '../../result/result.ts'

/** What of the outputs the result does not tell; null where there is none. */
export interface Written {
  /** Paths. */
  readonly json: string | null
  readonly markdown: string | null
  readonly html: string | null
  readonly reportUrl: string | null
}

/** The outputs of the step by their names, but for `comment-url`; empty where there is nothing to name. */
export function outputsOf(
  { outcome, context }: Result,
  failOn: FailOn,
  { json, markdown, html, reportUrl }: Written,
): Readonly<Record<string, string>> {
  return {
    outcome,
    failed: String(exitCodeFor(outcome, failOn) !== 0),
    json: json ?? '',
    markdown: markdown ?? '',
    html: html ?? '',
    'report-url': reportUrl ?? '',
    'baseline-sha': context.baseline.sha ?? '',
    'baseline-run-id': String(context.baseline.runId ?? ''),
  }
}
