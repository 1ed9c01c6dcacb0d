import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/github/api/answer.ts'
import { type ApiError, type ApiErrorKind, isApiError } from '../../../src/github/api/error.ts'
import { type Pace, pace } from '../../../src/github/api/pace.ts'
import { request } from '../../../src/github/api/request.ts'

const START = Date.parse('2026-03-01T12:00:00Z')
const OK: Answer = { status: 200, headers: {}, data: { ok: true } }

interface Clock {
  readonly pace: Pace
  readonly waits: number[]
  nowMs: number
}

/** A clock that only waiting moves. */
function clock(changes: Partial<Pace> = {}): Clock {
  const self: Clock = {
    waits: [],
    nowMs: START,
    pace: {
      ...pace,
      now: () => self.nowMs,
      sleep: async (ms) => {
        self.waits.push(ms)
        self.nowMs += ms
      },
      random: () => 0,
      ...changes,
    },
  }
  return self
}

type Step = Answer | Error

interface Outcome {
  readonly kind: ApiErrorKind | 'ok'
  readonly tries: number
  readonly waits: readonly number[]
  readonly message: string
  readonly status: number | null
}

const LIMIT_MS = 60_000

async function play(steps: readonly Step[], isRepeatable = true, time = clock(), limitMs = LIMIT_MS): Promise<Outcome> {
  let tries = 0
  const send = async (): Promise<Answer> => {
    const step = steps[Math.min(tries++, steps.length - 1)] ?? OK
    if (step instanceof Error) throw step
    return step
  }
  const terms = { name: 'GET /x', isRepeatable, leftMs: limitMs, limitMs }
  try {
    const { status } = await request(send, terms, time.pace)
    return { kind: 'ok', tries, waits: time.waits, message: '', status }
  } catch (error) {
    if (!isApiError(error)) throw error
    return { kind: error.kind, tries, waits: time.waits, message: error.message, status: error.status }
  }
}

function answer(status: number, message = '', headers: Answer['headers'] = {}): Answer {
  return { status, headers, data: message === '' ? {} : { message } }
}

function broken(code: string, message = code): Error {
  return new Error('fetch failed', { cause: Object.assign(new Error(message), { code }) })
}

const soon = String(START / 1_000 + 7)
const late = String(START / 1_000 + 1_500)
const used = { 'x-ratelimit-remaining': '0' }

describe('a request', () => {
  it.each<[string, Answer, ApiErrorKind, number, readonly number[], RegExp]>([
    [
      '500',
      answer(500, 'Server Error'),
      'unavailable',
      4,
      [500, 1_000, 2_000],
      /^GET \/x: 500 \(Server Error\) after 4 tries$/,
    ],
    [
      '502 without a body',
      { ...answer(502), data: '<html>' },
      'unavailable',
      4,
      [500, 1_000, 2_000],
      /: 502 after 4 tries$/,
    ],
    [
      '503 that asks to wait',
      answer(503, '', { 'retry-after': '3' }),
      'unavailable',
      4,
      [3_000, 3_000, 3_000],
      /asks to wait 3 s$/,
    ],
    [
      '503 that asks too much',
      answer(503, '', { 'retry-after': '3600' }),
      'unavailable',
      1,
      [],
      /asks to wait 60 min$/,
    ],
    ['501', answer(501), 'unavailable', 1, [], /: 501$/],
    ['408', answer(408), 'unavailable', 4, [500, 1_000, 2_000], /: 408 after/],
    ['429', answer(429), 'rate-limited', 4, [2_500, 5_000, 10_000], /: 429 after 4 tries$/],
    [
      '429 with seconds',
      answer(429, '', { 'retry-after': '2' }),
      'rate-limited',
      4,
      [2_000, 2_000, 2_000],
      /asks to wait 2 s$/,
    ],
    [
      '429 with a number of seconds',
      answer(429, '', { 'retry-after': 2 }),
      'rate-limited',
      4,
      [2_000, 2_000, 2_000],
      /2 s$/,
    ],
    [
      '429 with a date',
      answer(429, '', { 'retry-after': 'Sun, 01 Mar 2026 12:00:09 GMT' }),
      'rate-limited',
      4,
      [9_000, 0, 0],
      /429 after 4 tries$/,
    ],
    [
      '429 with nonsense',
      answer(429, '', { 'retry-after': 'later' }),
      'rate-limited',
      4,
      [2_500, 5_000, 10_000],
      /4 tries$/,
    ],
    [
      '429 with too many seconds',
      answer(429, 'slow', { 'retry-after': '61' }),
      'rate-limited',
      1,
      [],
      /429 \(slow\); GitHub asks to wait 61 s$/,
    ],
    [
      '429 with a number without end',
      answer(429, '', { 'retry-after': '9'.repeat(400) }),
      'rate-limited',
      1,
      [],
      /asks to wait/,
    ],
    [
      'a used up limit',
      answer(403, 'API rate limit exceeded', { ...used, 'x-ratelimit-reset': late }),
      'rate-limited',
      1,
      [],
      /wait 25 min$/,
    ],
    [
      'a limit soon over',
      answer(403, '', { ...used, 'x-ratelimit-reset': soon }),
      'rate-limited',
      4,
      [7_000, 0, 0],
      /403 after 4 tries$/,
    ],
    [
      'a used up limit as 429',
      answer(429, '', { ...used, 'x-ratelimit-reset': late }),
      'rate-limited',
      1,
      [],
      /25 min$/,
    ],
    [
      'a reset of a limit that is not used up',
      answer(429, '', { 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': late }),
      'rate-limited',
      4,
      [2_500, 5_000, 10_000],
      /4 tries$/,
    ],
    [
      'a secondary limit',
      answer(403, 'You have exceeded a secondary rate limit.'),
      'rate-limited',
      4,
      [2_500, 5_000, 10_000],
      /secondary/,
    ],
    [
      'a secondary limit by header',
      answer(403, '', { 'retry-after': '1' }),
      'rate-limited',
      4,
      [1_000, 1_000, 1_000],
      /1 s$/,
    ],
    ['401', answer(401, 'Bad credentials'), 'forbidden', 1, [], /401 \(Bad credentials\): the token is not valid/],
    [
      '403',
      answer(403, 'Resource not accessible by integration'),
      'forbidden',
      1,
      [],
      /403 \(Resource not accessible by integration\)$/,
    ],
    [
      '403 as the last request of the limit',
      answer(403, 'Resource not accessible by integration', { ...used, 'x-ratelimit-reset': soon }),
      'forbidden',
      1,
      [],
      /not accessible/,
    ],
    ['404', answer(404, 'Not Found', used), 'not-found', 1, [], /404 \(Not Found\)$/],
    ['410', answer(410), 'gone', 1, [], /410/],
    ['409', answer(409), 'refused', 1, [], /409/],
    ['422', answer(422, 'Validation Failed'), 'refused', 1, [], /Validation Failed/],
    ['302 without an address', answer(302), 'unavailable', 1, [], /redirect/],
    [
      'a page instead of JSON',
      { ...OK, data: '<html>' },
      'unavailable',
      4,
      [500, 1_000, 2_000],
      /200, but the answer is no JSON after 4 tries$/,
    ],
    ['bytes instead of JSON', { ...OK, data: new ArrayBuffer(3) }, 'unavailable', 4, [500, 1_000, 2_000], /no JSON/],
  ])('takes %s for what it is', async (_, given, kind, tries, waits, message) => {
    const outcome = await play([given])
    expect({ ...outcome, message: '' }).toEqual({ kind, tries, waits, message: '', status: given.status })
    expect(outcome.message).toMatch(message)
  })

  it('succeeds at the fourth try', async () => {
    expect(await play([answer(500), broken('ECONNRESET'), answer(429), OK])).toMatchObject({ kind: 'ok', tries: 4 })
  })

  it('takes an empty answer for one', async () => {
    expect(await play([{ status: 204, headers: {}, data: '' }])).toMatchObject({ kind: 'ok', tries: 1 })
  })

  it('measures the wait by the clock of GitHub where the one here is off', async () => {
    const headers = {
      ...used,
      'x-ratelimit-reset': String(START / 1_000 + 3_607),
      date: 'Sun, 01 Mar 2026 13:00:00 GMT',
    }
    expect(await play([answer(403, '', headers), OK])).toMatchObject({ kind: 'ok', waits: [7_000] })
  })

  it('adds up to one second to the wait that GitHub asks for, if that fits, and varies its own', async () => {
    const asked = clock({ random: () => 0.9 })
    await play([answer(429, '', { 'retry-after': '2' }), OK], true, asked)
    expect(asked.waits).toEqual([2_900])
    const tight = clock({ random: () => 0.9 })
    const outcome = await play([answer(429, '', { 'retry-after': '2' }), OK], true, tight, 2_500)
    expect(outcome).toMatchObject({ waits: [2_000] })
    const own = clock({ random: () => 0.9 })
    await play([answer(500), OK], true, own)
    expect(own.waits).toEqual([950])
  })

  it('quotes neither lines nor more than 200 characters of what GitHub says', async () => {
    const { message } = await play([answer(422, `a\n::error::b\u202e${'😀'.repeat(300)}`)])
    expect(message).toMatch(/^GET \/x: 422 \(a ::error::b 😀+…\)$/u)
    expect([...message].length).toBeLessThan(230)
  })

  it('never takes longer than its allowance, whatever it is told', async () => {
    const headers = fc.record(
      {
        'retry-after': fc.oneof(fc.nat(200).map(String), fc.string()),
        'x-ratelimit-remaining': fc.constantFrom('0', '1', ''),
        'x-ratelimit-reset': fc.nat(200).map((s) => String(START / 1_000 + s)),
      },
      { requiredKeys: [] },
    )
    const step = fc.oneof(
      fc.record({ status: fc.constantFrom(200, 403, 404, 429, 500, 503), headers, data: fc.constantFrom('', {}, 'x') }),
      fc.constantFrom(broken('ECONNRESET'), broken('ECONNREFUSED')),
    )
    const steps = fc.array(step, { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.boolean(),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (given, isRepeatable, random) => {
          const time = clock({ random: () => random })
          const outcome = await play(given, isRepeatable, time)
          expect(outcome.tries).toBeLessThanOrEqual(4)
          expect(time.nowMs - START).toBeLessThan(60_000)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is not begun when the allowance is used up', async () => {
    const time = clock()
    const terms = { name: 'GET /x', isRepeatable: true, leftMs: 0, limitMs: 180_000 }
    const asked = request(async () => OK, terms, time.pace)
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable', message: 'GET /x: not done within 3 min' })
  })
})

describe('a request that came to no answer', () => {
  it.each<[string, Error, boolean, number]>([
    ['reset', broken('ECONNRESET'), true, 4],
    ['refused', broken('ECONNREFUSED'), true, 4],
    ['cut', broken('UND_ERR_SOCKET', 'other side closed'), true, 4],
    ['reset, not repeatable', broken('ECONNRESET'), false, 1],
    ['cut, not repeatable', broken('UND_ERR_SOCKET'), false, 1],
    ['refused, not repeatable', broken('ECONNREFUSED'), false, 4],
    ['an unknown name, not repeatable', broken('ENOTFOUND'), false, 4],
    ['no connection in time, not repeatable', broken('UND_ERR_CONNECT_TIMEOUT'), false, 4],
    ['a circle of redirects', new Error('fetch failed', { cause: new Error('redirect count exceeded') }), true, 1],
  ])('%s', async (_, error, isRepeatable, tries) => {
    expect(await play([error], isRepeatable)).toMatchObject({ kind: 'unavailable', status: null, tries })
  })

  it('says what happened to the connection', async () => {
    const { message } = await play([broken('ECONNRESET', 'read ECONNRESET')])
    expect(message).toBe('GET /x: no answer (read ECONNRESET) after 4 tries')
  })

  it.each([
    [true, 4],
    [false, 1],
  ])('is given up when a try takes too long, also by a function that heeds no signal', async (isRepeatable, tries) => {
    let asked = 0
    const aborted: boolean[] = []
    const send = (signal: AbortSignal): Promise<Answer> => {
      asked++
      signal.addEventListener('abort', () => aborted.push(true))
      return new Promise(() => {})
    }
    const quick = { ...pace, tryMs: 10, backoffMs: 1 }
    const terms = { name: 'GET /x', isRepeatable, leftMs: 5_000, limitMs: LIMIT_MS }
    const error = await request(send, terms, quick).catch((error: ApiError) => error)
    expect(error).toMatchObject({ kind: 'unavailable', status: null })
    expect(asked).toBe(tries)
    expect(aborted).toHaveLength(tries)
  })

  it('has no longer for its last try than is left of the allowance', async () => {
    const started = performance.now()
    const terms = { name: 'GET /x', isRepeatable: true, leftMs: 40, limitMs: LIMIT_MS }
    await expect(request(() => new Promise(() => {}), terms, pace)).rejects.toMatchObject({ kind: 'unavailable' })
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('is asked again after a server error even if it is not repeatable', async () => {
    expect(await play([answer(502), OK], false)).toMatchObject({ kind: 'ok', tries: 2 })
    expect(await play([answer(429), OK], false)).toMatchObject({ kind: 'ok', tries: 2 })
  })

  it('is not asked again after a success whose answer was cut, if it is not repeatable', async () => {
    expect(await play([{ ...OK, status: 201, data: '{"id":' }, OK], false)).toMatchObject({
      kind: 'unavailable',
      tries: 1,
    })
  })
})
