import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { notice } from '../../model/notice.ts'
import type { ChangedPlaces, ProfilePlace } from '../../reach/changed-places.ts'
import { annotationsOf } from '../../report/annotation.ts'
import { renderJson } from '../../report/json.ts'
import { renderMarkdown } from '../../report/markdown.ts'
import { renderLegs } from '../../report/markdown-matrix.ts'
import type { Leg } from '../../report/matrix.ts'
import { PLAIN } from '../../report/pen.ts'
import { renderText } from '../../report/terminal.ts'
import type { MarkdownView } from '../../report/view.ts'
import { noticeText } from '../../report/words.ts'
import type { Result } from '../../result/result.ts'
import type { CommentApi, PullApi } from '../api/api.ts'
import { reportName } from '../artifacts/artifact-name.ts'
import type { Downloads } from '../artifacts/fetch.ts'
import type { GateEvent } from '../event.ts'
import type { CommentMode, Inputs } from '../inputs.ts'
import type { Log } from '../log.ts'
import { RunResults } from '../results/run-results.ts'
import type { StoredAs } from '../results/store-result.ts'
import type { Run } from '../run.ts'
import { type CommentReport, publishComment } from './comment.ts'
import { artifactUrl } from './links.ts'
import { outputsOf } from './outputs.ts'
import { rest } from './rest.ts'
import { renderSummary } from './summary.ts'
import { inComment, ofLegs } from './view.ts'

/** What the runner takes from a step. */
export interface Publisher {
  readonly output: (name: string, value: string) => void
  /** Markdown of the job summary. */
  readonly summary: (markdown: string) => Promise<void>
}

export interface Publication {
  readonly result: Result
  readonly view: MarkdownView
  /** What the candidate changes; null where that is not known. */
  readonly changes: ChangedPlaces | null
  readonly run: Run
  readonly event: GateEvent
  readonly inputs: Inputs
  readonly api: CommentApi & PullApi
  readonly log: Log
  readonly publisher: Publisher
  /** Stores the result, for the comment to be made from those of all steps of the run. */
  readonly store: () => Promise<StoredAs>
  /** The HTML report; null where there is nothing to explore. */
  readonly renderReport: ((view: MarkdownView) => string) | null
  /** Stores the file of the report and gives the id of its artifact; null where it was not stored. */
  readonly storeReport: (path: string) => Promise<number | null>
  /** For what the other steps have stored. */
  readonly downloads: Downloads
}

/**
 * Writes the verdict to every surface: log, job summary, files, outputs, then the comment with its own output. One that
 * cannot be written becomes a warning, whatever the reason, and the next one is written all the same.
 */
export async function publish(publication: Publication): Promise<void> {
  const { result, inputs, run, log, publisher } = publication
  log.info(renderText(result, { ...publication.view, colour: false }))
  const summarize = (view: MarkdownView) =>
    orWarn(log, 'The job summary', () => publisher.summary(renderSummary(result, view)))
  await summarize(publication.view)
  const report = await reportOf(publication)
  const view = withReport(publication.view, report.url)
  // It was written before, for whatever happens to the upload of the report.
  if (report.url !== null) await summarize(view)
  const json = await orWarn(log, 'The result as JSON', () => saved(run, 'profile-gate.json', () => renderJson(result)))
  const markdown = await orWarn(log, 'The result as Markdown', () =>
    saved(run, 'profile-gate.md', () => renderMarkdown(result, view)),
  )
  const outputs = outputsOf(result, inputs.failOn, { json, markdown, html: report.path, reportUrl: report.url })
  await orWarn(log, 'The outputs', () => {
    for (const [name, value] of Object.entries(outputs)) publisher.output(name, value)
  })
  const linking = { ...publication, view }
  await orWarn(log, 'The annotations', () => annotate(linking))
  const url = await orWarn(log, 'The comment', () => comment(linking))
  await orWarn(log, 'The outputs', () => publisher.output('comment-url', url ?? ''))
}

/** The file of the report and its address. */
interface Report {
  readonly path: string | null
  readonly url: string | null
}

const NO_REPORT: Report = { path: null, url: null }

/** Writes the HTML report and stores it; whatever is in the way costs a warning and the link. */
async function reportOf({ result, view, run, log, renderReport, storeReport }: Publication): Promise<Report> {
  if (renderReport === null) return NO_REPORT
  const path = await orWarn(log, 'The HTML report', () =>
    saved(run, reportName(result.context.target), () => renderReport(view)),
  )
  if (path === null) return NO_REPORT
  const id = await storeReport(path)
  if (id === null) return { path, url: null }
  const url = artifactUrl(run, id)
  log.info(`The flame graph report is stored: ${url}`)
  return { path, url }
}

function withReport(view: MarkdownView, url: string | null): MarkdownView {
  return view.links === null ? view : { ...view, links: { ...view.links, report: url } }
}

/** Needs no permission, so that forks have them too. */
function annotate({ result, view, changes, inputs, log }: Publication): void {
  if (changes === null) return
  const lineOf = (place: ProfilePlace) => changes.changedLine(place)
  for (const annotation of annotationsOf(result, { ...view, lineOf, most: inputs.annotations }))
    log.annotate(annotation)
}

/** Address of the comment; null where there is none. */
async function comment({
  result,
  view,
  run,
  event,
  inputs,
  api,
  log,
  store,
  downloads,
}: Publication): Promise<string | null> {
  if (event.kind !== 'pull-request') return null
  const stored = await store()
  const storedAs = stored.kind === 'stored' ? stored.id : null
  const own = { target: inputs.target, result, attempt: run.attempt, storedAs }
  const results = new RunResults(downloads, own, { key: inputs.commentKey, usual: run.workflowFile })
  const report = await publishComment({
    ...{ api, run },
    pull: event,
    mode: inputs.comment,
    failOn: inputs.failOn,
    key: inputs.commentKey,
    ...{ rest, gather: () => results.gather() },
    isNameTaken: stored.kind === 'taken',
    render: (legs, ...said) =>
      renderLegs(legs, inComment(isAlone(legs, result) ? view : ofLegs(view, legs, run), ...said)),
  })
  tell(report, inputs.comment, log)
  // With a comment of its own only those miss it who have nothing but what is stored, as the report of a fork's run.
  if (stored.kind === 'taken') (report.kind === 'failed' ? log.warning : log.info)(RESULT_TAKEN)
  return report.url
}

const RESULT_TAKEN =
  'Another gate step of this run has stored its result under the same name, so a comment that another job or a report ' +
  'writes does not show this one. Give each of them a `target:` of its own'

/** Whether the comment shows this step's result and no other. */
function isAlone(legs: readonly Leg[], result: Result): boolean {
  return legs.length === 1 && legs[0]?.result === result
}

export function tell(report: CommentReport, mode: CommentMode, log: Log): void {
  switch (report.kind) {
    case 'created':
    case 'updated':
      log.info(`The comment is ${report.kind}: ${report.url}`)
      break
    case 'kept':
      if (report.why === 'comment-taken') log.warning(noticeText(notice(report.why, { url: report.url }), PLAIN))
      else if (report.why === 'others-unknown') {
        log.warning(
          `The comment shows a worse result of another target of this run and is left as it is: ${report.url}`,
        )
      } else log.info(`The comment ${KEPT[report.why]} and is left as it is: ${report.url}`)
      break
    case 'none':
      log.info(`No comment: ${report.why === 'closed' ? 'the pull request is closed' : whyNone(mode)}`)
      break
    case 'failed':
      log.warning(report.message)
  }
}

const KEPT = { 'newer-run': 'shows a newer run', shown: 'shows this verdict already' } as const

/** By which value of the input there is none. */
function whyNone(mode: CommentMode): string {
  return mode === 'never' ? 'it is switched off by comment: never' : `comment: ${mode} asks for none of this result`
}

function saved(run: Run, name: string, render: () => string): string {
  // Two steps of a job share the folder.
  const path = join(mkdtempSync(join(run.temporaryFolder, 'profile-gate-')), name)
  writeFileSync(path, render())
  return path
}

export async function orWarn<Answer>(
  log: Log,
  what: string,
  work: () => Promise<Answer> | Answer,
): Promise<Answer | null> {
  try {
    return await work()
  } catch (error) {
    log.warning(`${what} could not be written: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}
