/** Ways to fail, and what each does on the wire. */
import type { ServerResponse } from 'node:http'
import { type Answer, bytes, json, none, problem } from './answer.ts'
import type { Asked, Service } from './request-log.ts'

export type Fault =
  /** An answer of this status instead of any work. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly message?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** The connection is cut: before any work, after it but before an answer, in the middle of the answer. */
  | { readonly kind: 'cut'; readonly moment: 'before-work' | 'after-work' | 'in-body' }
  /** Accepts and never answers. */
  | { readonly kind: 'silent' }
  /** Answers half and then no more, the connection open. */
  | { readonly kind: 'stalled' }
  /** Answers drop by drop. */
  | { readonly kind: 'drip'; readonly chunkBytes: number; readonly everyMs: number }
  /** Answers after a while. */
  | { readonly kind: 'late'; readonly delayMs: number }
  /** Bytes of the same length that are not those that were stored. */
  | { readonly kind: 'other-bytes' }
  /** The last of a list comes first, on the first page. */
  | { readonly kind: 'reversed' }
  /** A redirect to the same address, again and again. */
  | { readonly kind: 'redirect-loop' }
  /** A page for people, as proxies and load balancers have them. */
  | { readonly kind: 'html'; readonly status: number }
  /** Half of the answer as if it were all. */
  | { readonly kind: 'truncated' }
  /** The whole answer under a length that is more than it has; then the connection is cut. */
  | { readonly kind: 'wrong-length'; readonly moreBytes: number }

/** GitHub's own ways to refuse. */
export const refusals = {
  tooMany: (retryAfterSeconds: number): Fault => ({
    kind: 'status',
    status: 429,
    message: 'Too many requests',
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  /** Told by the message and a wait; 403, not 429. */
  secondaryLimit: (retryAfterSeconds: number): Fault => ({
    kind: 'status',
    status: 403,
    message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  /** Told by `x-ratelimit-remaining: 0`; good again at `x-ratelimit-reset`. */
  primaryLimit: (resetAfterSeconds: number): Fault => ({
    kind: 'status',
    status: 403,
    message: 'API rate limit exceeded for installation ID 1.',
    headers: {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + resetAfterSeconds),
    },
  }),
  status: (status: number, message?: string): Fault => ({
    kind: 'status',
    status,
    ...(message === undefined ? {} : { message }),
  }),
} as const

/** Text: an operation (`pulls/get`) or a service (`rest`). Pattern: of `METHOD /path?query`. */
export type Matcher = string | RegExp | ((asked: Asked) => boolean)

export interface Times {
  /** How often; always, unless given. */
  readonly times?: number
  /** How many matching requests pass before. */
  readonly after?: number
}

export class Rule<What> {
  readonly what: What
  readonly #matcher: Matcher
  #passing: number
  #left: number
  /** How often it was used. */
  hits = 0

  constructor(matcher: Matcher, what: What, { times = Number.POSITIVE_INFINITY, after = 0 }: Times) {
    this.what = what
    this.#matcher = matcher
    this.#left = times
    this.#passing = after
  }

  /** Whether it is for this request; a yes uses it up by one. */
  takes(asked: Asked): boolean {
    if (this.#left <= 0 || !this.#matches(asked)) return false
    if (this.#passing > 0) {
      this.#passing -= 1
      return false
    }
    this.#left -= 1
    this.hits += 1
    return true
  }

  /** From now on it is for none. */
  stop(): void {
    this.#left = 0
  }

  #matches(asked: Asked): boolean {
    const matcher = this.#matcher
    if (typeof matcher === 'string') return matcher === asked.operation || matcher === asked.service
    if (typeof matcher === 'function') return matcher(asked)
    const query = new URLSearchParams(asked.query).toString()
    return matcher.test(`${asked.method} ${asked.path}${query === '' ? '' : `?${query}`}`)
  }
}

/** What is answered instead of any work; null if the work is to be done. */
export function answerInstead(fault: Fault, service: Service, url: URL): Answer | null {
  switch (fault.kind) {
    case 'status':
      return refused(fault.status, fault.message ?? `Status ${fault.status}`, service, fault.headers ?? {})
    case 'redirect-loop':
      return none(302, { location: url.href })
    case 'html':
      return bytes(fault.status, Buffer.from('<!DOCTYPE html><title>Unicorn!</title>'), 'text/html; charset=utf-8')
    default:
      return null
  }
}

function refused(status: number, message: string, service: Service, headers: Readonly<Record<string, string>>): Answer {
  if (service === 'results') return json(status, { code: 'unknown', msg: message }, headers)
  if (service !== 'blob') return problem(status, message, {}, headers)
  const text = `<?xml version="1.0" encoding="utf-8"?><Error><Code>Failure</Code><Message>${message}</Message></Error>`
  return bytes(status, Buffer.from(text), 'application/xml', headers)
}

/** Sends an answer, as it should be or as the fault has it. */
export async function send(response: ServerResponse, answer: Answer, fault: Fault | null): Promise<void> {
  const sent = fault?.kind === 'other-bytes' ? others(encoded(answer)) : encoded(answer)
  const whole = fault?.kind === 'truncated' ? sent.subarray(0, sent.length >> 1) : sent
  const { status } = answer
  const length = fault?.kind === 'wrong-length' ? whole.length + fault.moreBytes : whole.length
  const type = typeOf(answer)
  const headers: Record<string, string> = { ...answer.headers, ...(type === null ? {} : { 'content-type': type }) }
  // 204 and 304 have no body, and so no length.
  if (status !== 204 && status !== 304) headers['content-length'] = String(length)
  if (fault?.kind === 'late') await pause(fault.delayMs)
  response.writeHead(status, headers)
  switch (fault?.kind) {
    case 'cut':
    case 'stalled':
      await written(response, whole.subarray(0, whole.length >> 1))
      if (fault.kind === 'cut') response.destroy()
      return
    case 'wrong-length':
      await written(response, whole)
      response.destroy()
      return
    case 'drip':
      for (let at = 0; at < whole.length && !response.destroyed; at += fault.chunkBytes) {
        await written(response, whole.subarray(at, at + fault.chunkBytes))
        await pause(fault.everyMs)
      }
      response.end()
      return
    default:
      response.end(whole)
  }
}

function encoded({ body }: Answer): Uint8Array {
  if (body.kind === 'json') return Buffer.from(JSON.stringify(body.value))
  return body.kind === 'bytes' ? body.bytes : new Uint8Array()
}

function typeOf({ body }: Answer): string | null {
  if (body.kind === 'json') return 'application/json; charset=utf-8'
  return body.kind === 'bytes' ? body.type : null
}

/** One bit in the middle is another. */
function others(content: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(content)
  const middle = changed.length >> 1
  changed[middle] = (changed[middle] ?? 0) ^ 1
  return changed
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

/** Until the bytes are on their way, or the connection is gone. */
function written(response: ServerResponse, content: Uint8Array): Promise<void> {
  return new Promise((resolve) => response.write(content, () => resolve()))
}
