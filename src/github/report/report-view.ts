import { DEFAULT_POLICY_FILE } from '../../model/default-policy-file.ts'
import { link } from '../../report/escape.ts'
import { type Leg, readLegs } from '../../report/matrix.ts'
import { shortSha } from '../../report/provenance.ts'
import type { MarkdownView } from '../../report/view.ts'
import type { WorkflowRunEvent } from '../event.ts'
import type { Inputs } from '../inputs.ts'
import { linksOf } from '../publish/links.ts'
import type { Run } from '../run.ts'

export interface ReportFacts {
  readonly version: string
  readonly run: Run
  readonly event: WorkflowRunEvent
  readonly inputs: Pick<Inputs, 'failOn'>
}

/** What the comment shows beside the results of a run that is not trusted: links to what GitHub says of it, no others. */
export function reportView({ version, run, event, inputs }: ReportFacts, legs: readonly Leg[]): MarkdownView {
  const { headSha, runId, attempt, workflowFile } = event
  const all = linksOf({ run: { ...run, id: runId, attempt, workflowFile }, sha: headSha, files: () => null })
  const results = readLegs(legs).map(({ result }) => result)
  const isCompared = results.some(({ context }) => context.baseline.how !== null)
  const source = results[0]?.context.policy.source ?? DEFAULT_POLICY_FILE
  return {
    version,
    subject: 'this PR',
    baselineName: isCompared ? reporterOf(event) : null,
    candidateName: shortSha(headSha),
    policyName: source === DEFAULT_POLICY_FILE ? null : source,
    reportPath: null,
    failOn: results[0]?.context.failOn ?? inputs.failOn,
    reporter: reporterOf(event),
    mostAcceptances: MOST_ACCEPTANCES,
    pull: { headSha, previous: null, movedTo: null },
    storedAs: null,
    policyChange: null,
    links: {
      ...all,
      fileAt: () => null,
      commit: (sha) => (sha === headSha ? all.commit(sha) : null),
      run: (id) => (id === runId ? all.run(id) : null),
    },
    marker: null,
    pprofCommand: () => null,
    reproduce: [],
  }
}

/** Of ten thousand, which a result may hold; a reviewer of a fork's policy reads its change. */
const MOST_ACCEPTANCES = 20

function reporterOf({ isFork }: WorkflowRunEvent): string {
  return isFork ? 'the fork’s run' : 'the run of the pull request'
}

/** Whose word it is that the comment shows. */
export function sourceOf(event: WorkflowRunEvent, { links }: MarkdownView): string {
  const page = link('Its page', links?.summary ?? null)
  const why = event.isFork ? ', which had no right to write here' : ''
  return `> As reported by ${reporterOf(event)}${why}; nothing of it was checked. ${page} has the log and the files.`
}
