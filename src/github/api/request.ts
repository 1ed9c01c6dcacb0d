import type { Answer } from './answer.ts'
import { ApiError } from './error.ts'
import { type Failure, failureOf, failureOfError, lateAfter } from './failure.ts'
import type { Pace } from './pace.ts'

/** One try: resolves with an answer of whatever status, rejects if no whole one came. */
export type Send = (signal: AbortSignal) => Promise<Answer>

export interface Terms {
  /** What is asked, for messages. */
  readonly name: string
  /** Asking twice does no more than asking once. */
  readonly isRepeatable: boolean
  /** How long it may take, with all tries and waits; what is left of the limit. */
  readonly leftMs: number
  /** Of all requests that share it, for messages. */
  readonly limitMs: number
}

/**
 * Asks until an answer of status 2xx comes, a further try would change nothing, or tries or time are used up.
 * Waits as long as GitHub asks for, never shorter; a wait that does not fit ends it at once.
 * @throws {ApiError}
 */
export async function request(send: Send, terms: Terms, pace: Pace): Promise<Answer> {
  const until = pace.now() + terms.leftMs
  for (let tries = 1; ; tries++) {
    const tryMs = Math.min(pace.tryMs, until - pace.now())
    if (tryMs <= 0) {
      throw new ApiError('unavailable', `${terms.name}: not done within ${duration(terms.limitMs)}`, null)
    }
    const outcome = await attempt(send, tryMs, pace)
    if (outcome.kind === 'answer') return outcome.answer
    const { failure } = outcome
    const mayAskAgain = failure.again === 'always' || (failure.again === 'if-repeatable' && terms.isRepeatable)
    const leftMs = until - pace.now()
    const waitMs = waitBefore(tries, failure, leftMs, pace)
    if (!mayAskAgain || tries >= pace.tries || waitMs >= leftMs) throw errorOf(terms, failure, tries)
    await pace.sleep(waitMs)
  }
}

type Outcome =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failure'; readonly failure: Failure }

async function attempt(send: Send, tryMs: number, pace: Pace): Promise<Outcome> {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  // Does not rely on the signal being heeded.
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'failure', failure: lateAfter(tryMs) })
      controller.abort()
    }, tryMs)
  })
  const sent = send(controller.signal).then(
    (answer): Outcome => {
      const failure = failureOf(answer, pace.now())
      return failure === null ? { kind: 'answer', answer } : { kind: 'failure', failure }
    },
    (error: unknown): Outcome => ({ kind: 'failure', failure: failureOfError(error) }),
  )
  try {
    return await Promise.race([sent, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Jitter, so that the jobs of a matrix, which start together and meet the same limit, do not come back together. */
function waitBefore(tries: number, failure: Failure, leftMs: number, pace: Pace): number {
  const { waitMs } = failure
  if (waitMs === null) {
    const base = failure.kind === 'rate-limited' ? pace.limitBackoffMs : pace.backoffMs
    return base * 2 ** (tries - 1) * (0.5 + pace.random() / 2)
  }
  const later = waitMs + pace.backoffMs * pace.random()
  return later < leftMs ? later : waitMs
}

function errorOf(terms: Terms, failure: Failure, tries: number): ApiError {
  const after = tries > 1 ? ` after ${tries} tries` : ''
  const waitMs = failure.waitMs ?? 0
  const asks = waitMs === 0 ? '' : `; GitHub asks to wait ${duration(waitMs)}`
  return new ApiError(failure.kind, `${terms.name}: ${failure.says}${after}${asks}`, failure.status)
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`
}
