import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ApiError, type ApiErrorKind } from '../../../src/github/api/error.ts'
import type { CommentMode } from '../../../src/github/inputs.ts'
import { type CommentRequest, publishComment } from '../../../src/github/publish/comment.ts'
import { readMarker, writeMarker } from '../../../src/github/publish/marker.ts'
import type { Result } from '../../../src/result/result.ts'
import { accepted, error, fail, firstRun, inconclusive, pass, warn } from '../../report/results.ts'
import { apiFor, type Conversation, conversation, HEAD, type Request, urlOf } from './comment-store.ts'

const BOT = 'github-actions[bot]'
const OLD_HEAD = '41d09ae5f2c8b3376d10e9a4cb5582e7f0a91b3e'
const KEY = 'profile-gate.yml'

const MARKER = {
  key: KEY,
  sha: OLD_HEAD,
  run: 10,
  attempt: 1,
  outcome: 'fail' as const,
  headline: 'heap +23.1 MiB (+56%)',
  results: [],
  previous: null,
}

/** A comment of an earlier run. */
function earlier(parts: Partial<typeof MARKER> = {}): string {
  return `${writeMarker({ ...MARKER, ...parts })}\nearlier`
}

/** Of the only step of a run. `result`: of that step. */
type Parts = Partial<CommentRequest> & { readonly result?: Result }

function request(api: CommentRequest['api'], { result = fail(), ...parts }: Parts = {}): CommentRequest {
  return {
    api,
    pull: { number: 482, headSha: HEAD },
    mode: 'auto',
    failOn: 'fail',
    key: KEY,
    gather: async () => ({
      ids: [`:own${parts.run?.attempt ?? 1}`],
      isComplete: true,
      legs: [{ target: null, result }],
    }),
    rest: async () => {},
    isNameTaken: false,
    run: { id: 20, attempt: 1 },
    render: (_legs, marker, previous, movedTo) =>
      `${marker}\nverdict${previous === null ? '' : ` after ${previous.headline}`}${movedTo === null ? '' : ` moved to ${movedTo}`}`,
    ...parts,
  }
}

/** What happened, and what the conversation is after it. */
async function published(shared: Conversation, parts: Parts = {}, account = {}) {
  const asked: Request[] = []
  const api = apiFor(shared, { ...account, onRequest: (each) => asked.push(each) })
  const report = await publishComment(request(api, parts))
  const shown = shared.comments.map(({ id, author, body }) => `${id} ${author}: ${summaryOf(body)}`)
  return { report, asked, shown }
}

/** `run 20.1 fail: verdict`, for texts with a marker. */
function summaryOf(body: string): string {
  const marker = readMarker(body)
  const text = body.split('\n').slice(1).join('\n')
  return marker === null ? body : `run ${marker.run}.${marker.attempt} ${marker.outcome}: ${text}`
}

describe('a comment', () => {
  test('is created where there is none, and looked for again after that', async () => {
    const { report, asked, shown } = await published(conversation(['octocat', 'hello']))
    expect(report).toEqual({ kind: 'created', url: urlOf(2) })
    expect(asked).toEqual(['comments', 'pull', 'createComment', 'comments'])
    expect(shown).toEqual(['1 octocat: hello', `2 ${BOT}: run 20.1 fail: verdict`])
  })

  test('is edited where there is one, and knows what it said', async () => {
    const { report, asked, shown } = await published(conversation(['octocat', 'hello'], [BOT, earlier()]))
    expect(report).toEqual({ kind: 'updated', url: urlOf(2) })
    expect(asked).toEqual(['comments', 'viewer', 'pull', 'comments', 'updateComment', 'comments'])
    expect(shown).toEqual(['1 octocat: hello', `2 ${BOT}: run 20.1 fail: verdict after heap +23.1 MiB (+56%)`])
  })

  test('has the marker of this run: head, outcome, headline', async () => {
    const shared = conversation()
    await published(shared)
    expect(readMarker(shared.comments[0]?.body ?? '')).toEqual({
      ...{ key: KEY, sha: HEAD, run: 20, attempt: 1, outcome: 'fail' },
      ...{ headline: 'goroutines +240, heap +23.1 MiB (+56%)', results: [':own1'], previous: null },
    })
  })

  test.each([
    ['of the same head', { sha: HEAD }],
    ['of a pass', { outcome: 'pass' as never }],
  ])('says nothing of an earlier verdict %s', async (_, parts) => {
    const { shown } = await published(conversation([BOT, earlier(parts)]))
    expect(shown).toEqual([`1 ${BOT}: run 20.1 fail: verdict`])
  })

  test('says what was wrong only when all of whom it was said have reported', async () => {
    const shared = conversation([BOT, earlier({ results: ['amd:7ps', 'arm:7pt'] as never[] })])
    const by = (...ids: string[]) => ({ gather: async () => ({ ids, isComplete: true, legs: [] }) })
    expect((await published(shared, by('amd:8aa'))).shown).toEqual([`1 ${BOT}: run 20.1 pass: verdict`])
    expect((await published(shared, by('amd:8aa', 'web:8ab'))).shown).toEqual([`1 ${BOT}: run 20.1 pass: verdict`])
    expect((await published(shared, by('amd:8aa', 'web:8ab', 'arm:8ac'))).shown).toEqual([
      `1 ${BOT}: run 20.1 pass: verdict after heap +23.1 MiB (+56%)`,
    ])
  })

  test('knows what was wrong though a run between passed as far as it came', async () => {
    const shared = conversation([BOT, earlier({ results: ['amd:7ps', 'arm:7pt'] as never[] })])
    const by = (id: number, ...ids: string[]) => {
      shared.headSha = String(id).repeat(20)
      const gather = async () => ({ ids, isComplete: true, legs: [] })
      return { run: { id, attempt: 1 }, pull: { number: 482, headSha: shared.headSha }, gather }
    }
    await published(shared, by(20, 'amd:8aa'))
    expect((await published(shared, by(21, 'arm:9ab'))).shown).toEqual([`1 ${BOT}: run 21.1 pass: verdict`])
    expect((await published(shared, by(21, 'arm:9ab', 'amd:9aa'))).shown).toEqual([
      `1 ${BOT}: run 21.1 pass: verdict after heap +23.1 MiB (+56%)`,
    ])
  })

  test('is found among many', async () => {
    const others = Array.from({ length: 250 }, (_, at) => [at % 2 === 0 ? 'octocat' : BOT, `note ${at}`] as const)
    const shared = conversation(...others.slice(0, 180), [BOT, earlier()], ...others.slice(180))
    const { report } = await published(shared)
    expect(report).toEqual({ kind: 'updated', url: urlOf(181) })
    expect(shared.comments).toHaveLength(251)
  })

  test.each([
    ['a stranger who pastes the marker', ['stranger', earlier()]],
    ['another bot', ['other-gate[bot]', earlier()]],
    ['nobody', [null, earlier()]],
    ['another key', [BOT, earlier({ key: 'other.yml' })]],
    ['a later version', [BOT, earlier().replace('"v":1', '"v":2')]],
    ['a quote of it', [BOT, `> ${earlier()}`]],
  ] as const)('of %s is not ours', async (_, [author, body]) => {
    const shared = conversation([author, body])
    const { report } = await published(shared)
    expect(report).toEqual({ kind: 'created', url: urlOf(2) })
    expect(shared.comments[0]?.body).toBe(body)
  })

  test('is that of the account of the token', async () => {
    const shared = conversation([BOT, earlier()], ['acme-app[bot]', earlier()])
    const { report } = await published(shared, {}, { login: 'acme-app[bot]' })
    expect(report).toEqual({ kind: 'updated', url: urlOf(2) })
  })

  test('is that of the usual bot where the account is not told', async () => {
    const refuses = { viewer: new ApiError('forbidden', 'POST /graphql: 403', 403) }
    const { report } = await published(conversation([BOT, earlier()]), {}, { refuses })
    expect(report).toEqual({ kind: 'updated', url: urlOf(1) })
  })

  test('says that the head has moved on meanwhile, whether it is created or edited', async () => {
    const moved = { headSha: 'c41e77a09d1b7e5a0f2c8b3376d10e9a4cb5582e' }
    for (const comments of [[], [[BOT, earlier({ sha: HEAD })]]] as const) {
      const { shown } = await published({ ...conversation(...comments), ...moved })
      expect(shown).toEqual([`1 ${BOT}: run 20.1 fail: verdict moved to ${moved.headSha}`])
    }
  })

  test('is edited on a closed pull request, and never created there', async () => {
    const closed = { isOpen: false }
    expect((await published({ ...conversation(), ...closed })).report).toEqual({
      ...{ kind: 'none', url: null, why: 'closed' },
    })
    expect((await published({ ...conversation([BOT, earlier()]), ...closed })).report.kind).toBe('updated')
  })
})

describe('an older run', () => {
  test.each([
    ['run', { run: 21 }],
    ['attempt of the same run', { run: 20, attempt: 2 }],
  ])('does not overwrite a newer %s', async (_, parts) => {
    const { report, asked, shown } = await published(conversation([BOT, earlier(parts)]))
    expect(report).toEqual({ kind: 'kept', url: urlOf(1), why: 'newer-run' })
    expect(asked).toEqual(['comments', 'viewer'])
    expect(shown[0]).toContain('earlier')
  })

  test('may write over an earlier attempt of itself', async () => {
    const { report } = await published(conversation([BOT, earlier({ run: 20 })]), { run: { id: 20, attempt: 2 } })
    expect(report.kind).toBe('updated')
  })

  test('has nothing to write where an attempt before has shown the same results', async () => {
    const same = earlier({ run: 20, results: ['amd:7ps', 'arm:7pt'] as never[] })
    const gather = async () => ({ ids: ['arm:7pt', 'amd:7ps'], isComplete: true, legs: [] })
    const parts = { run: { id: 20, attempt: 2 }, gather }
    expect((await published(conversation([BOT, same]), parts)).report).toMatchObject({ kind: 'kept', why: 'shown' })
    const unfinished = earlier({ run: 20, results: ['amd:7ps', 'arm:7pt', 'unfinished'] as never[] })
    expect((await published(conversation([BOT, unfinished]), parts)).report.kind).toBe('updated')
  })

  test.each(['pull', 'updateComment'] as const)(
    'gives way to a newer one that writes right after its %s',
    async (moment) => {
      const shared = conversation([BOT, earlier()])
      const newer = earlier({ run: 21 })
      const api = apiFor(shared)
      const meanwhile = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
        const answer = await work
        shared.comments = shared.comments.map((each) => ({ ...each, body: newer }))
        return answer
      }
      const slow =
        moment === 'pull'
          ? { pull: (number: number) => meanwhile(api.pull(number)) }
          : { updateComment: (id: number, body: string) => meanwhile(api.updateComment(id, body)) }
      const report = await publishComment(request({ ...api, ...slow }))
      expect(report).toEqual({ kind: 'kept', url: urlOf(1), why: 'newer-run' })
      expect(shared.comments.map(({ body }) => body)).toEqual([newer])
    },
  )
})

describe('a newer run', () => {
  test('writes again where an older one has written over it', async () => {
    const shared = conversation([BOT, earlier()])
    const api = apiFor(shared)
    let writes = 0
    const updateComment: typeof api.updateComment = async (id, body) => {
      const updated = await api.updateComment(id, body)
      if (++writes === 1) shared.comments = shared.comments.map((each) => ({ ...each, body: earlier({ run: 19 }) }))
      return updated
    }
    const report = await publishComment(request({ ...api, updateComment }))
    expect(report).toEqual({ kind: 'updated', url: urlOf(1) })
    expect(shared.comments.map(({ body }) => summaryOf(body))).toEqual([
      'run 20.1 fail: verdict after heap +23.1 MiB (+56%)',
    ])
  })

  test('does not write forever', async () => {
    const shared = conversation([BOT, earlier()])
    const api = apiFor(shared)
    let writes = 0
    const updateComment: typeof api.updateComment = async (id, body) => {
      writes++
      await api.updateComment(id, body)
      return api.updateComment(id, earlier({ run: 19 }))
    }
    expect((await publishComment(request({ ...api, updateComment }))).kind).toBe('updated')
    expect(writes).toBe(4)
  })
})

describe('another step of the same name, run and attempt', () => {
  const theirs = earlier({ sha: HEAD, run: 20 })

  test.each(['auto', 'always', 'failure'] as const)('is not written over with comment: %s', async (mode) => {
    const { report, asked, shown } = await published(conversation([BOT, theirs]), { mode, isNameTaken: true })
    expect(report).toEqual({ kind: 'kept', url: urlOf(1), why: 'comment-taken' })
    expect(asked).toEqual(['comments', 'viewer'])
    expect(shown).toEqual([`1 ${BOT}: run 20.1 fail: earlier`])
  })

  test('is not written over if it writes meanwhile', async () => {
    const shared = conversation()
    const api = apiFor(shared)
    const createComment: typeof api.createComment = async (pull, body) => {
      await api.createComment(pull, theirs)
      return api.createComment(pull, body)
    }
    const report = await publishComment(request({ ...api, createComment }, { isNameTaken: true }))
    expect(report).toEqual({ kind: 'kept', url: urlOf(1), why: 'comment-taken' })
    expect(shared.comments.map(({ body }) => body)).toEqual([theirs])
  })
})

describe('a step that cannot find the results of the others', () => {
  const shown = (parts: Partial<typeof MARKER>) => conversation([BOT, earlier({ sha: HEAD, run: 20, ...parts })])
  const gather = async () => ({
    ids: ['web:own1'],
    isComplete: false,
    legs: [{ target: 'web', result: pass() }],
  })

  test('does not write over what is worse than its own', async () => {
    const { report, shown: now } = await published(shown({ results: ['api:own1'] as never[] }), { gather })
    expect(report).toEqual({ kind: 'kept', url: urlOf(1), why: 'others-unknown' })
    expect(now).toEqual([`1 ${BOT}: run 20.1 fail: earlier`])
  })

  test('writes over what it has written itself, what another run has, and what is no worse', async () => {
    for (const parts of [
      { results: ['web:own1'] as never[] },
      { run: 10, results: ['api:own1'] as never[] },
      { outcome: 'pass' as never, results: ['api:own1'] as never[] },
    ]) {
      const { report } = await published(shown(parts), { gather, mode: 'always' })
      expect(report).not.toMatchObject({ why: 'others-unknown' })
    }
  })
})

describe('several comments of ours', () => {
  test('become one: the oldest stays', async () => {
    const { report, shown } = await published(
      conversation([BOT, earlier({ run: 8 })], ['octocat', earlier()], [BOT, earlier({ run: 9 })], [BOT, earlier()]),
    )
    expect(report).toEqual({ kind: 'updated', url: urlOf(1) })
    expect(shown).toEqual([
      `1 ${BOT}: run 20.1 fail: verdict after heap +23.1 MiB (+56%)`,
      '2 octocat: run 10.1 fail: earlier',
    ])
  })

  test('keep the newest run that any of them shows', async () => {
    const { report, shown } = await published(conversation([BOT, earlier({ run: 8 })], [BOT, earlier({ run: 21 })]))
    expect(report).toEqual({ kind: 'kept', url: urlOf(1), why: 'newer-run' })
    expect(shown).toEqual([`1 ${BOT}: run 21.1 fail: earlier`])
  })

  test('may stay where deleting is not allowed; the verdict is written all the same', async () => {
    const refuses = { deleteComment: new ApiError('forbidden', 'DELETE: 403', 403) }
    const { report, shown } = await published(conversation([BOT, earlier()], [BOT, earlier()]), {}, { refuses })
    expect(report.kind).toBe('updated')
    expect(shown).toHaveLength(2)
  })
})

describe('a comment that is deleted between listing and editing', () => {
  const gone = (ids: readonly number[], shared: Conversation) => ({
    onRequest: (each: Request) => {
      if (each === 'pull') shared.comments = shared.comments.filter(({ id }) => !ids.includes(id))
    },
  })

  test('is created anew', async () => {
    const shared = conversation([BOT, earlier()])
    const report = await publishComment(request(apiFor(shared, gone([1], shared))))
    expect(report.kind).toBe('created')
    expect(shared.comments.map(({ body }) => summaryOf(body))).toEqual(['run 20.1 fail: verdict'])
  })

  test('is not, if there is nothing to say', async () => {
    const shared = conversation([BOT, earlier()])
    const report = await publishComment(request(apiFor(shared, gone([1], shared)), { result: pass() }))
    expect(report).toEqual({ kind: 'none', url: null, why: 'nothing-to-say' })
  })

  test('is the next one of ours, if there are several', async () => {
    const shared = conversation([BOT, earlier()], [BOT, earlier()], [BOT, earlier()])
    const report = await publishComment(request(apiFor(shared, gone([1], shared))))
    expect(report).toEqual({ kind: 'updated', url: urlOf(2) })
    expect(shared.comments).toHaveLength(1)
  })
})

describe('the mode', () => {
  const RESULTS = { pass, accepted, 'first run': firstRun, inconclusive, warn, error, fail }
  const CREATED: Readonly<Record<CommentMode, readonly string[]>> = {
    auto: ['accepted', 'first run', 'inconclusive', 'warn', 'error', 'fail'],
    always: ['pass', 'accepted', 'first run', 'inconclusive', 'warn', 'error', 'fail'],
    failure: ['error', 'fail'],
    never: [],
  }

  test.each(Object.entries(CREATED) as [CommentMode, readonly string[]][])(
    '%s creates it for %j',
    async (mode, made) => {
      const created: string[] = []
      for (const [name, make] of Object.entries(RESULTS)) {
        const { report } = await published(conversation(), { mode, result: make() })
        if (report.kind === 'created') created.push(name)
      }
      expect(created).toEqual(made)
    },
  )

  test.each(['auto', 'always', 'failure'] as const)('%s edits it whatever there is to say', async (mode) => {
    const { report } = await published(conversation([BOT, earlier()]), { mode, result: pass() })
    expect(report.kind).toBe('updated')
  })

  test('"never" asks GitHub for nothing', async () => {
    const { report, asked } = await published(conversation([BOT, earlier()]), { mode: 'never' })
    expect(report).toEqual({ kind: 'none', url: null, why: 'mode' })
    expect(asked).toEqual([])
  })

  test('failure creates it for a warning that fails the step', async () => {
    const parts = { mode: 'failure', failOn: 'warn', result: warn() } as const
    expect((await published(conversation(), parts)).report.kind).toBe('created')
  })

  test('auto speaks of a policy that is changed', async () => {
    const made = pass()
    const result: Result = {
      ...made,
      context: { ...made.context, policy: { ...made.context.policy, changed: true } },
    }
    expect((await published(conversation(), { result })).report.kind).toBe('created')
  })

  test('auto asks for one list where there is nothing to say', async () => {
    const { report, asked } = await published(conversation(['octocat', 'hello']), { result: pass() })
    expect(report).toEqual({ kind: 'none', url: null, why: 'nothing-to-say' })
    expect(asked).toEqual(['comments'])
  })
})

describe('what GitHub refuses', () => {
  const refusal = (kind: ApiErrorKind, status: number | null) =>
    new ApiError(kind, `GET /repos/acme/shop/issues/482/comments: ${status}`, status)

  test.each([
    ['comments', 'forbidden', 403],
    ['comments', 'not-found', 404],
    ['pull', 'forbidden', 403],
    ['createComment', 'forbidden', 403],
    ['createComment', 'not-found', 404],
  ] as const)('%s, %s, is told with the line that permits it', async (asked, kind, status) => {
    const { report } = await published(conversation(), {}, { refuses: { [asked]: refusal(kind, status) } })
    expect(report).toMatchObject({ kind: 'failed', url: null })
    const { message } = report as Extract<typeof report, { kind: 'failed' }>
    expect(message).toContain('permissions: { pull-requests: write }')
    expect(message).toContain(`GET /repos/acme/shop/issues/482/comments: ${status}`)
  })

  test.each([
    ['createComment', 'refused', 422],
    ['updateComment', 'refused', 422],
    ['updateComment', 'unavailable', 502],
    ['comments', 'rate-limited', 429],
    ['comments', 'unavailable', null],
  ] as const)('%s, %s, is told, and nothing is thrown', async (asked, kind, status) => {
    const comments = asked === 'updateComment' ? [[BOT, earlier()] as const] : []
    const { report } = await published(conversation(...comments), {}, { refuses: { [asked]: refusal(kind, status) } })
    expect(report).toMatchObject({ kind: 'failed' })
    expect(report).not.toMatchObject({ message: expect.stringContaining('permissions:') })
  })

  test('does not take back a comment that was written', async () => {
    let lists = 0
    const shared = conversation()
    const api = apiFor(shared)
    const comments: typeof api.comments = async (pull) => {
      if (++lists > 1) throw refusal('unavailable', 503)
      return api.comments(pull)
    }
    const report = await publishComment(request({ ...api, comments }))
    expect(report).toEqual({ kind: 'created', url: urlOf(1) })
  })

  test.each([
    ['was', true],
    ['was not', false],
  ])('to say of a new comment that %s written', async (_, isWritten) => {
    const shared = conversation()
    const api = apiFor(shared)
    const createComment: typeof api.createComment = async (pull, body) => {
      if (isWritten) await api.createComment(pull, body)
      throw refusal('unavailable', null)
    }
    const report = await publishComment(request({ ...api, createComment }))
    expect(report).toMatchObject(isWritten ? { kind: 'created', url: urlOf(1) } : { kind: 'failed' })
    expect(shared.comments).toHaveLength(isWritten ? 1 : 0)
  })

  test('to list so soon is not created twice', async () => {
    const shared = conversation()
    const report = await publishComment(request({ ...apiFor(shared), comments: async () => [] }))
    expect(report).toEqual({ kind: 'created', url: urlOf(1) })
    expect(shared.comments).toHaveLength(1)
  })

  test('is no mistake of ours: those are thrown', async () => {
    const render = () => {
      throw new TypeError('a mistake')
    }
    await expect(publishComment(request(apiFor(conversation()), { render }))).rejects.toThrow('a mistake')
  })
})

describe('two runs that publish at the same time', () => {
  const arbitraryRun = fc.record({ id: fc.integer({ min: 20, max: 22 }), attempt: fc.integer({ min: 1, max: 2 }) })
  const runs = fc.uniqueArray(arbitraryRun, {
    ...{ minLength: 2, maxLength: 2, selector: ({ id, attempt }) => `${id}.${attempt}` },
  })
  const others = fc.array(fc.constantFrom('octocat', BOT), { maxLength: 2 })

  /** Requests of both in the order in which GitHub does them: `20.1 updateComment`. */
  async function race(both: readonly CommentRequest['run'][], shared: Conversation, scheduler: fc.Scheduler) {
    const done: string[] = []
    const reports = both.map((run) => {
      const asked = (each: Request) => void done.push(`${run.id}.${run.attempt} ${each}`)
      const api = apiFor(shared, { onRequest: asked })
      const slow = {
        comments: scheduler.scheduleFunction(api.comments),
        createComment: scheduler.scheduleFunction(api.createComment),
        updateComment: scheduler.scheduleFunction(api.updateComment),
        deleteComment: scheduler.scheduleFunction(api.deleteComment),
        viewer: scheduler.scheduleFunction(api.viewer),
        pull: scheduler.scheduleFunction(api.pull),
      }
      return publishComment(request(slow, { run }))
    })
    await scheduler.waitFor(Promise.all(reports))
    const ours = shared.comments.filter(({ body }) => readMarker(body) !== null)
    const [older, newer] = both
      .toSorted((a, b) => a.id - b.id || a.attempt - b.attempt)
      .map(({ id, attempt }) => `${id}.${attempt}`)
    const shown = ours.map(({ body }) => summaryOf(body).split(' ')[1])
    return { done, reports: await Promise.all(reports), ours, shown, older, newer }
  }

  test('leave one comment that shows the newer run, in whatever order GitHub answers them', async () => {
    await fc.assert(
      fc.asyncProperty(runs, others, fc.scheduler(), async (both, notes, scheduler) => {
        const shared = conversation(...notes.map((author) => [author, 'note'] as const))
        const { reports, ours, shown, newer } = await race(both, shared, scheduler)
        expect(shown).toEqual([newer])
        expect(shared.comments).toHaveLength(notes.length + 1)
        for (const { url } of reports) expect(url).toBe(ours[0]?.url)
      }),
      { numRuns: 2000 },
    )
  })

  test('and edit it, too, unless the newer one writes and looks between the last look and the write of the older', async () => {
    let lost = 0
    await fc.assert(
      fc.asyncProperty(runs, others, fc.scheduler(), async (both, notes, scheduler) => {
        const shared = conversation([BOT, earlier()], ...notes.map((author) => [author, 'note'] as const))
        const { done, shown, older, newer } = await race(both, shared, scheduler)
        expect(shared.comments).toHaveLength(notes.length + 1)
        if (shown[0] !== newer) {
          lost++
          const write = done.lastIndexOf(`${older} updateComment`)
          const look = done.lastIndexOf(`${older} comments`, write)
          expect(done.slice(look, write)).toEqual(
            expect.arrayContaining([`${newer} updateComment`, `${newer} comments`]),
          )
          expect(done.lastIndexOf(`${newer} comments`)).toBeLessThan(write)
        }
      }),
      { numRuns: 2000 },
    )
    // GitHub cannot edit on a condition: what is left is the time of one request.
    expect(lost).toBeLessThan(300)
  })

  test('leave one comment if they are steps of one run', async () => {
    const same = [
      { id: 20, attempt: 1 },
      { id: 20, attempt: 1 },
    ]
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { shown } = await race(same, conversation(), scheduler)
        expect(shown).toEqual(['20.1'])
      }),
      { numRuns: 500 },
    )
  })
})
