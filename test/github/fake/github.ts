/**
 * GitHub on 127.0.0.1: REST API, GraphQL (the viewer), results service and blob store, over real HTTP.
 *
 *   const github = await startGitHub()
 *   const shop = github.repository('acme/shop')
 *   const base = shop.commit({ branch: 'main', files: { 'go.mod': 'module shop' } })
 *   const stored = shop.run({ event: 'push', sha: base })
 *   stored.artifact('profile-gate-profiles', { 'heap.pb.gz': bytes })
 *   const head = shop.commit({ branch: 'leak', files: { 'a.go': '' } })
 *   const pull = shop.pull({ head: { branch: 'leak' } })
 *   const run = shop.run({ event: 'pull_request', sha: head, branch: 'leak', pull, status: 'in_progress' })
 *   const token = github.token({ permissions: { contents: 'read', actions: 'read', 'pull-requests': 'write' } })
 *   ... a client at github.apiUrl with `token`, @actions/artifact with `run.runtimeToken()` at github.resultsUrl ...
 *   github.fail('issues/list-comments', refusals.status(502), { times: 1 })
 *   expect(github.violations).toEqual([])
 *   expect(github.count('rest')).toBe(7)
 *   await github.close()
 *
 * Every REST request and every answer is held against GitHub's OpenAPI description; what does not fit is in
 * `violations`. A repository is public unless said otherwise: everyone may read it, as on GitHub.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { answerMismatches, type Operation, requestMismatches } from '../openapi/contract.ts'
import { type Answer, none } from './answer.ts'
import { answerBlob } from './blobs.ts'
import { answerInstead, type Fault, type Matcher, Rule, send, type Times } from './faults.ts'
import { answerGraphql } from './graphql.ts'
import type { Repository, RepositoryOptions } from './repository.ts'
import { type Asked, headerMismatches, type Service } from './request-log.ts'
import { answerRest, unbuiltFilters } from './rest/rest.ts'
import { answerResults, resultsPath, type Upload } from './results.ts'
import { type Door, type Visit, visitOf } from './visit.ts'
import { type TokenOptions, World } from './world.ts'

export interface GitHubOptions {
  /** For people; unless given `https://github.com`. */
  readonly serverUrl?: string
  /** Time of the first thing that is made; unless given a week ago. */
  readonly startedAt?: Date
}

export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const github = new GitHub(options)
  await github.open()
  return github
}

interface Hook {
  readonly moment: 'before' | 'after'
  readonly action: (asked: Asked) => void
}

export class GitHub {
  readonly world: World
  /** In the order of their arrival. */
  readonly requests: Asked[] = []
  /** What GitHub's description, or good manners, say against requests and answers. Tests want none. */
  readonly violations: string[] = []
  readonly #uploads = new Map<string, Upload>()
  readonly #servers = new Map<Door, Server>()
  readonly #faults: Rule<Fault>[] = []
  readonly #hooks: Rule<Hook>[] = []

  constructor({ serverUrl = 'https://github.com', startedAt }: GitHubOptions) {
    this.world = new World(serverUrl, startedAt ?? new Date(Date.now() - 7 * 24 * 3_600_000))
  }

  get apiUrl(): string {
    return this.#address('api')
  }

  get resultsUrl(): string {
    return this.#address('results')
  }

  get storageUrl(): string {
    return this.#address('storage')
  }

  /** `name`: OWNER/NAME. */
  repository(name: string, options: RepositoryOptions = {}): Repository {
    return this.world.repository(name, options)
  }

  /** A token for REST and GraphQL; unless said otherwise the job's own with all that is ever needed. */
  token(options: TokenOptions = {}): string {
    return this.world.token(options)
  }

  /** From now on requests that match fail in this way. Of several, the one that was told first. */
  fail(matcher: Matcher, fault: Fault, times: Times = {}): Rule<Fault> {
    const rule = new Rule(matcher, fault, times)
    this.#faults.push(rule)
    return rule
  }

  /** Does something when a request comes, before it is worked on or after: what others do in the meantime. */
  meanwhile(matcher: Matcher, action: (asked: Asked) => void, times: Times & Partial<Pick<Hook, 'moment'>> = {}): void {
    const { moment = 'before', ...rest } = times
    this.#hooks.push(new Rule(matcher, { moment, action }, { times: 1, ...rest }))
  }

  count(service: Service): number {
    return this.requests.filter((asked) => asked.service === service).length
  }

  /** Names of the operations that were asked for, in order. */
  operations(service: Service): readonly string[] {
    return this.requests.filter((asked) => asked.service === service).map((asked) => asked.operation)
  }

  /** Empties the list of requests, before the next step of a story. */
  forget(): void {
    this.requests.length = 0
  }

  async open(): Promise<void> {
    for (const door of ['api', 'results', 'storage'] as const) {
      const server = createServer((request, response) => {
        this.#serve(door, request, response).catch((error: unknown) => {
          this.violations.push(`${request.method} ${request.url}: the fake itself failed: ${String(error)}`)
          response.destroy()
        })
      })
      this.#servers.set(door, server)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    }
  }

  /** Cuts what is still open. */
  async close(): Promise<void> {
    const closed = [...this.#servers.values()].map((server) => {
      const done = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return done
    })
    await Promise.all(closed)
  }

  #address(door: Door): string {
    const address = this.#servers.get(door)?.address()
    if (typeof address !== 'object' || address === null) throw new Error('this GitHub is not open')
    return `http://127.0.0.1:${address.port}`
  }

  async #serve(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const visit = await visitOf(this.world, door, request, this.#address(door))
    const { asked } = visit
    this.requests.push(asked)
    this.violations.push(...headerMismatches(asked))
    if (asked.service === 'rest') {
      const query = visit.url.searchParams
      this.violations.push(...requestMismatches({ ...asked, query }), ...unbuiltFilters(asked.operation, query))
    }
    this.#act('before', asked)
    const fault = this.#faults.find((rule) => rule.takes(asked))?.what ?? null
    asked.fault = fault?.kind ?? null
    if (fault?.kind === 'silent') return
    if (fault?.kind === 'cut' && fault.moment === 'before-work') {
      request.socket.destroy()
      return
    }
    const instead = fault === null ? null : answerInstead(fault, asked.service, visit.url)
    const answer = instead ?? this.#answer(visit, fault)
    if (instead === null) this.#act('after', asked)
    if (fault?.kind === 'cut' && fault.moment === 'after-work') {
      request.socket.destroy()
      return
    }
    asked.status = answer.status
    await send(response, withUsualHeaders(answer, asked), fault)
  }

  #act(moment: Hook['moment'], asked: Asked): void {
    for (const rule of this.#hooks) if (rule.what.moment === moment && rule.takes(asked)) rule.what.action(asked)
  }

  #answer({ asked, url, body, operation, authorization }: Visit, fault: Fault | null): Answer {
    const { world, apiUrl, storageUrl } = this
    switch (asked.service) {
      case 'graphql':
        return answerGraphql(world, authorization, asked.body)
      case 'results': {
        const method = url.pathname.slice(resultsPath.length)
        return answerResults(world, this.#uploads, storageUrl, method, authorization, asked.body)
      }
      case 'blob':
        return answerBlob(world, this.#uploads, asked.method, url, body)
      case 'rest': {
        const order = fault?.kind === 'reversed' ? 'reversed' : 'usual'
        const accept = asked.headers['accept'] ?? ''
        const query = url.searchParams
        const call = {
          world,
          operation,
          authorization,
          query,
          body: asked.body,
          accept,
          apiUrl,
          storageUrl,
          url,
          order,
        }
        const answer = answerRest({ ...call, order })
        if (operation !== null && answer.body.kind !== 'bytes') {
          const told = answer.body.kind === 'json' ? answer.body.value : undefined
          this.violations.push(...answerMismatches(operation, answer.status, told, typeOf(operation, accept)))
        }
        return answer
      }
      default:
        return none(404)
    }
  }
}

/** The media type of an answer in JSON: folders have one of their own. */
function typeOf(operation: Operation, accept: string): string {
  const folder = 'application/vnd.github.object'
  return operation.id === 'repos/get-content' && accept.includes(folder) ? folder : 'application/json'
}

/** What stands on every answer of the API. */
function withUsualHeaders(answer: Answer, { service }: Asked): Answer {
  if (service !== 'rest' && service !== 'graphql') return answer
  const usual = {
    'x-github-request-id': 'FA4E:0000:000000:000000:00000000',
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '900',
    'x-ratelimit-used': '100',
    'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600),
    'x-ratelimit-resource': service === 'rest' ? 'core' : 'graphql',
  }
  return { ...answer, headers: { ...usual, ...answer.headers } }
}
