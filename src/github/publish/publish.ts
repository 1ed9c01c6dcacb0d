import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderJson } from '../../report/json.ts'
import { renderMarkdown } from '../../report/markdown.ts'
import { renderText } from '../../report/terminal.ts'
import type { MarkdownView } from '../../report/view.ts'
import type { Result } from '../../result/result.ts'
import type { Api } from '../api/api.ts'
import type { GateEvent } from '../event.ts'
import type { Inputs } from '../inputs.ts'
import type { Log } from '../log.ts'
import type { Run } from '../run.ts'
import { publishComment } from './comment.ts'
import { outputsOf } from './outputs.ts'
import { renderSummary } from './summary.ts'
import { inComment } from './view.ts'

/** What the runner takes from a step. */
export interface Publisher {
  readonly output: (name: string, value: string) => void
  /** Markdown of the job summary. */
  readonly summary: (markdown: string) => Promise<void>
}

export interface Publication {
  readonly result: Result
  readonly view: MarkdownView
  readonly run: Run
  readonly event: GateEvent
  readonly inputs: Inputs
  readonly api: Api
  readonly log: Log
  readonly publisher: Publisher
}

/**
 * Writes the verdict to every surface: log, job summary, files, outputs, then the comment. One that cannot be written
 * becomes a warning, and the next one is written all the same.
 */
export async function publish(publication: Publication): Promise<void> {
  const { result, view, inputs, run, log, publisher } = publication
  log.info(renderText(result, { ...view, colour: false }))
  await orWarn(log, 'The job summary', () => publisher.summary(renderSummary(result, view)))
  const json = await orWarn(log, 'The result', () => saved(run, 'profile-gate.json', renderJson(result)))
  const markdown = await orWarn(log, 'The result', () => saved(run, 'profile-gate.md', renderMarkdown(result, view)))
  const commentUrl = await comment(publication)
  const outputs = outputsOf(result, inputs.failOn, { json, markdown, commentUrl })
  for (const [name, value] of Object.entries(outputs)) publisher.output(name, value)
}

/** Address of the comment; null where there is none. */
async function comment({ result, view, run, event, inputs, api, log }: Publication): Promise<string | null> {
  if (event.kind !== 'pull-request') return null
  const { commentKey, target } = inputs
  const report = await publishComment({
    ...{ api, run, result },
    pull: event,
    mode: inputs.comment,
    failOn: inputs.failOn,
    // The steps of a matrix have a comment each.
    key: target === null ? commentKey : `${commentKey} ${target}`,
    render: (marker, previous, movedTo) => renderMarkdown(result, inComment(view, marker, previous, movedTo)),
  })
  if (report.kind === 'failed') log.warning(report.message)
  else log.info(report.kind === 'none' ? `No comment (${report.why})` : `Comment ${report.kind}: ${report.url}`)
  return report.url
}

async function saved(run: Run, name: string, text: string): Promise<string> {
  // Two steps of a job share the folder.
  const path = join(mkdtempSync(join(run.temporaryFolder, 'profile-gate-')), name)
  writeFileSync(path, text)
  return path
}

async function orWarn<Answer>(log: Log, what: string, work: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await work()
  } catch (error) {
    log.warning(`${what} could not be written: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}
