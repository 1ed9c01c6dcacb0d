import { tmpdir } from 'node:os'
import { quoted } from '../policy/visible.ts'
import { commitId } from './commit-id.ts'
import { UsageError } from './usage-error.ts'
import { workflowFileOf } from './workflow-file.ts'

/** The repository that the run belongs to. */
export interface Repository {
  readonly owner: string
  readonly name: string
}

/** What the runner says about the run, from GITHUB_* and RUNNER_*. */
export interface Run {
  readonly repository: Repository
  /** The commit of the event: on `pull_request` the merge commit. */
  readonly sha: string
  /** Full ref, e.g. `refs/heads/main`. */
  readonly ref: string
  readonly event: string
  readonly eventPath: string
  readonly id: number
  readonly attempt: number
  /** Base name of the workflow file (the caller's, for a reusable workflow), e.g. `ci.yml`. */
  readonly workflowFile: string
  /** E.g. `https://github.com`, without a slash at the end. */
  readonly serverUrl: string
  /** Absolute; the checkout, where there is one. */
  readonly workspace: string
  /** Absolute; that of GitHub's runner is emptied after the job. */
  readonly temporaryFolder: string
  /** `owner/name@ref` of the action as the workflow names it; null for a local one (`uses: ./`). */
  readonly action: string | null
  /** Time of the start, ISO 8601 in UTC. */
  readonly now: string
}

/**
 * Reads what the runner tells about the run.
 * @param env the environment of the process
 * @param now time of the start, ISO 8601 in UTC
 * @throws {UsageError} where this is no step of a workflow
 */
export function readRun(env: Readonly<Record<string, string | undefined>>, now: string): Run {
  const missing = NEEDED.filter((name) => (env[name] ?? '') === '')
  if (missing.length > 0) {
    const plural = missing.length === 1 ? 'is' : 'are'
    throw new UsageError(`${missing.join(', ')} ${plural} not set. ${ELSEWHERE}`)
  }
  const fitting = <Value>(name: Needed, read: (text: string) => Value | null): Value => {
    const value = read(env[name] ?? '')
    if (value === null)
      throw new UsageError(`${name} is ${quoted(env[name] ?? '')}, which no runner sets. ${ELSEWHERE}`)
    return value
  }
  const text = (name: Needed) => env[name] ?? ''
  // GitHub's own clients read it.
  fitting('GITHUB_API_URL', addressOf)
  const [repository, ref] = [env['GITHUB_ACTION_REPOSITORY'] ?? '', env['GITHUB_ACTION_REF'] ?? '']
  return {
    repository: fitting('GITHUB_REPOSITORY', repositoryOf),
    sha: fitting('GITHUB_SHA', commitId),
    ref: text('GITHUB_REF'),
    event: text('GITHUB_EVENT_NAME'),
    eventPath: text('GITHUB_EVENT_PATH'),
    id: fitting('GITHUB_RUN_ID', countOf),
    attempt: fitting('GITHUB_RUN_ATTEMPT', countOf),
    workflowFile: fitting('GITHUB_WORKFLOW_REF', ownWorkflowFile),
    serverUrl: fitting('GITHUB_SERVER_URL', addressOf),
    workspace: text('GITHUB_WORKSPACE'),
    // Runners of other makes set none.
    temporaryFolder: env['RUNNER_TEMP'] || tmpdir(),
    action: repository === '' || ref === '' ? null : `${repository}@${ref}`,
    now,
  }
}

const NEEDED = [
  'GITHUB_REPOSITORY',
  'GITHUB_SHA',
  'GITHUB_REF',
  'GITHUB_EVENT_NAME',
  'GITHUB_EVENT_PATH',
  'GITHUB_RUN_ID',
  'GITHUB_RUN_ATTEMPT',
  'GITHUB_WORKFLOW_REF',
  'GITHUB_SERVER_URL',
  'GITHUB_API_URL',
  'GITHUB_WORKSPACE',
] as const

type Needed = (typeof NEEDED)[number]

const ELSEWHERE =
  'The action runs in a step of a GitHub workflow only; elsewhere the command line does the same: ' +
  'node dist/cli.js compare BASELINE CANDIDATE'

function repositoryOf(text: string): Repository | null {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(text) ?? []
  return owner === undefined || name === undefined ? null : { owner, name }
}

/** The path of the file in its repository, at a ref. */
function ownWorkflowFile(text: string): string | null {
  return /^[^/]+\/[^/]+\/.+@/.test(text) ? workflowFileOf(text) : null
}

function countOf(text: string): number | null {
  return /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null
}

function addressOf(text: string): string | null {
  return /^https?:\/\/[^\s/]/.test(text) ? text.replace(/\/+$/, '') : null
}
