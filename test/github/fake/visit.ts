import type { IncomingMessage } from 'node:http'
import { type Operation, operationOf } from '../openapi/contract.ts'
import type { Asked, Service } from './request-log.ts'
import { resultsPath } from './results.ts'
import type { World } from './world.ts'

/** The servers of this GitHub: as there, each is a host of its own, so that no client takes its token along. */
export type Door = 'api' | 'results' | 'storage'

/** A request in hand. */
export interface Visit {
  readonly asked: Asked
  readonly url: URL
  readonly body: Uint8Array
  readonly operation: Operation | null
  /** Text of the token that was sent. */
  readonly authorization: string | null
}

/** Reads a request to its end. `address`: of the server that it came to. */
export async function visitOf(world: World, door: Door, request: IncomingMessage, address: string): Promise<Visit> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  const body = Buffer.concat(chunks)
  const method = request.method ?? 'GET'
  const url = new URL(request.url ?? '/', address)
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  const authorization = /^(?:bearer|token) (.+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? null
  const service = serviceOf(door, url.pathname)
  const operation = service === 'rest' ? operationOf(method, url.pathname) : null
  const asked: Asked = {
    service,
    operation: operation?.id ?? nameOf(service, method, url.pathname),
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    body: parsed(body, headers['content-type'] ?? ''),
    token: kindOf(world, authorization),
    status: null,
    fault: null,
  }
  return { asked, url, body, operation, authorization }
}

function serviceOf(door: Door, path: string): Service {
  if (door === 'api') return path === '/graphql' ? 'graphql' : 'rest'
  return door === 'results' ? 'results' : 'blob'
}

function kindOf(world: World, authorization: string | null): Asked['token'] {
  if (authorization === null) return 'none'
  if (world.jobs.has(authorization)) return 'runtime'
  return world.tokens.has(authorization) ? 'job' : 'unknown'
}

function nameOf(service: Service, method: string, path: string): string {
  if (service === 'graphql') return 'graphql/viewer'
  if (service === 'results' && path.startsWith(resultsPath)) return `results/${path.slice(resultsPath.length)}`
  if (service === 'blob') return method === 'PUT' ? 'blob/upload' : 'blob/download'
  return 'unknown'
}

function parsed(body: Buffer, type: string): unknown {
  if (body.length === 0 || !type.includes('json')) return undefined
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
