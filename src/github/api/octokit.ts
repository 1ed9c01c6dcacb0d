import { defaults, GitHub, getOctokitOptions } from '@actions/github/lib/utils'
import type { Repository } from '../run.ts'
import type { Answer } from './answer.ts'
import type { Api } from './api.ts'
import { boundedFetch, type Fetch } from './bounded-fetch.ts'
import { changeApi } from './changes.ts'
import { commentApi } from './comments.ts'
import { commitApi } from './commits.ts'
import { pace as defaultPace, type Pace } from './pace.ts'
import { path } from './path.ts'
import { pullApi } from './pulls.ts'
import { type Ask, nameOf, type Question } from './question.ts'
import { request } from './request.ts'
import { runApi } from './runs.ts'
import { GRAPHQL } from './viewer.ts'

export interface Connection {
  /** One that can stand in a header; see `readInputs`. */
  readonly token: string
  readonly repository: Repository
  /** Version of this program, told to GitHub. */
  readonly version: string
  /** How long GitHub may be waited for, in all requests of this connection together. */
  readonly limitMs: number
  readonly pace?: Partial<Pace>
  /** Largest answer that is read. */
  readonly limitBytes?: number
}

/** The largest that is asked for: 100 comments of 65,536 characters, each character escaped as `\u0000`, are 39 MB. */
const ANSWER_BYTES = 40 * 2 ** 20

/** The API of the server that GITHUB_API_URL named when this module was loaded. */
export function connect(connection: Connection): Api {
  const { token, repository, version, limitMs, limitBytes = ANSWER_BYTES } = connection
  const pace = { ...defaultPace, ...connection.pace }
  const send = sender(token, version, limitBytes)
  let leftMs = limitMs

  const ask: Ask = async (question) => {
    const startMs = pace.now()
    try {
      const terms = { name: nameOf(question), isRepeatable: question.isRepeatable, leftMs, limitMs }
      return await request((signal) => send(question, signal), terms, pace)
    } finally {
      leftMs -= pace.now() - startMs
    }
  }
  const root = path`/repos/${repository.owner}/${repository.name}`
  return {
    ...runApi(root, ask),
    ...commitApi(root, ask),
    ...pullApi(root, ask),
    ...commentApi(root, ask),
    ...changeApi(root, ask),
  }
}

type Sender = (question: Question, signal: AbortSignal) => Promise<Answer>

function sender(token: string, version: string, limitBytes: number): Sender {
  const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  // The fetch of @actions/github knows the proxy. It drops the token where a redirect leads to another host.
  const fetch = boundedFetch(defaults.request?.fetch as Fetch, limitBytes)
  const octokit = new GitHub(
    getOctokitOptions(token, {
      userAgent: `profile-gate/${version}`,
      log: silent,
      request: { fetch, log: silent },
    }),
  )
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = '2022-11-28'
    options.headers.accept = 'application/vnd.github+json'
  })
  const base = octokit.request.endpoint.DEFAULTS.baseUrl.replace(/\/+$/, '')

  return async (question, signal) => {
    try {
      const { method, body } = question
      const data = body === null ? {} : { data: body }
      return await octokit.request({ method, url: urlOf(base, question), ...data, request: { signal } })
    } catch (error) {
      const answer = answerOf(error)
      if (answer === null) throw error
      return answer
    }
  }
}

function urlOf(base: string, { path, query }: Question): string {
  // GitHub Enterprise Server has REST at /api/v3 and GraphQL at /api/graphql.
  const root = path === GRAPHQL ? base.replace(/\/api\/v3$/, '/api') : base
  const text = `${new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, `${value}`]))}`
  return `${root}${path}${text === '' ? '' : `?${text}`}`
}

/** The answer in octokit's RequestError; null for one without: nothing was answered. */
function answerOf(error: unknown): Answer | null {
  if (!(error instanceof Error) || !('response' in error)) return null
  const response = error.response as Answer | undefined
  return response === undefined ? null : { status: response.status, headers: response.headers, data: response.data }
}

function quiet(): void {
  // Octokit warns of API versions to come; nobody who reads the job's log can do anything about them.
}
