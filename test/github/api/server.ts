import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Api } from '../../../src/github/api/api.ts'
import type { Pace } from '../../../src/github/api/pace.ts'

export interface Seen {
  readonly method: string
  /** Path and query, as sent. */
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Handler = (seen: Seen, response: ServerResponse, request: IncomingMessage) => void

export interface Server {
  readonly url: string
  readonly seen: Seen[]
  /** What answers from now on; forgets what was seen. */
  readonly serve: (handler: Handler) => void
  readonly close: () => Promise<void>
}

export async function startServer(): Promise<Server> {
  const seen: Seen[] = []
  let handler: Handler = (_, response) => reply(response, 404, { message: 'Not Found' })
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
    seen.push(one)
    handler(one, response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    serve: (next) => {
      handler = next
      seen.length = 0
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

export type Headers = Readonly<Record<string, string>>

export function reply(response: ServerResponse, status: number, data: unknown, headers: Headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(data === undefined ? undefined : JSON.stringify(data))
}

/** Answers one after the other, the last one again and again. */
export function inTurn(...handlers: readonly Handler[]): Handler {
  let turn = 0
  return (seen, response, request) => {
    const handler = handlers[Math.min(turn++, handlers.length - 1)]
    handler?.(seen, response, request)
  }
}

export function always(status: number, data: unknown, headers: Headers = {}): Handler {
  return (_, response) => reply(response, status, data, headers)
}

/** @actions/github reads the address and the proxies when it is loaded, so this must come before anything does it. */
export async function connectTo(
  apiUrl: string,
): Promise<(pace?: Partial<Pace>, limits?: { readonly bytes?: number; readonly ms?: number }, token?: string) => Api> {
  for (const name of Object.keys(process.env)) if (/_proxy$/i.test(name)) delete process.env[name]
  delete process.env['GITHUB_EVENT_PATH']
  process.env['GITHUB_API_URL'] = apiUrl
  const { connect } = await import('../../../src/github/api/octokit.ts')
  const repository = { owner: 'acme', name: 'shop' }
  return (pace = {}, { bytes: limitBytes = 2 ** 20, ms: limitMs = 60_000 } = {}, token = 'ghs_secret') =>
    connect({ token, repository, version: '1.2.3', pace: { ...quick, ...pace }, limitBytes, limitMs })
}

/** Waits of milliseconds where there would be seconds. */
export const quick: Partial<Pace> = { tryMs: 500, backoffMs: 2, limitBackoffMs: 10, random: () => 0 }

export const SHA = 'a'.repeat(40)
export const OTHER = 'b'.repeat(40)
