import type { Answer } from './answer.ts'
import { AnswerTooLarge } from './bounded-fetch.ts'
import type { ApiErrorKind } from './error.ts'

/** What came of a try that gave no usable answer. */
export interface Failure {
  readonly kind: ApiErrorKind
  /** Null where there was no answer. */
  readonly status: number | null
  /** E.g. `403 (Resource not accessible by integration)`. */
  readonly says: string
  /** `if-repeatable`: GitHub may have done what was asked. */
  readonly again: 'never' | 'if-repeatable' | 'always'
  /** How long GitHub asks to wait; null where it does not say. */
  readonly waitMs: number | null
}

const MESSAGE_LENGTH = 200

/** Codes of connections that never came about. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * What is wrong with an answer; null if nothing is. `nowMs` counts where the answer has no date of its own.
 * The rules are those of GitHub's "Rate limits for the REST API" and "Troubleshooting the REST API".
 */
export function failureOf(answer: Answer, nowMs: number): Failure | null {
  const { status } = answer
  if (status >= 200 && status < 300) {
    if (isJson(answer.data) || answer.data === '') return null
    // The page of a proxy, or JSON that was cut where no length told so.
    return {
      kind: 'unavailable',
      status,
      says: `${status}, but the answer is no JSON`,
      again: 'if-repeatable',
      waitMs: null,
    }
  }
  const message = messageOf(answer.data)
  const says = message === '' ? `${status}` : `${status} (${message})`
  if (isLimit(answer, message)) {
    return { kind: 'rate-limited', status, says, again: 'always', waitMs: waitOf(answer, nowMs) }
  }
  if (status === 408 || (status >= 500 && status !== 501)) {
    return { kind: 'unavailable', status, says, again: 'always', waitMs: waitOf(answer, nowMs) }
  }
  const never = { status, says, again: 'never', waitMs: null } as const
  if (status === 401) {
    return { ...never, kind: 'forbidden', says: `${says}: the token is not valid, or no longer (input token)` }
  }
  // No permission opens a locked conversation.
  if (status === 403 && /\bis locked\b/i.test(message)) return { ...never, kind: 'refused' }
  if (status === 403) return { ...never, kind: 'forbidden' }
  if (status === 404) return { ...never, kind: 'not-found' }
  if (status === 410) return { ...never, kind: 'gone' }
  if (status < 400) return { ...never, kind: 'unavailable', says: `${says}: a redirect that leads nowhere` }
  return { ...never, kind: status < 500 ? 'refused' : 'unavailable' }
}

/** What is wrong where no answer came. */
export function failureOfError(error: unknown): Failure {
  const chain = causes(error)
  const root = chain.at(-1)
  const none = { kind: 'unavailable', status: null, waitMs: null } as const
  if (root instanceof AnswerTooLarge) return { ...none, says: root.message, again: 'never' }
  const words = inOneLine(root instanceof Error ? root.message : String(root))
  if (/redirect/i.test(words)) return { ...none, says: 'redirects that lead in a circle', again: 'never' }
  const code = chain.map(codeOf).find((code) => code !== null) ?? null
  const again = code !== null && NOT_SENT.has(code) ? 'always' : 'if-repeatable'
  return { ...none, says: `no answer (${code === null || words.includes(code) ? words : `${code}: ${words}`})`, again }
}

/** What a try that took too long comes to. */
export function lateAfter(ms: number): Failure {
  const says = `no whole answer within ${Math.max(1, Math.round(ms / 1_000))} s`
  return { kind: 'unavailable', status: null, says, again: 'if-repeatable', waitMs: null }
}

function isLimit({ status, headers }: Answer, message: string): boolean {
  if (status === 429) return true
  // A missing permission stays one, also when this was the last request that the limit allowed.
  if (status !== 403 || /not accessible by/i.test(message)) return false
  if (headers['retry-after'] !== undefined || Number(headers['x-ratelimit-remaining'] ?? Number.NaN) === 0) return true
  return /rate limit|abuse detection/i.test(message)
}

function waitOf({ headers }: Answer, nowMs: number): number | null {
  // Both ends of a wait by the same clock, for that of a self-hosted runner may be off.
  const date = Date.parse(String(headers['date']))
  const now = Number.isNaN(date) ? nowMs : date
  const asked = String(headers['retry-after'] ?? '').trim()
  if (/^\d+$/.test(asked)) return Number(asked) * 1_000
  const until = Date.parse(asked)
  if (!Number.isNaN(until)) return Math.max(0, until - now)
  const reset = String(headers['x-ratelimit-reset'] ?? '')
  const isUsedUp = String(headers['x-ratelimit-remaining'] ?? '') === '0'
  return isUsedUp && /^\d+$/.test(reset) ? Math.max(0, Number(reset) * 1_000 - now) : null
}

function isJson(data: unknown): boolean {
  return typeof data !== 'string' && !(data instanceof ArrayBuffer)
}

function messageOf(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('message' in data)) return ''
  return typeof data.message === 'string' ? inOneLine(data.message) : ''
}

/** A text of GitHub in one line, shortened. */
export function inOneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return line.length > MESSAGE_LENGTH ? `${[...line].slice(0, MESSAGE_LENGTH).join('')}…` : line
}

/** An error and what it was caused by, outermost first. */
function causes(error: unknown): readonly unknown[] {
  const chain = [error]
  for (let last = error; last instanceof Error && last.cause !== undefined && chain.length < 10; ) {
    last = last.cause
    chain.push(last)
  }
  return chain
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}
