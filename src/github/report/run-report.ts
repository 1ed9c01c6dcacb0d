import { DEFAULT_BOUNDS } from '../../load/load-bounds.ts'
import { notice } from '../../model/notice.ts'
import { exitCodeFor } from '../../report/exit-code.ts'
import { renderLegs } from '../../report/markdown-matrix.ts'
import { outcomeOfLegs, readLegs } from '../../report/matrix.ts'
import { PLAIN } from '../../report/pen.ts'
import { noticeText } from '../../report/words.ts'
import type { Api } from '../api/api.ts'
import { isApiError } from '../api/error.ts'
import { WAIT_MS } from '../api/pace.ts'
import type { ArtifactStore } from '../artifacts/artifact-store.ts'
import { lazyStore } from '../artifacts/lazy-store.ts'
import { limitedStore } from '../artifacts/limited-store.ts'
import type { WorkflowRunEvent } from '../event.ts'
import type { Inputs } from '../inputs.ts'
import type { Log } from '../log.ts'
import { publishComment } from '../publish/comment.ts'
import { orWarn, type Publisher, tell } from '../publish/publish.ts'
import { inComment } from '../publish/view.ts'
import { type Found, type Gathered, ofKey, UNFINISHED } from '../results/gathered.ts'
import { ResultReader, resultArtifacts } from '../results/read-results.ts'
import type { Run } from '../run.ts'
import { whyOf } from '../unknown.ts'
import { UsageError } from '../usage-error.ts'
import { findPull } from './find-pull.ts'
import { foreignLeg } from './foreign-result.ts'
import { reportView, sourceOf } from './report-view.ts'
import { withUnfinished } from './unfinished.ts'

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
    const { message } = error
    log.warning(noticeText(notice('report-not-made', { run: event.runId, why: whyOf(error), message }), PLAIN))
  }
  publisher.output('comment-url', url ?? '')
}

const NOT_YET =
  'mode: report needs `types: [completed]` under `on: workflow_run`: before its end a run has not stored all results'

/** Address of the comment; null where there is none. */
async function report(world: ReportWorld): Promise<string | null> {
  const { inputs, event, log, connect, publisher } = world
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
  const key = inputs.isCommentKeyNamed ? inputs.commentKey : event.workflowFile
  const gathered = await gather(world, api, key)
  if (gathered === null) return nothing('it has stored no results')
  const { legs } = gathered
  if (readLegs(legs).length === 0) return nothing('none of its results can be used')

  const view = reportView(world, legs)
  const source = sourceOf(event, view)
  publisher.output('outcome', outcomeOfLegs(legs))
  publisher.output('failed', 'false')
  await orWarn(log, 'The job summary', () => publisher.summary(renderLegs(legs, view, source)))
  const written = await publishComment({
    ...{ api, key, mode: inputs.comment, failOn: inputs.failOn, isNameTaken: false },
    run: { id: runId, attempt: event.attempt },
    pull: { number: pull.number, headSha: event.headSha },
    gather: async () => gathered,
    rest: async () => {},
    render: (_legs, ...said) => renderLegs(legs, inComment(view, ...said), source),
  })
  tell(written, inputs.comment, log)
  return written.url
}

/** What the run has stored for a comment; null for nothing at all. Nothing comes after its end. */
async function gather(
  { run, inputs, event, log, openArtifacts }: ReportWorld,
  api: Pick<Api, 'artifactsIn'>,
  key: string,
): Promise<Gathered | null> {
  const stored = resultArtifacts((await api.artifactsIn(event.runId)).filter(({ isExpired }) => !isExpired))
  if (stored.length === 0) return null
  const store = limitedStore(lazyStore(openArtifacts), WAIT_MS.results)
  const downloads = { store, folder: run.temporaryFolder, bounds: DEFAULT_BOUNDS, log }
  const read = await new ResultReader(downloads, event.runId).read(stored)
  const found = ofKey(read, key, event.workflowFile).map((each) => shownOf(each, event, log))
  const legs = found.map(({ leg }) => leg)
  const isExplained = exitCodeFor(outcomeOfLegs(legs), inputs.failOn) !== 0
  const isUnfinished = !isExplained && !WELL.includes(event.conclusion)
  return {
    isComplete: true,
    ids: [...found.map(({ id }) => id), ...(isUnfinished ? [UNFINISHED] : [])],
    legs: isUnfinished ? legs.map((leg) => withUnfinished(leg, event)) : legs,
  }
}

/** How a run ends of whose jobs none has failed. */
const WELL: readonly (string | null)[] = ['success', 'neutral', 'skipped']

/** A result as it may be shown. */
function shownOf({ id, leg }: Found, event: WorkflowRunEvent, log: Log): Found {
  const shown = foreignLeg(leg, event)
  if (leg.result !== null && shown.result === null) {
    const whose = leg.target ?? 'the step without a target'
    log.warning(`The result of ${whose} cannot be shown: it has codes that this version does not know`)
  }
  return { id, leg: shown }
}
