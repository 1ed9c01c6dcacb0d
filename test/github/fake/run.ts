import { Artifact, type ArtifactOptions, type Content } from './artifact.ts'
import type { PullRequest } from './pull.ts'
import type { Repository, Workflow } from './repository.ts'
import { timestamp } from './world.ts'

export interface RunOptions {
  readonly event: string
  /** Commit of the head: on `pull_request` the pull request's, not the merge. */
  readonly sha: string
  /** Unless given, the default branch. */
  readonly branch?: string | null
  /** File name. */
  readonly workflow?: string
  /** Repository of the head: a fork's run has another one; null: a fork that was removed since. */
  readonly from?: Repository | null
  readonly pull?: PullRequest
  readonly status?: 'completed' | 'in_progress' | 'queued'
  readonly conclusion?: string
  readonly createdAt?: string | Date
  readonly attempt?: number
  readonly id?: number
}

export class WorkflowRun {
  readonly repository: Repository
  readonly id: number
  readonly number: number
  readonly workflow: Workflow
  readonly event: string
  readonly sha: string
  readonly branch: string | null
  readonly headRepository: Repository | null
  readonly pull: PullRequest | null
  readonly createdAt: string
  readonly artifacts: Artifact[] = []
  /** Names that uploads of an attempt have begun, whether or not they came to an end. */
  readonly taken = new Set<string>()
  status: string
  conclusion: string
  attempt: number
  startedAt: string
  #jobs = 0

  constructor(repository: Repository, options: RunOptions) {
    if (repository.history.get(options.sha) === undefined) throw new Error(`no commit ${options.sha}`)
    this.repository = repository
    this.id = options.id ?? repository.world.id()
    this.number = repository.runs.length + 1
    this.workflow = repository.workflow(options.workflow ?? 'ci.yml')
    this.event = options.event
    this.sha = options.sha
    this.branch = options.branch === undefined ? repository.defaultBranch : options.branch
    this.headRepository = options.from === undefined ? repository : options.from
    this.pull = options.pull ?? null
    this.status = options.status ?? 'completed'
    this.conclusion = options.conclusion ?? 'success'
    this.attempt = options.attempt ?? 1
    this.createdAt = options.createdAt === undefined ? repository.world.tick() : timestamp(options.createdAt)
    this.startedAt = this.createdAt
  }

  /** Stores an artifact: bytes as they are, or files, which are zipped. */
  artifact(name: string, content: Content, options: ArtifactOptions = {}): Artifact {
    const artifact = new Artifact(this, name, content, options)
    this.artifacts.push(artifact)
    this.taken.add(`${artifact.attempt}/${name}`)
    return artifact
  }

  /** Starts the next attempt. Artifacts of the former ones stay, and their names are free again. */
  rerun(): void {
    this.attempt += 1
    this.startedAt = this.repository.world.tick()
  }

  /** In the ids of the results service. */
  get backendId(): string {
    return `11111111-1111-4111-8111-${this.id.toString(16).padStart(12, '0')}`
  }

  /** The token that the runner gives a job of the current attempt: good for uploads, whatever the permissions. */
  runtimeToken(): string {
    this.#jobs += 1
    const job = `22222222-2222-4222-8222-${(this.id * 4096 + this.attempt * 64 + this.#jobs).toString(16).padStart(12, '0')}`
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const scp = `Actions.GenericRead:0 Actions.Results:${this.backendId}:${job}`
    const token = `${part({ alg: 'none', typ: 'JWT' })}.${part({ scp, exp: 4102444800 })}.${job.slice(-12)}`
    this.repository.world.jobs.set(token, { id: job, run: this, attempt: this.attempt })
    return token
  }
}
