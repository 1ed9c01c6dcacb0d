import { join } from 'node:path'
import type { GitHub } from '../fake/github.ts'
import type { WorkflowRun } from '../fake/run.ts'
import type { Trigger } from './payloads.ts'

export interface StepFiles {
  readonly output: string
  readonly summary: string
  readonly env: string
  readonly state: string
  readonly path: string
}

export interface StepPlace {
  readonly workspace: string
  /** RUNNER_TEMP. */
  readonly temp: string
  readonly home: string
  readonly eventPath: string
  readonly files: StepFiles
}

/** What the runner of a hosted machine puts into the environment of a step, and nothing of this machine but PATH. */
export function stepEnvironment(
  github: GitHub,
  run: WorkflowRun,
  trigger: Trigger,
  place: StepPlace,
  uses: string | null,
): Record<string, string> {
  const { repository } = run
  const [actionRepository = '', actionRef = ''] = uses?.split('@') ?? []
  const actor = github.world.actor(trigger.actor)
  const { serverUrl } = github.world
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: place.home,
    LANG: 'C.UTF-8',
    CI: 'true',
    ImageOS: 'ubuntu24',
    ImageVersion: '20261110.1',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: actionRepository === '' ? '__self' : `__${actionRepository.replace('/', '_')}`,
    GITHUB_ACTION_REPOSITORY: actionRepository,
    GITHUB_ACTION_REF: actionRef,
    GITHUB_ACTOR: actor.login,
    GITHUB_ACTOR_ID: String(actor.id),
    GITHUB_TRIGGERING_ACTOR: actor.login,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: `${github.apiUrl}/graphql`,
    GITHUB_SERVER_URL: serverUrl,
    GITHUB_BASE_REF: trigger.baseBranch ?? '',
    GITHUB_HEAD_REF: trigger.headBranch ?? '',
    GITHUB_EVENT_NAME: trigger.name,
    GITHUB_EVENT_PATH: place.eventPath,
    GITHUB_JOB: 'gate',
    GITHUB_REF: trigger.ref,
    GITHUB_REF_NAME: trigger.ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_REF_TYPE: trigger.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_REPOSITORY: repository.fullName,
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_REPOSITORY_OWNER: repository.owner,
    GITHUB_REPOSITORY_OWNER_ID: String(github.world.actor(repository.owner).id),
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_RUN_ATTEMPT: String(run.attempt),
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_SHA: trigger.sha,
    GITHUB_WORKFLOW: run.workflow.name,
    GITHUB_WORKFLOW_REF: `${repository.fullName}/${run.workflow.path}@${trigger.ref}`,
    GITHUB_WORKFLOW_SHA: trigger.sha,
    GITHUB_WORKSPACE: place.workspace,
    GITHUB_OUTPUT: place.files.output,
    GITHUB_STEP_SUMMARY: place.files.summary,
    GITHUB_ENV: place.files.env,
    GITHUB_STATE: place.files.state,
    GITHUB_PATH: place.files.path,
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'GitHub Actions 2',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: place.temp,
    RUNNER_TOOL_CACHE: join(place.home, 'toolcache'),
    RUNNER_WORKSPACE: join(place.workspace, '..'),
    ACTIONS_RUNTIME_URL: `${github.resultsUrl}/`,
    ACTIONS_RESULTS_URL: `${github.resultsUrl}/`,
    ACTIONS_CACHE_URL: `${github.resultsUrl}/`,
  }
}
