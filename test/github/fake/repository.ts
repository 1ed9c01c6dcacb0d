import { createHash } from 'node:crypto'
import type { Changes, Commit, History } from './history.ts'
import { type PullOptions, PullRequest } from './pull.ts'
import { type RunOptions, WorkflowRun } from './run.ts'
import { timestamp, type World } from './world.ts'

export interface RepositoryOptions {
  readonly defaultBranch?: string
  readonly isPrivate?: boolean
}

export interface CommitOptions {
  /** Against the first parent. */
  readonly files?: Changes
  /** Unless given the tip of the default branch, if there is one. */
  readonly parents?: readonly string[]
  /** Unless given, made of the rest. */
  readonly sha?: string
  readonly date?: string | Date
  readonly message?: string
  readonly author?: string
  /** Branch whose tip it becomes. */
  readonly branch?: string
}

export interface Workflow {
  readonly id: number
  /** In the repository, e.g. `.github/workflows/ci.yml`. */
  readonly path: string
  readonly name: string
  readonly createdAt: string
}

export class Repository {
  readonly world: World
  readonly id: number
  readonly owner: string
  readonly name: string
  readonly isPrivate: boolean
  readonly defaultBranch: string
  /** What it was forked from. Forks share their history: GitHub finds a fork's commits in the parent too. */
  readonly parent: Repository | null
  readonly history: History
  readonly createdAt: string
  readonly branches = new Map<string, string>()
  readonly pulls = new Map<number, PullRequest>()
  readonly workflows: Workflow[] = []
  readonly runs: WorkflowRun[] = []

  constructor(
    world: World,
    fullName: string,
    history: History,
    parent: Repository | null,
    { defaultBranch = 'main', isPrivate = false }: RepositoryOptions,
  ) {
    const [owner, name, ...rest] = fullName.split('/')
    if (owner === undefined || name === undefined || rest.length > 0) throw new Error(`${fullName}: not OWNER/NAME`)
    this.world = world
    this.id = world.id()
    this.owner = owner
    this.name = name
    this.isPrivate = isPrivate
    this.defaultBranch = defaultBranch
    this.parent = parent
    this.history = history
    this.createdAt = world.tick()
  }

  get fullName(): string {
    return `${this.owner}/${this.name}`
  }

  /** A fork by another owner, with the same history and default branch. */
  fork(owner: string): Repository {
    const { defaultBranch, isPrivate } = this
    const name = `${owner}/${this.name}`
    const fork = new Repository(this.world, name, this.history, this, { defaultBranch, isPrivate })
    for (const [branch, sha] of this.branches) fork.branches.set(branch, sha)
    this.world.repositories.set(fork.fullName.toLowerCase(), fork)
    return fork
  }

  /** Adds a commit and gives its SHA. */
  commit(options: CommitOptions = {}): string {
    const tip = this.branches.get(this.defaultBranch)
    const parents = options.parents ?? (tip === undefined ? [] : [tip])
    const date = options.date === undefined ? this.world.tick() : timestamp(options.date)
    const tree = this.history.treeAfter(parents, options.files ?? {})
    const message = options.message ?? 'A change'
    const author = options.author ?? 'octocat'
    const content = JSON.stringify([parents, date, [...tree], message, author])
    const sha = options.sha ?? createHash('sha1').update(content).digest('hex')
    this.add({ sha, parents, date, message, author, tree })
    if (options.branch !== undefined) this.branch(options.branch, sha)
    return sha
  }

  /** Adds a commit as it is, e.g. one that was made by git. */
  add(commit: Commit): void {
    this.history.add(commit)
  }

  /** Sets the tip of a branch; forward, or by force. */
  branch(name: string, sha: string): void {
    if (this.history.get(sha) === undefined) throw new Error(`${this.fullName} has no commit ${sha}`)
    this.branches.set(name, sha)
  }

  /** The workflow file of a name (`ci.yml`); made when first asked for. */
  workflow(file: string): Workflow {
    const path = `.github/workflows/${file}`
    const known = this.workflows.find((workflow) => workflow.path === path)
    if (known !== undefined) return known
    const made = { id: this.world.id(), path, name: file.replace(/\.ya?ml$/, ''), createdAt: this.world.tick() }
    this.workflows.push(made)
    return made
  }

  run(options: RunOptions): WorkflowRun {
    const run = new WorkflowRun(this, options)
    this.runs.push(run)
    return run
  }

  pull(options: PullOptions): PullRequest {
    const pull = new PullRequest(this, options)
    this.pulls.set(pull.number, pull)
    return pull
  }

  /** The commit that a SHA, a branch, a full ref or `OWNER:BRANCH` of a fork means. */
  resolve(name: string): Commit | undefined {
    const [owner, branch] = name.includes(':') ? name.split(':', 2) : [undefined, name]
    const repository = owner === undefined ? this : this.#relative(owner)
    const sha = repository?.branches.get((branch ?? '').replace(/^refs\/heads\//, ''))
    return this.history.get(sha ?? branch ?? '') ?? this.#mergeOfPull(name)
  }

  #relative(owner: string): Repository | undefined {
    return [...this.world.repositories.values()].find((one) => one.owner === owner && one.history === this.history)
  }

  #mergeOfPull(ref: string): Commit | undefined {
    const number = /^refs\/pull\/(\d+)\/merge$/.exec(ref)?.[1]
    const sha = number === undefined ? null : this.pulls.get(Number(number))?.mergeSha
    return sha === null || sha === undefined ? undefined : this.history.get(sha)
  }
}
