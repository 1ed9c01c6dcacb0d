/**
 * Runs an action as GitHub's runner runs a step: action.yml's defaults as INPUT_*, the environment of a hosted
 * machine, environment files, the event's file, Node on the action's script in the workspace; then reads what it left.
 *
 *   const step = await runStep({
 *     github, run,                          // of the fake
 *     trigger: pullRequestEvent(pull),      // of payloads.ts
 *     workspace: git.folder,                // of git-repository.ts, or workspaceWith({...})
 *     inputs: { candidate: 'profiles/' },   // the step's `with:`
 *     token,                                // github.token({...}); unless given one with the usual permissions
 *   })
 *   expect(step.violations).toEqual([])
 *   step.exitCode, step.outputs, step.summary, step.log, step.annotations
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { GitHub } from '../fake/github.ts'
import type { WorkflowRun } from '../fake/run.ts'
import { readActionFile, stepInputs } from './action-file.ts'
import { type StepFiles, stepEnvironment } from './environment.ts'
import { FileCommandError, parsePairs } from './file-command.ts'
import { type Annotation, JobLog } from './job-log.ts'
import type { Trigger } from './payloads.ts'
import { temporaryFolder, writeFiles } from './temporary.ts'

export interface StepOptions {
  readonly github: GitHub
  readonly run: WorkflowRun
  readonly trigger: Trigger
  readonly workspace: string
  /** `with:`. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Of the job (`github.token`). */
  readonly token?: string
  /** On top of the runner's; undefined takes away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Folder with action.yml; unless given, this repository. */
  readonly action?: string
  /** `OWNER/NAME@REF` of the action; unless given it is a local one (`uses: ./`). */
  readonly uses?: string
  /** Unless given, the one that runs this. */
  readonly node?: string
  /** Debug logging is on for the run. */
  readonly debug?: boolean
  readonly timeLimitMs?: number
}

export interface Step {
  /** Null: it ran into the time limit. */
  readonly exitCode: number | null
  /** As the workflow sees it: success, or failure. */
  readonly conclusion: 'success' | 'failure'
  readonly outputs: Readonly<Record<string, string>>
  /** As GitHub shows it; empty if it was too large. */
  readonly summary: string
  /** As a reader of the job sees it: masked, groups and annotations as `##[group]…`, `##[error]…`. */
  readonly log: string
  readonly annotations: readonly Annotation[]
  /** As written. */
  readonly stdout: string
  readonly stderr: string
  /** Variables for later steps (GITHUB_ENV). */
  readonly env: Readonly<Record<string, string>>
  /** What a well-behaved action does not do: see {@link JobLog}; also oversized files and undeclared outputs. */
  readonly violations: readonly string[]
  /** RUNNER_TEMP, with what the step left there. */
  readonly temp: string
  readonly durationMs: number
}

const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url))
const summaryLimitBytes = 1 << 20
const outputsLimitCharacters = 1 << 20

/** A folder with files, that is no git repository: the workspace of a job that did not check out. */
export function workspaceWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder('workspace')
  writeFiles(folder, files)
  return folder
}

export async function runStep(options: StepOptions): Promise<Step> {
  const { github, run, trigger, workspace } = options
  const folder = resolve(options.action ?? repositoryRoot)
  const action = readActionFile(folder)
  const token = options.token ?? github.token()
  const runtimeToken = run.runtimeToken()
  const inputs = stepInputs(action, options.inputs ?? {}, { 'github.token': token })
  const log = new JobLog([token, runtimeToken], options.debug ?? false)
  for (const warning of inputs.warnings) log.warn(warning)

  const temp = temporaryFolder('_temp')
  const place = {
    workspace,
    temp,
    home: temporaryFolder('home'),
    eventPath: join(temp, 'event.json'),
    files: filesIn(temp),
  }
  writeFileSync(place.eventPath, JSON.stringify(trigger.payload, null, 2))
  const environment: Record<string, string | undefined> = {
    ...stepEnvironment(github, run, trigger, place, options.uses ?? null),
    ...inputs.environment,
    ACTIONS_RUNTIME_TOKEN: runtimeToken,
    ...(options.debug === true ? { RUNNER_DEBUG: '1' } : {}),
    ...options.env,
  }
  const ended = await execute(options.node ?? process.execPath, join(folder, action.main), workspace, environment, {
    timeLimitMs: options.timeLimitMs ?? 60_000,
    onLine: (line) => log.read(line),
  })
  log.end()

  const outputs = { ...Object.fromEntries(log.outputs), ...pairsOf(place.files.output, 'output', log) }
  const undeclared = Object.keys(outputs).filter((name) => !action.outputs.includes(name))
  if (undeclared.length > 0) log.violations.push(`outputs that action.yml does not declare: ${undeclared.join(', ')}`)
  if (JSON.stringify(outputs).length > outputsLimitCharacters) log.violations.push('outputs of more than 1 MB')
  const env = pairsOf(place.files.env, 'env', log)
  pairsOf(place.files.state, 'state', log)
  const summary = summaryOf(place.files.summary, log)
  if (ended.exitCode === null) log.violations.push('the step ran into its time limit')
  return {
    ...ended,
    conclusion: ended.exitCode === 0 && !log.hasFailed ? 'success' : 'failure',
    outputs,
    summary,
    env,
    log: log.lines.join('\n'),
    annotations: log.annotations,
    violations: log.violations,
    temp,
  }
}

function filesIn(temp: string): StepFiles {
  const folder = join(temp, '_runner_file_commands')
  mkdirSync(folder)
  const file = (name: string): string => {
    writeFileSync(join(folder, name), '')
    return join(folder, name)
  }
  return {
    output: file('set_output_1'),
    summary: file('step_summary_1'),
    env: file('set_env_1'),
    state: file('save_state_1'),
    path: file('add_path_1'),
  }
}

function pairsOf(file: string, name: string, log: JobLog): Readonly<Record<string, string>> {
  const text = readFileSync(file, 'utf8')
  log.lookForSecrets(text, `the ${name} file`)
  try {
    return Object.fromEntries(parsePairs(text))
  } catch (error) {
    if (!(error instanceof FileCommandError)) throw error
    log.fail(`Unable to process file command '${name}' successfully. ${error.message}`)
    log.violations.push(`the ${name} file cannot be read: ${error.message}`)
    return {}
  }
}

function summaryOf(file: string, log: JobLog): string {
  const bytes = readFileSync(file)
  const text = bytes.toString('utf8')
  log.lookForSecrets(text, 'the summary')
  if (bytes.length <= summaryLimitBytes) return log.masked(text)
  const kilobytes = Math.floor(bytes.length / 1024)
  log.violations.push(`the summary has ${kilobytes} KB and is not shown`)
  log.fail(`$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${kilobytes}k.`)
  return ''
}

interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
  readonly durationMs: number
}

interface Watch {
  readonly timeLimitMs: number
  readonly onLine: (line: string) => void
}

function execute(
  node: string,
  script: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
  { timeLimitMs, onLine }: Watch,
): Promise<Ended> {
  return new Promise((resolveEnd, reject) => {
    const start = performance.now()
    const child = spawn(node, [script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const timer = setTimeout(() => child.kill('SIGKILL'), timeLimitMs)
    const written = { stdout: '', stderr: '' }
    const rests = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8')
      child[name].on('data', (text: string) => {
        written[name] += text
        const [lines, rest] = completeLines(rests[name] + text)
        rests[name] = rest
        for (const line of lines) onLine(line)
      })
    }
    child.on('error', reject)
    child.on('close', (exitCode) => {
      clearTimeout(timer)
      for (const rest of Object.values(rests)) if (rest !== '') onLine(rest.replace(/\r$/, ''))
      resolveEnd({ exitCode, ...written, durationMs: performance.now() - start })
    })
  })
}

/** Lines as .NET reads them: a lone CR ends one too. A CR at the end may be half of a CRLF, and waits. */
function completeLines(text: string): readonly [readonly string[], string] {
  const parts = text.split(/\r\n|\n|\r(?!$)/)
  return [parts.slice(0, -1), parts.at(-1) ?? '']
}
