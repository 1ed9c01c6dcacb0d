import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CommentApi, PullApi } from '../../../src/github/api/api.ts'
import { ApiError } from '../../../src/github/api/error.ts'
import { ArtifactError, type ArtifactStore } from '../../../src/github/artifacts/artifact-store.ts'
import { readMarker, writeMarker } from '../../../src/github/publish/marker.ts'
import type { Result } from '../../../src/result/result.ts'
import { leg } from '../../report/legs.ts'
import { fail, pass, warn } from '../../report/results.ts'
import { apiFor, type Conversation, conversation, HEAD } from '../publish/comment-store.ts'
import { SharedRun } from './shared-run.ts'

const BOT = 'github-actions[bot]'
const OLD_HEAD = '41d09ae5f2c8b3376d10e9a4cb5582e7f0a91b3e'

/** Interleavings of twenty jobs; MATRIX_RUNS=50 tries that many. */
const RUNS = Number(process.env['MATRIX_RUNS'] ?? 5)

const MAKES = [fail, pass, pass, warn, pass]

/** The result of one of many jobs: some fail, some warn, most pass. */
function resultOf(target: string, make: () => Result = MAKES[target.length % MAKES.length] ?? pass): Result {
  return leg(target, make()).result as Result
}

const targets = (count: number) => Array.from({ length: count }, (_, at) => `t${'-x'.repeat(at % 5)}${at}`)

function earlier(run: number): string {
  const marker = { key: 'profile-gate.yml', sha: OLD_HEAD, run, attempt: 1, results: [], previous: null } as const
  return `${writeMarker({ ...marker, outcome: 'fail', headline: 'heap +9 MiB' })}\nearlier`
}

/** What the pull request shows of us: targets with a row of their own, or that there is one comment too many. */
function shown(shared: Conversation) {
  const ours = shared.comments.filter(({ body }) => readMarker(body) !== null)
  const body = ours[0]?.body ?? ''
  const rows = [...body.matchAll(/^\| `([^`]+)` \|/gm)].map(([, target]) => target ?? '')
  const more = Number(/^\| (\d+) more targets/m.exec(body)?.[1] ?? 0)
  return { comments: ours.length, targets: rows.length + more, rows, body, marker: readMarker(body) }
}

/** So many turns of others a job begins later: some store their results while others write the comment. */
const waits = (jobs: number) => fc.array(fc.nat(60), { minLength: jobs, maxLength: jobs })

/** Every request to GitHub waits for its turn. */
function slowly(scheduler: fc.Scheduler, store: ArtifactStore, api: CommentApi & PullApi) {
  const turns = <Service extends object>(service: Service): Service =>
    Object.fromEntries(
      Object.entries(service).map(([name, ask]) => [name, scheduler.scheduleFunction(ask)]),
    ) as unknown as Service
  return [turns(store), turns(api)] as const
}

describe('the jobs of a matrix', { timeout: 600_000 }, () => {
  test.each([
    ['where there is no comment yet', []],
    ['where there is one', [[BOT, earlier(10)]]],
  ] as const)('that finish together leave one comment with all of them, %s', async (_, comments) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), waits(20), async (scheduler, before) => {
        const run = new SharedRun()
        const shared = conversation(...comments)
        let writes = 0
        const onRequest = (each: string) => {
          if (/(create|update)Comment/.test(each)) writes++
        }
        const jobs = targets(20).map(async (target, at) => {
          const [store, api] = slowly(scheduler, run.store(), apiFor(shared, { onRequest }))
          for (let turn = 0; turn < (before[at] ?? 0); turn++) await scheduler.schedule(Promise.resolve())
          return run.job(resultOf(target), store, api)
        })
        await scheduler.waitFor(Promise.all(jobs))
        const { marker, body, ...counts } = shown(shared)
        expect(counts).toMatchObject({ comments: 1, targets: 20 })
        expect(marker?.results.toSorted()).toEqual(
          run.artifacts.map(({ id, name }) => `${name.replace('profile-gate-result-', '')}:${id.toString(36)}`).sort(),
        )
        expect(marker).toMatchObject({ sha: HEAD, run: 20, outcome: 'fail' })
        if (comments.length > 0) expect(marker?.previous).toMatchObject({ sha: OLD_HEAD, headline: 'heap +9 MiB' })
        expect(body).toContain('Profile gate failed')
        const urls = new Set((await Promise.all(jobs)).map(({ url }) => url))
        expect([...urls].filter((url) => url !== null)).toEqual([shared.comments.at(-1)?.url])
        expect(run.warnings).toEqual([])
        expect(writes).toBeLessThan(20 * 4)
      }),
      { numRuns: RUNS, seed: 482 },
    )
  })

  test('leave the same comment in whatever order they finish', async () => {
    const bodies = new Set<string>()
    for (const order of [targets(6), targets(6).toReversed()]) {
      const run = new SharedRun()
      const shared = conversation()
      for (const target of order) await run.job(resultOf(target), run.store(), apiFor(shared))
      bodies.add(shown(shared).body.split('\n').slice(1).join('\n'))
    }
    expect(bodies.size).toBe(1)
  })

  test('that are run again alone stay beside those of the attempt before', async () => {
    const run = new SharedRun()
    const shared = conversation()
    for (const target of ['amd', 'arm', 'web']) await run.job(resultOf(target, fail), run.store(), apiFor(shared))
    run.rerun()
    await run.job(resultOf('arm', pass), run.store(), apiFor(shared))
    const { comments, rows, body, marker } = shown(shared)
    expect([comments, rows]).toEqual([1, ['amd', 'web', 'arm']])
    expect(body).toContain('4 of 15 checks, in 2 of 3 targets')
    expect(marker).toMatchObject({ attempt: 2, outcome: 'fail' })
    expect(run.artifacts).toHaveLength(4)
  })

  test('that are still at work when their target is measured again show the newer result', async () => {
    const run = new SharedRun()
    const shared = conversation([BOT, earlier(10)])
    const api = apiFor(shared)
    let isRerun = false
    const pull = (number: number) => {
      if (!isRerun) {
        isRerun = true
        run.rerun()
        run.add('profile-gate-result-arm', { 'profile-gate-result.json': JSON.stringify(resultOf('arm', pass)) })
      }
      return api.pull(number)
    }
    await run.job(resultOf('arm', fail), run.store(), { ...api, pull })
    expect(shown(shared).body).toContain('Profile gate passed')
  })

  test('find nothing to write where another one has shown them already', async () => {
    const run = new SharedRun()
    const shared = conversation()
    const [amd, arm] = ['amd', 'arm'].map((target) => resultOf(target, fail))
    if (amd === undefined || arm === undefined) throw new Error('two results')
    const api = apiFor(shared)
    // The second one stores its result, and waits; the first one does the rest.
    let isFree = () => {}
    const free = new Promise<void>((resolve) => (isFree = resolve))
    let isStored = () => {}
    const stored = new Promise<void>((resolve) => (isStored = resolve))
    const waiting = { ...api, comments: (pull: number) => free.then(() => api.comments(pull)) }
    const store = run.store()
    const slow: ArtifactStore = {
      ...store,
      list: async () => {
        isStored()
        return store.list()
      },
    }
    const second = run.job(arm, slow, waiting)
    await stored
    expect((await run.job(amd, run.store(), api)).kind).toBe('created')
    isFree()
    expect(await second).toMatchObject({ kind: 'kept', why: 'shown' })
    expect(shown(shared)).toMatchObject({ comments: 1, targets: 2 })
  })

  test.each(['updateComment', 'createComment'] as const)(
    'show both where one is slow to write (%s) what it knew before the other began',
    async (slow) => {
      const run = new SharedRun()
      const shared = conversation(...(slow === 'updateComment' ? [[BOT, earlier(10)] as const] : []))
      const api = apiFor(shared)
      const other = () => run.job(resultOf('arm', fail), run.store(), apiFor(shared))
      let ended: ReturnType<typeof other> | null = null
      const late = {
        ...api,
        [slow]: async (id: number, body: string) => {
          ended ??= other()
          await ended
          return api[slow](id, body)
        },
      }
      const first = await run.job(resultOf('amd', fail), run.store(), late)
      expect(shown(shared)).toMatchObject({ comments: 1, rows: ['amd', 'arm'] })
      expect(first.url).toBe((await other()).url)
    },
  )

  test('that end one after the other while one writes are all shown by it', async () => {
    const run = new SharedRun()
    const shared = conversation([BOT, earlier(10)])
    const others = ['b', 'c', 'd', 'e', 'f', 'g', 'h']
    const onRequest = (each: string) => {
      // Jobs that store their results and are cancelled before they write.
      const target = each === 'updateComment' ? others.shift() : undefined
      const made = target === undefined ? null : resultOf(target, fail)
      if (made !== null) run.add(`profile-gate-result-${target}`, { 'profile-gate-result.json': JSON.stringify(made) })
    }
    await run.job(resultOf('a', fail), run.store(), apiFor(shared, { onRequest }))
    expect(shown(shared)).toMatchObject({ comments: 1, rows: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] })
  })

  test('say together that something is fixed, though only the first one saw what was wrong', async () => {
    const run = new SharedRun()
    const shared = conversation([BOT, earlier(10)])
    for (const target of ['amd', 'arm']) await run.job(resultOf(target, pass), run.store(), apiFor(shared))
    expect(shown(shared).body).toContain('Profile gate passed: fixed in')
    expect(shown(shared).body).toContain('(`heap +9 MiB`) is gone')
  })

  test('of an older run leave the comment of a newer one as it is', async () => {
    const shared = conversation([BOT, earlier(21)])
    const run = new SharedRun()
    const reports = []
    for (const target of ['amd', 'arm'])
      reports.push(await run.job(resultOf(target, fail), run.store(), apiFor(shared)))
    expect(reports.map((report) => report.kind)).toEqual(['kept', 'kept'])
    expect(shared.comments.map(({ body }) => body)).toEqual([earlier(21)])
  })

  test('of two runs at the same time leave the newer one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const [older, newer] = [new SharedRun(), new SharedRun()]
        const shared = conversation()
        const jobs = targets(4).flatMap((target) =>
          (
            [
              [older, 19],
              [newer, 20],
            ] as const
          ).map(([run, id]) => {
            const [store, api] = slowly(scheduler, run.store(), apiFor(shared))
            return run.job(resultOf(target, fail), store, api, id)
          }),
        )
        await scheduler.waitFor(Promise.all(jobs))
        const { comments, targets: count, marker } = shown(shared)
        expect(comments).toBe(1)
        // GitHub cannot edit on a condition: an older run may come between the last look and the last write.
        if (marker?.run === 20) expect(count).toBe(4)
      }),
      { numRuns: RUNS, seed: 482 },
    )
  })
})

describe('a job of a matrix', () => {
  /** A store that fails so many downloads. */
  const failing = (store: ArtifactStore, times: number): ArtifactStore => ({
    ...store,
    download: async (...args) => {
      if (times-- > 0) throw new ArtifactError('failed', 'download of profile-gate-result-amd: (500)')
      return store.download(...args)
    },
  })

  test('asks again for a result that could not be downloaded', async () => {
    const run = new SharedRun()
    const shared = conversation()
    await run.job(resultOf('amd', fail), run.store(), apiFor(shared))
    await run.job(resultOf('arm', fail), failing(run.store(), 1), apiFor(shared))
    expect(shown(shared)).toMatchObject({ targets: 2, body: expect.not.stringContaining('could not be downloaded') })
    expect(run.warnings).toEqual([])
  })

  test('writes again once a result can be downloaded', async () => {
    const run = new SharedRun()
    const shared = conversation()
    const bodies: string[] = []
    const onRequest = () => void bodies.push(shared.comments[0]?.body ?? '')
    await run.job(resultOf('amd', fail), run.store(), apiFor(shared))
    await run.job(resultOf('arm', pass), failing(run.store(), 2), apiFor(shared, { onRequest }))
    expect(bodies.join('\n')).toContain('The result of `amd` could not be downloaded, so it is not shown here.')
    expect(shown(shared)).toMatchObject({ targets: 2, body: expect.not.stringContaining('could not be downloaded') })
    expect(run.warnings).toHaveLength(1)
  })

  test('shows the others where one stays out of reach, and does not write over who has it', async () => {
    const run = new SharedRun()
    const shared = conversation()
    const lost = () => failing(run.store(), 1000)
    await run.job(resultOf('amd', pass), run.store(), apiFor(shared))
    await run.job(resultOf('arm', pass), lost(), apiFor(shared, {}))
    expect(shown(shared)).toMatchObject({ comments: 1, rows: ['amd', 'arm'], marker: { outcome: 'error' } })
    await run.job(resultOf('web', pass), run.store(), apiFor(shared))
    expect(shown(shared)).toMatchObject({ comments: 1, targets: 3, marker: { outcome: 'pass' } })
    const report = await run.job(resultOf('web', pass), lost(), apiFor(shared))
    expect([report, shown(shared).marker?.outcome]).toMatchObject([{ kind: 'kept' }, 'pass'])
  })

  test('leaves what is no result to the comment of the workflow', async () => {
    const run = new SharedRun()
    const shared = conversation()
    run.add('profile-gate-result-broken', { 'profile-gate-result.json': '{' })
    const made = resultOf('arm', fail)
    const nightly = { ...made, context: { ...made.context, commentKey: 'nightly' } }
    await run.job(resultOf('amd', fail), run.store(), apiFor(shared))
    await run.job(nightly, run.store(), apiFor(shared), 20, 'nightly')
    const broken = shared.comments.map(({ body }) => [readMarker(body)?.key, body.includes('`broken`')])
    expect(broken).toEqual([
      ['profile-gate.yml', true],
      ['nightly', false],
    ])
  })

  test('does not write again for a result of another comment', async () => {
    const run = new SharedRun()
    const shared = conversation()
    await run.job(resultOf('amd', fail), run.store(), apiFor(shared))
    const made = resultOf('arm', fail)
    const nightly = { ...made, context: { ...made.context, commentKey: 'nightly' } }
    run.add('profile-gate-result-arm', { 'profile-gate-result.json': JSON.stringify(nightly) })
    expect(shown(shared).marker?.results).toHaveLength(1)
    const writes: string[] = []
    const onRequest = (each: string) => void writes.push(each)
    await run.job(resultOf('web', fail), run.store(), apiFor(shared, { onRequest }))
    expect(shown(shared).marker?.results.map((id) => id.split(':')[0])).toEqual(['amd', 'web'])
  })

  test('that was overtaken by one that nobody can read says so', async () => {
    const run = new SharedRun()
    const shared = conversation([BOT, earlier(10)])
    const api = apiFor(shared)
    const pull = (number: number) => {
      if (run.attempt === 1) {
        run.rerun()
        run.add('profile-gate-result-arm', { 'profile-gate-result.json': '{' })
      }
      return api.pull(number)
    }
    await run.job(resultOf('arm', pass), run.store(), { ...api, pull })
    expect(shown(shared).body).toContain('Profile gate could not decide')
  })

  test('does not store what nobody could read', async () => {
    const run = new SharedRun()
    const made = resultOf('amd', fail)
    const odd = { ...made, context: { ...made.context, commentKey: 'k'.repeat(300) } }
    await run.job(odd, run.store(), apiFor(conversation()))
    expect(run.artifacts).toEqual([])
    expect(run.warnings).toEqual([expect.stringContaining('context.commentKey')])
  })

  test('whose result cannot be stored shows itself and those that are', async () => {
    const run = new SharedRun()
    const shared = conversation()
    await run.job(resultOf('amd', fail), run.store(), apiFor(shared))
    const upload = () => Promise.reject(new ArtifactError('failed', 'upload of profile-gate-result-arm: (500)'))
    await run.job(resultOf('arm', fail), { ...run.store(), upload }, apiFor(shared))
    expect(shown(shared)).toMatchObject({ comments: 1, rows: ['amd', 'arm'] })
    expect(run.warnings).toEqual([
      'The result was not stored, so comments that other jobs of this run write do not show it: upload of profile-gate-result-arm: (500)',
    ])
  })

  test('that cannot see the others shows itself, with one warning', async () => {
    const run = new SharedRun()
    const shared = conversation()
    let lists = 0
    const list = () => {
      lists++
      return Promise.reject(new ArtifactError('failed', 'list of artifacts: (500)'))
    }
    const report = await run.job(resultOf('arm', fail), { ...run.store(), list }, apiFor(shared))
    expect([report.kind, lists]).toEqual(['created', 1])
    expect(run.warnings).toEqual([expect.stringContaining('list of artifacts: (500)')])
  })

  test.each([
    ['not-supported', 0],
    ['no-runtime', 0],
    ['quota', 1],
    ['failed', 1],
  ] as const)('without artifacts, %s, warns %i times', async (kind, count) => {
    const run = new SharedRun()
    const refuse = () => Promise.reject(new ArtifactError(kind, 'no'))
    const store = { ...run.store(), upload: refuse, list: refuse }
    await run.job(resultOf('arm', fail), store, apiFor(conversation()))
    expect(run.warnings).toHaveLength(count)
  })

  test('is not written over by a step that has the same name', async () => {
    const run = new SharedRun()
    const shared = conversation()
    await run.job(resultOf('arm', pass), run.store(), apiFor(shared))
    await run.job(resultOf('amd', fail), run.store(), apiFor(shared))
    const before = shown(shared).body
    const report = await run.job(resultOf('arm', fail), run.store(), apiFor(shared))
    expect(report).toMatchObject({ kind: 'kept', why: 'comment-taken' })
    expect(shown(shared).body).toBe(before)
  })

  test('of another comment key stands in another comment', async () => {
    const run = new SharedRun()
    const shared = conversation()
    const other = resultOf('arm', fail)
    const nightly = { ...other, context: { ...other.context, commentKey: 'nightly' } }
    run.add('profile-gate-result-arm', { 'profile-gate-result.json': JSON.stringify(nightly) })
    await run.job(resultOf('amd', fail), run.store(), apiFor(shared))
    const [first] = shared.comments
    expect(first?.body).toContain('**Heap in use** in `amd`, total')
    expect(first?.body).not.toContain('`arm`')
  })

  test.each([
    ['no JSON', { 'profile-gate-result.json': '{' }, 'it is no JSON in UTF-8'],
    ['no zip with it alone', { 'profile-gate-result.json': '{}', 'x.sh': '' }, 'holds more than 1 files'],
    ['another file', { 'result.json': '{}' }, 'profile-gate-result.json'],
    ['of another target', null, 'it is of another target than its name says'],
  ])('shows that the result of another one cannot be used: %s', async (_, files, why) => {
    const run = new SharedRun()
    const shared = conversation()
    const made = files ?? { 'profile-gate-result.json': JSON.stringify(resultOf('web', pass)) }
    run.add('profile-gate-result-arm', made)
    await run.job(resultOf('amd', pass), run.store(), apiFor(shared))
    expect(shown(shared).body).toContain('Profile gate could not decide')
    expect(shown(shared).rows).toEqual(['arm', 'amd'])
    expect(run.warnings).toEqual([expect.stringContaining(why)])
  })

  test('whose comment somebody deletes meanwhile writes it anew', async () => {
    const run = new SharedRun()
    const shared = conversation()
    await run.job(resultOf('amd', fail), run.store(), apiFor(shared))
    const onRequest = (each: string) => {
      if (each === 'updateComment') shared.comments = []
    }
    await run.job(resultOf('arm', fail), run.store(), apiFor(shared, { onRequest }))
    expect(shown(shared)).toMatchObject({ comments: 1, targets: 2 })
  })

  test('that may not comment says so once', async () => {
    const run = new SharedRun()
    const refuses = { comments: new ApiError('forbidden', 'GET comments: 403', 403) }
    const report = await run.job(resultOf('amd', fail), run.store(), apiFor(conversation(), { refuses }))
    expect(report).toMatchObject({ kind: 'failed', message: expect.stringContaining('pull-requests: write') })
  })
})
