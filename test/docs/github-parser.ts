import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Workflows from '@actions/workflow-parser'
import type * as Actions from '@actions/workflow-parser/actions/index'
import { build } from 'esbuild'
import { repository } from '../cli/run.ts'

const { parseWorkflow, convertWorkflowTemplate, parseAction, convertActionTemplate, NoOperationTraceWriter } =
  await load()

const trace = new NoOperationTraceWriter()

/** What GitHub would say is wrong with a workflow. */
export async function mistakesOfWorkflow(name: string, content: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow({ name, content }, trace)
  if (value !== undefined) await convertWorkflowTemplate(context, value)
  return context.errors.getErrors().map(String)
}

/** What GitHub would say is wrong with an action.yml. */
export function mistakesOfAction(content: string): readonly string[] {
  const { context, value } = parseAction({ name: 'action.yml', content }, trace)
  if (value !== undefined) convertActionTemplate(context, value)
  return context.errors.getErrors().map(String)
}

/** The package imports JSON in a way that only bundlers know, so it is bundled first. */
async function load(): Promise<typeof Workflows & typeof Actions> {
  const folder = mkdtempSync(join(tmpdir(), 'profile-gate-parser-'))
  try {
    const outfile = join(folder, 'parser.mjs')
    const contents = `
      export * from '@actions/workflow-parser'
      export * from '@actions/workflow-parser/actions/index'`
    await build({ stdin: { contents, resolveDir: repository }, bundle: true, format: 'esm', platform: 'node', outfile })
    return (await import(pathToFileURL(outfile).href)) as typeof Workflows & typeof Actions
  } finally {
    rmSync(folder, { recursive: true })
  }
}
