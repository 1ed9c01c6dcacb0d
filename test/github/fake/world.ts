import { createHash, randomBytes } from 'node:crypto'
import { History } from './history.ts'
import { Repository, type RepositoryOptions } from './repository.ts'
import type { WorkflowRun } from './run.ts'
import { type Permissions, permitted, type Token } from './token.ts'

export interface Actor {
  readonly login: string
  readonly id: number
  readonly type: 'User' | 'Bot' | 'Organization'
}

/** The job that a runtime token speaks for. */
export interface Job {
  readonly id: string
  readonly run: WorkflowRun
  readonly attempt: number
}

/** Everything that this GitHub holds. Numbers and times are given in order, so that a story is the same every time. */
export class World {
  readonly repositories = new Map<string, Repository>()
  readonly tokens = new Map<string, Token>()
  /** By the text of its runtime token. */
  readonly jobs = new Map<string, Job>()
  readonly serverUrl: string
  #lastId = 1000
  #time: number

  constructor(serverUrl: string, startedAt: Date) {
    this.serverUrl = serverUrl
    this.#time = Math.floor(startedAt.getTime() / 1000) * 1000
  }

  id(): number {
    this.#lastId += 1
    return this.#lastId
  }

  /** The next moment, ISO 8601 in whole seconds. */
  tick(seconds = 60): string {
    this.#time += seconds * 1000
    return timestamp(new Date(this.#time))
  }

  actor(login: string): Actor {
    const id = createHash('sha1').update(login).digest().readUInt32BE(0) % 100_000_000
    return { login, id, type: login.endsWith('[bot]') ? 'Bot' : 'User' }
  }

  /** `name`: OWNER/NAME. */
  repository(name: string, options: RepositoryOptions = {}): Repository {
    const repository = new Repository(this, name, new History(), null, options)
    this.repositories.set(name.toLowerCase(), repository)
    return repository
  }

  /** A token of the job's kind; unless said otherwise that of `github-actions[bot]` with all that is ever needed. */
  token(options: TokenOptions = {}): string {
    const text = options.text ?? `ghs_${randomBytes(18).toString('hex')}`
    this.tokens.set(text, {
      text,
      actor: this.actor(options.login ?? 'github-actions[bot]'),
      permissions: permitted(options.permissions),
      repository: options.repository ?? null,
      denial: options.denial ?? 'forbidden',
    })
    return text
  }
}

export interface TokenOptions {
  readonly text?: string
  /** Who acts by it; a name that ends with `[bot]` is a Bot. */
  readonly login?: string
  /** What it may do; when given, what is not named is none, as in a workflow. */
  readonly permissions?: Partial<Permissions>
  /** The only repository that it knows of; any, unless given. */
  readonly repository?: Repository
  /** How a missing permission shows: 403, or as if the thing were not there (404). */
  readonly denial?: 'forbidden' | 'hidden'
}

/** ISO 8601 in whole seconds, as GitHub writes times. */
export function timestamp(time: Date | string): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}
