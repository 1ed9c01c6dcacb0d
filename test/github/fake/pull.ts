import type { Repository } from './repository.ts'
import type { Actor } from './world.ts'

export interface PullOptions {
  /** Unless given, 7, 8, … */
  readonly number?: number
  readonly title?: string
  /** `repository`: a fork; unless given, the same. `sha`: unless given, the tip of the branch. */
  readonly head: { readonly branch: string; readonly sha?: string; readonly repository?: Repository }
  /** Unless given, the default branch and its tip. */
  readonly base?: { readonly branch: string; readonly sha?: string }
  readonly state?: 'open' | 'closed'
  /** Commit of the trial merge, `refs/pull/N/merge`; unless given, one is made. */
  readonly mergeSha?: string
}

export interface CommentOptions {
  readonly body: string
  /** Login; unless given `github-actions[bot]`. */
  readonly author?: string | null
  readonly createdAt?: string
}

export interface Comment {
  readonly id: number
  readonly pull: PullRequest
  /** Null: the account is gone. */
  readonly author: Actor | null
  readonly createdAt: string
  body: string
  updatedAt: string
}

export interface Side {
  readonly repository: Repository
  readonly branch: string
  readonly sha: string
}

export class PullRequest {
  readonly repository: Repository
  readonly id: number
  readonly number: number
  readonly title: string
  readonly createdAt: string
  /** In the order of their making. */
  readonly comments: Comment[] = []
  head: Side
  base: Side
  mergeSha: string | null
  state: 'open' | 'closed'
  isMerged = false
  isLocked = false
  updatedAt: string

  constructor(repository: Repository, options: PullOptions) {
    this.repository = repository
    this.id = repository.world.id()
    this.number = options.number ?? 7 + repository.pulls.size
    this.title = options.title ?? 'A change'
    this.head = side(options.head.repository ?? repository, options.head)
    this.base = side(repository, options.base ?? { branch: repository.defaultBranch })
    this.state = options.state ?? 'open'
    this.createdAt = repository.world.tick()
    this.updatedAt = this.createdAt
    this.mergeSha = options.mergeSha ?? this.#merged()
  }

  get isFork(): boolean {
    return this.head.repository !== this.repository
  }

  /** The head branch gets a new tip, forward or by force; the trial merge is made anew unless given. */
  push(sha: string, mergeSha?: string): void {
    this.head.repository.branch(this.head.branch, sha)
    this.head = { ...this.head, sha }
    // The trial merge is of the newest base; `base.sha` itself lags behind, as on GitHub.
    this.mergeSha = mergeSha ?? this.#merged()
    this.updatedAt = this.repository.world.tick()
  }

  close(how: 'merged' | 'unmerged' = 'unmerged'): void {
    this.state = 'closed'
    this.isMerged = how === 'merged'
    this.updatedAt = this.repository.world.tick()
  }

  comment({ body, author = 'github-actions[bot]', createdAt }: CommentOptions): Comment {
    const { world } = this.repository
    const time = createdAt ?? world.tick()
    const actor = author === null ? null : world.actor(author)
    const comment = { id: world.id(), pull: this, author: actor, createdAt: time, updatedAt: time, body }
    this.comments.push(comment)
    return comment
  }

  #merged(): string {
    const tip = this.repository.branches.get(this.base.branch) ?? this.base.sha
    const message = `Merge ${this.head.sha} into ${tip}`
    return this.repository.commit({ parents: [tip, this.head.sha], message })
  }
}

function side(repository: Repository, named: { readonly branch: string; readonly sha?: string }): Side {
  const sha = named.sha ?? repository.branches.get(named.branch)
  if (sha === undefined) throw new Error(`${repository.fullName} has no branch ${named.branch}: give a sha`)
  if (!repository.branches.has(named.branch)) repository.branch(named.branch, sha)
  return { repository, branch: named.branch, sha }
}
