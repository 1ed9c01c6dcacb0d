import { DEFAULT_BOUNDS } from '../../load/load-bounds.ts'
import { renderLegs } from '../../report/markdown-matrix.ts'
import { type Leg, outcomeOfLegs, readLegs } from '../../report/matrix.ts'
import type { Api } from '../api/api.ts'
import { isApiError } from '../api/error.ts'
import { WAIT_MS } from '../api/pace.ts'
import type { ArtifactStore } from '../artifacts/artifact-store.ts'
import { lazyStore } from '../artifacts/lazy-store.ts'
import type { WorkflowRunEvent } from '../event.ts'
import type { Inputs } from '../inputs.ts'
import type { Log } from '../log.ts'
import { publishComment } from '../publish/comment.ts'
import { orWarn, type Publisher, tell } from '../publish/publish.ts'
import { inComment } from '../publish/view.ts'
import { ResultReader, resultArtifacts } from '../results/read-results.ts'
import { idOf } from '../results/run-results.ts'
import type { Run } from '../run.ts'
import { UsageError } from '../usage-error.ts'
import { findPull } from './find-pull.ts'
import { foreignLeg } from './foreign-result.ts'
import { reportView, sourceOf } from './report-view.ts'

export interface ReportWorld {
  readonly run: Run
  readonly inputs: Inputs
  readonly event: WorkflowRunEvent
  readonly version: string
  readonly log: Log
  readonly connect: (limitMs: number) => Promise<Api>
  readonly openArtifacts: () => Promise<ArtifactStore>
  readonly publisher: Publisher
}

/**
 * Writes the comment that the run of a fork, or of Dependabot, could not write: from the results that it has stored, to
 * the one pull request that it is of. Whatever is in the way is said in the log; the verdict is that run's.
 * @throws {UsageError} before the run has ended, when it has not stored all of them
 */
export async function runReport(world: ReportWorld): Promise<void> {
  const { event, log, publisher } = world
  if (event.action !== 'completed') throw new UsageError(NOT_YET)
  let url: string | null = null
  try {
    url = await report(world)
  } catch (error) {
    if (!isApiError(error)) throw error
    log.warning(
      `Nothing is reported: ${error.message}. The job needs permissions: { actions: read, pull-requests: write }`,
    )
  }
  publisher.output('comment-url', url ?? '')
}

const NOT_YET =
  'mode: report needs `types: [completed]` under `on: workflow_run`: before its end a run has not stored all results'

/** Address of the comment; null where there is none. */
async function report(world: ReportWorld): Promise<string | null> {
  const { run, inputs, event, log, connect, publisher } = world
  const { runId } = event
  const nothing = (why: string) => {
    log.info(`Nothing is reported of run ${runId}: ${why}`)
    return null
  }
  if (event.event !== 'pull_request') return nothing(`it was started by ${event.event}, not by pull_request`)
  const api = await connect(WAIT_MS.comment)
  const pull = await findPull(api, event)
  if (pull.kind === 'none') return nothing(pull.why)
  if (pull.kind === 'several') {
    log.warning(
      `Nothing is reported: the pull requests ${pull.numbers.join(', ')} have the same head, so it is not known whose results these are`,
    )
    return null
  }
  const stored = resultArtifacts((await api.artifactsIn(runId)).filter(({ isExpired }) => !isExpired))
  if (stored.length === 0) return nothing('it has stored no results')

  const store = lazyStore(world.openArtifacts)
  const reader = new ResultReader({ store, folder: run.temporaryFolder, bounds: DEFAULT_BOUNDS, log }, runId)
  const key = inputs.isCommentKeyNamed ? inputs.commentKey : event.workflowFile
  const read = await reader.read(stored)
  const legs = read
    .filter(({ result }) => result === null || result.context.commentKey === key)
    .map((leg) => foreignLeg(leg, event))
  tellUnusable(read, legs, log)
  if (readLegs(legs).length === 0) return nothing('none of its results can be used')

  const view = reportView(world, legs)
  const source = sourceOf(event, view)
  const outcome = outcomeOfLegs(legs)
  publisher.output('outcome', outcome)
  publisher.output('failed', 'false')
  await orWarn(log, 'The job summary', () => publisher.summary(renderLegs(legs, view, source)))
  const written = await publishComment({
    ...{ api, key, mode: inputs.comment, failOn: inputs.failOn, isNameTaken: false },
    run: { id: runId, attempt: event.attempt },
    pull: { number: pull.number, headSha: event.headSha },
    gather: async () => ({
      isComplete: true,
      ids: stored.map(({ artifact }) => idOf(artifact.id)),
      read: async () => legs,
    }),
    render: (_legs, ...said) => renderLegs(legs, inComment(view, ...said), source),
  })
  tell(written, inputs.comment, log)
  return written.url
}

function tellUnusable(read: readonly Leg[], legs: readonly Leg[], log: Log): void {
  const known = new Set(readLegs(read).map(({ target }) => target))
  for (const { target, result } of legs) {
    if (result !== null || !known.has(target)) continue
    log.warning(
      `The result of ${target ?? 'the step without a target'} cannot be shown: it has codes that this version does not know`,
    )
  }
}
