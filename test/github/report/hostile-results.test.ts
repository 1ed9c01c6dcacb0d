import { describe, expect, test } from 'vitest'
import type { OpenPull } from '../../../src/github/api/api.ts'
import { ApiError } from '../../../src/github/api/error.ts'
import type { WorkflowRunEvent } from '../../../src/github/event.ts'
import { readInputs } from '../../../src/github/inputs.ts'
import { createLog } from '../../../src/github/log.ts'
import { readMarker, writeMarker } from '../../../src/github/publish/marker.ts'
import { runReport } from '../../../src/github/report/run-report.ts'
import { notice } from '../../../src/model/notice.ts'
import { renderJson } from '../../../src/report/json.ts'
import type { Result } from '../../../src/result/result.ts'
import { HOSTILE_NAMES } from '../../report/hostile-names.ts'
import { cause, change, check, fail, heapFailure, mib, mixed, pass, problem, result } from '../../report/results.ts'
import { zipOf } from '../fake/zip.ts'
import { apiFor, type Conversation, conversation, HEAD } from '../publish/comment-store.ts'
import { SharedRun } from '../results/shared-run.ts'

const BOT = 'github-actions[bot]'
const MAIN = '41d09ae5f2c8b3376d10e9a4cb5582e7f0a91b3e'
const RESULT = 'profile-gate-result.json'

const event: WorkflowRunEvent = {
  ...{ kind: 'workflow-run', action: 'completed', runId: 77, attempt: 1, conclusion: 'success', event: 'pull_request' },
  ...{ workflowFile: 'profile-gate.yml', headSha: HEAD, headBranch: 'main', headRepository: { id: 12, owner: 'eve' } },
  isFork: true,
}

const PULL: OpenPull = { number: 482, headSha: HEAD, headBranch: 'main', headRepository: 12 }

const run = {
  repository: { owner: 'acme', name: 'shop' },
  ...{ sha: MAIN, ref: 'refs/heads/main', event: 'workflow_run', eventPath: '', id: 99, attempt: 1, action: null },
  ...{ workflowFile: 'report.yml', workspace: '', serverUrl: 'https://github.com', now: '2026-11-30T10:00:00Z' },
}

/** What the report writes of artifacts of a fork's run. */
async function reported(
  artifacts: Readonly<Record<string, Parameters<SharedRun['add']>[1] | Uint8Array>>,
  shared: Conversation = conversation(),
  pulls: readonly OpenPull[] = [PULL],
  parts: Partial<WorkflowRunEvent> = {},
  asked: object = {},
) {
  const stored = new SharedRun()
  for (const [name, files] of Object.entries(artifacts)) {
    if (files instanceof Uint8Array) stored.addBytes(name, files)
    else stored.add(name, files)
  }
  let log = ''
  const outputs: Record<string, string> = {}
  const given: Readonly<Record<string, string>> = {
    candidate: 'profiles/',
    token: 'ghs_x',
    mode: 'report',
    comment: 'always',
  }
  const never = () => Promise.reject(new Error('not asked for'))
  const api = {
    ...apiFor(shared),
    artifactsIn: async () =>
      stored.artifacts.map((each) => ({ ...each, isExpired: false, createdAt: each.createdAt ?? '' })),
    openPulls: async () => pulls,
    ...asked,
    ...{ run: never, runsOf: never, artifactsOf: never, holdersOf: never, parentsOf: never, mergeBase: never },
    ...{ aheadBy: never, ancestorsOf: never, fileAt: never },
  }
  await runReport({
    ...{ event: { ...event, ...parts }, version: '1.2.0', run: { ...run, temporaryFolder: stored.folder } },
    inputs: readInputs((name) => given[name] ?? '', { workflowFile: 'report.yml' }),
    log: createLog((text) => {
      log += text
    }),
    connect: async () => api as never,
    openArtifacts: async () => stored.store(),
    publisher: {
      output: (name, value) => {
        outputs[name] = value
      },
      summary: async () => {},
    },
  })
  return { log, outputs, bodies: shared.comments.map(({ body }) => body) }
}

/** Results as the fork's run stores them, for the step without a target. */
function own(made: Result = fail()): Result {
  const checks = made.checks.map((each) => ({ ...each, target: null }))
  return { ...made, checks, context: { ...made.context, target: null } }
}

const stored = (made: Result) => ({ 'profile-gate-result': { [RESULT]: renderJson(made) } })
const altered = (change: (value: Record<string, unknown>) => void) => {
  const value = JSON.parse(renderJson(own())) as Record<string, unknown>
  change(value)
  return { 'profile-gate-result': { [RESULT]: JSON.stringify(value) } }
}
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('a result of a fork', () => {
  test('is shown under the pull request, the commit and the run that GitHub names, whatever it says', async () => {
    const made = own()
    const context = {
      ...made.context,
      ...{ candidate: { sha: MAIN, ref: 'main' }, runId: 1, attempt: 9, workflow: 'release.yml' },
      baseline: {
        ...made.context.baseline,
        sha: 'd'.repeat(40),
        runId: 31337,
        steps: [notice('found', { sha: MAIN, run: 31337 })],
      },
      policy: { ...made.context.policy, sha: 'e'.repeat(40) },
    }
    const { bodies, outputs } = await reported(stored({ ...made, context }))
    expect(bodies).toHaveLength(1)
    const [body = ''] = bodies
    expect(readMarker(body)).toMatchObject({ sha: HEAD, run: 77, attempt: 1, key: 'profile-gate.yml' })
    expect(body).toContain(`/commit/${HEAD}`)
    for (const foreign of [MAIN, 'd'.repeat(7), 'e'.repeat(7), '31337', 'release.yml', '/blob/']) {
      expect(body).not.toContain(foreign.slice(0, 7))
    }
    expect(outputs).toMatchObject({ outcome: 'fail', failed: 'false' })
  })

  test('comes to what its checks come to', async () => {
    const { bodies } = await reported(stored({ ...own(), outcome: 'pass', counts: { ...own().counts, fail: 0 } }))
    expect(bodies[0]).toContain('### ❌ Profile gate failed: ')
  })

  test.each<[string, Parameters<typeof reported>[0]]>([
    ['an unknown key', altered((value) => void Object.assign(value, { pull: 1 }))],
    [
      'an unknown key deep inside',
      altered((value) => void Object.assign((value['checks'] as object[])[0] ?? {}, { html: '<b>' })),
    ],
    ['a missing key', altered((value) => void Reflect.deleteProperty(value, 'counts'))],
    ['another version', altered((value) => void Object.assign(value, { schemaVersion: 2 }))],
    ['a reason in its own words', stored({ ...own(), problems: [problem(notice('please-merge-this', {}))] })],
    ['words for a code', stored({ ...own(), problems: [problem(notice('Please merge', {}))] })],
    [
      'a file that says why in its own words',
      stored({ ...own(), problems: [problem(notice('unreadable', { code: 'approved' }))] }),
    ],
    ['a name without end', stored(own(result({ checks: [check({ metric: 'x'.repeat(2000) })] })))],
    ['a rule that is a sentence', stored(own(result({ checks: [check({ rule: 'merge this now' })] })))],
    [
      'a kind that is none',
      altered((value) => void Object.assign((value['checks'] as object[])[0] ?? {}, { kind: 'x' })),
    ],
    ['a prototype', { 'profile-gate-result': { [RESULT]: '{"__proto__":{"outcome":"pass"}}' } }],
    ['nesting', { 'profile-gate-result': { [RESULT]: `{"checks":${deep(100_000)}}` } }],
    ['no JSON', { 'profile-gate-result': { [RESULT]: 'pass' } }],
    ['no UTF-8', { 'profile-gate-result': { [RESULT]: Buffer.from([0x22, 0xff, 0x22]) } }],
    ['17 MiB', { 'profile-gate-result': { [RESULT]: `"${'x'.repeat(17 * 2 ** 20)}"` } }],
    ['a file beside it', { 'profile-gate-result': { [RESULT]: renderJson(own()), 'x.sh': 'echo' } }],
    ['a name that leads out', { 'profile-gate-result': { '../../profile-gate-result.json': renderJson(own()) } }],
    ['an absolute name', { 'profile-gate-result': { '/etc/profile-gate-result.json': renderJson(own()) } }],
    ['a manifest', { 'profile-gate-result': { 'profile-gate.json': renderJson(own()) } }],
    ['a link', { 'profile-gate-result': linked(zipOf({ [RESULT]: '/etc/passwd' })) }],
    ['no zip', { 'profile-gate-result': Buffer.from(renderJson(own())) }],
    ['half a zip', { 'profile-gate-result': zipOf({ [RESULT]: renderJson(own()) }).slice(0, 400) }],
    ['nothing', { 'profile-gate-result': new Uint8Array() }],
    ['another target', { 'profile-gate-result-arm': { [RESULT]: renderJson(own()) } }],
  ])('is not shown with %s', async (_, artifacts) => {
    const { log, bodies, outputs } = await reported(artifacts)
    expect([bodies, outputs]).toEqual([[], { 'comment-url': '' }])
    expect(log).toMatch(/::warning::The result .* cannot be shown: /)
    expect(log).toContain('none of its results can be used')
    expect(log).not.toMatch(/^::(?!warning::|group::|endgroup::)/m)
  })

  test('says how its baseline was found in words of its own, as its own word', async () => {
    const made = own()
    const baseline = { ...made.context.baseline, how: 'ancestor', behind: 7, age: 3 * 86_400 }
    const { bodies } = await reported(stored({ ...made, context: { ...made.context, baseline } }))
    expect(bodies[0]).toContain(
      'Baseline as reported by the fork’s run (nearest ancestor with profiles, 7 commits behind, 3 days old)',
    )
  })

  test.each([
    [HEAD, 'This PR changes the policy; it is judged by its own.'],
    ['d'.repeat(40), 'This PR changes the policy; it is judged by its own.'],
    ['e'.repeat(40), 'This PR changes the policy; it is judged by the one of the base.'],
    [null, 'This PR changes the policy; it is judged by the one of the base.'],
  ])('judged by a policy of %s says whose that is', async (sha, says) => {
    const made = own()
    const candidate = { sha: 'd'.repeat(40), ref: 'main' }
    const policy = { ...made.context.policy, sha, changed: true }
    const { bodies } = await reported(stored({ ...made, context: { ...made.context, candidate, policy } }))
    expect(bodies[0]).toContain(says)
    expect(bodies[0]).not.toMatch(/dddd|eeee/)
  })

  test('has as many acceptances shown as a reviewer reads, and the rest counted', async () => {
    const [first] = mixed().accepted
    const all = Array.from({ length: 5000 }, (_, at) => ({
      ...first,
      line: at,
      subject: { kind: 'function', name: `f${at}` },
    }))
    const made = { ...own(), accepted: all as Result['accepted'] }
    const { bodies } = await reported(stored(made))
    expect(bodies[0]?.match(/\*\*Accepted:\*\*/g)).toHaveLength(20)
    expect(bodies[0]).toContain('- … 4980 more acceptances')
    expect(bodies[0]).toContain('**Heap in use**')
    const arm = { ...made, context: { ...made.context, target: 'arm' } }
    const both = await reported({ ...stored(own(pass())), 'profile-gate-result-arm': { [RESULT]: renderJson(arm) } })
    expect(both.bodies[0]?.match(/\*\*Accepted:\*\*/g)).toHaveLength(20)
  })

  test('of another comment key does not reach that comment', async () => {
    const other = `${writeMarker({ key: 'nightly.yml', sha: HEAD, run: 5, attempt: 1, outcome: 'fail', headline: '', results: [], previous: null })}\nours`
    const made = own()
    const { bodies } = await reported(
      stored({ ...made, context: { ...made.context, commentKey: 'nightly.yml' } }),
      conversation([BOT, other]),
    )
    expect(bodies).toEqual([other])
  })

  test('beside one that cannot be used is shown with it, in the words of nobody', async () => {
    const { bodies } = await reported({ ...stored(own(pass())), 'profile-gate-result-evil': { [RESULT]: '{' } })
    expect(bodies[0]).toContain('Profile gate could not decide')
    expect(bodies[0]).toContain('The result of `evil` cannot be used')
  })

  test('is not written where a stranger has pasted a marker of ours', async () => {
    const marker = writeMarker({
      key: 'profile-gate.yml',
      sha: HEAD,
      run: 99_999,
      attempt: 1,
      outcome: 'pass',
      headline: '',
      results: [],
      previous: null,
    })
    const { bodies } = await reported(stored(own()), conversation(['eve', `${marker}\nAll is well`]))
    expect(bodies).toEqual([`${marker}\nAll is well`, expect.stringContaining('Profile gate failed')])
  })

  test.each([
    ['another repository', { headRepository: 13 }],
    ['another branch', { headBranch: 'Main' }],
    ['another commit', { headSha: MAIN }],
  ])('is for no pull request from %s', async (_, parts) => {
    const { bodies, log } = await reported(stored(own()), conversation(), [{ ...PULL, ...parts }])
    expect([bodies, log]).toEqual([[], expect.stringContaining('Nothing is reported of run 77')])
  })
})

describe('a run that did not end well', () => {
  test.each(['failure', 'cancelled', 'timed_out', 'startup_failure', null])(
    'is no pass, whatever it has stored: %s',
    async (conclusion) => {
      const { bodies, outputs } = await reported(stored(own(pass())), conversation(), [PULL], { conclusion })
      expect(bodies[0]).toContain('### 🚫 Profile gate could not decide: 1 problem to fix')
      expect(bodies[0]).toContain(
        `The run ended as \`${conclusion ?? 'unknown'}\`, though all that it has stored passes`,
      )
      expect([outputs['outcome'], readMarker(bodies[0] ?? '')?.outcome]).toEqual(['error', 'error'])
    },
  )

  test('is said of all targets at once', async () => {
    const arm = { ...pass(), context: { ...pass().context, target: 'arm' } }
    const both = { ...stored(own(pass())), 'profile-gate-result-arm': { [RESULT]: renderJson(arm) } }
    const { bodies } = await reported(both, conversation(), [PULL], { conclusion: 'failure' })
    expect(bodies[0]).toContain('**1.** The run ended as `failure`')
    expect(bodies[0]).not.toContain('Profile gate passed')
  })

  test('is what its results say where one of them fails', async () => {
    const { bodies } = await reported(stored(own(fail())), conversation(), [PULL], { conclusion: 'failure' })
    expect(bodies[0]).toContain('### ❌ Profile gate failed: ')
    expect(bodies[0]).not.toContain('The run ended')
  })

  test('is told in the comment that it has written itself, and taken back when its jobs are run again', async () => {
    const shared = conversation()
    const first = await reported(stored(own(pass())), shared)
    const ids = readMarker(first.bodies[0] ?? '')?.results
    const died = await reported(stored(own(pass())), shared, [PULL], { conclusion: 'failure' })
    expect(readMarker(died.bodies[0] ?? '')?.results).toEqual([...(ids ?? []), 'unfinished'])
    const again = await reported(stored(own(pass())), shared, [PULL], { attempt: 2 })
    expect(again.bodies).toEqual([expect.stringContaining('Profile gate passed')])
    const other = await reported(stored(own(pass())), shared, [PULL], { attempt: 3 })
    expect([other.bodies, other.log]).toEqual([again.bodies, expect.stringContaining('shows this verdict already')])
  })
})

describe('runs of two workflows with the same name', () => {
  test('are told apart by their files', async () => {
    const made = own()
    const nightly = { ...made, context: { ...made.context, commentKey: 'nightly.yml' } }
    const shared = conversation()
    await reported(stored(made), shared)
    await reported(stored(nightly), shared, [PULL], { runId: 78, workflowFile: 'nightly.yml' })
    await reported(stored(nightly), shared, [PULL], { runId: 79 })
    expect(shared.comments.map(({ body }) => readMarker(body)).map((each) => [each?.key, each?.run])).toEqual([
      ['profile-gate.yml', 77],
      ['nightly.yml', 78],
    ])
  })
})

describe('what GitHub does not tell', () => {
  test.each([
    ['forbidden', 403, 'permissions: { actions: read, pull-requests: write }'],
    ['not-found', 404, 'permissions: { actions: read, pull-requests: write }'],
    ['forbidden', 401, 'Check the input token'],
    ['rate-limited', 429, 'Run the job again in an hour'],
    ['unavailable', 503, 'Run the job again'],
  ] as const)('%s, %i, is one warning with the way out', async (kind, status, says) => {
    const refuse = () => Promise.reject(new ApiError(kind, `GET /repos/acme/shop/pulls: ${status}`, status))
    for (const asked of [{ openPulls: refuse }, { artifactsIn: refuse }]) {
      const { log, bodies } = await reported(stored(own()), conversation(), [PULL], {}, asked)
      expect([bodies, log.match(/::warning::/g)]).toEqual([[], ['::warning::']])
      expect(log).toContain(`Nothing is reported of run 77`)
      expect(log).toContain(says)
      if (!says.startsWith('permissions')) expect(log).not.toContain('permissions:')
    }
  })
})

describe('what a fork chooses', () => {
  const NAMES = [
    ...[
      '@everyone',
      '#1',
      '<img src=x onerror=alert(1)>',
      '::set-output name=x::y',
      '##[error]x',
      '\u202egnp.exe',
      'a\u200bb',
    ],
    ...HOSTILE_NAMES.filter((name) => name.length < 1000),
  ]

  test.each(NAMES)('stays a name: %j', async (name) => {
    const values = change(mib(4), mib(20))
    const made = own(
      result({
        outcome: 'fail',
        checks: [
          heapFailure({
            profile: name,
            of: /^label:\S/.test(`label:${name}`) ? `label:${name.slice(0, 500)}` : 'total',
            causes: [
              cause(name, values, {
                status: 'over-limit',
                file: name,
                line: 1,
                waiting: name.slice(0, 200),
                creator: name,
              }),
            ],
          }),
        ],
        accepted: mixed().accepted.map((each) => ({ ...each, reason: name, subject: { kind: 'function', name } })),
        problems: [problem(notice('policy-mistake', { file: name, text: name, frame: name, line: 3 }))],
        warnings: [
          { ...notice('period-differs', { baseline: name, candidate: name, unit: name }), profile: name },
          { ...notice('other-commit-measured', { sha: name, as: name }), profile: null },
        ],
      }),
    )
    const { bodies, log } = await reported(stored(made))
    expect(bodies).toHaveLength(1)
    const bare = (bodies[0] ?? '')
      .split('\n')
      .slice(1)
      .join('\n')
      .replace(/^(`{3,})[\s\S]*?^\1$/gm, '')
      .replace(/<code>.*?<\/code>/g, '')
      .replace(/`[^`]*`/g, '')
    expect(bare).not.toMatch(
      /@(?!\[)\w|(?<!#)#\d|<(?!\/?(?:sub|br|details|summary|b)\b)[a-z!/]|::|##\[|\p{Cf}|https?:\/\/(?!github\.com\/acme)/iu,
    )
    expect(log).not.toMatch(/^::(?!warning::|group::|endgroup::)|##\[/m)
  })

  test.each([
    { unit: 'approved by the maintainers already' },
    { metric: 'Approved by the maintainers, please merge' },
    { unit: '@everyone' },
    { metric: '<b>' },
    { reason: notice('low-power', { Please: 'merge it now' }) },
  ])('is not shown with words where a name of a metric, a unit or a reason belongs: %j', async (said) => {
    const { bodies } = await reported(stored(own(result({ outcome: 'fail', checks: [heapFailure(said)] }))))
    expect(bodies).toEqual([])
  })

  test.each(['empty', 'low-power-of-mine', 'not-json'])('is not shown with a problem of code %s', async (code) => {
    const made = own(result({ outcome: 'error', problems: [problem(notice(code, { Note: 'approved already' }))] }))
    expect((await reported(stored(made))).bodies).toEqual([])
  })

  test('says nothing of where goroutines wait, nor of what the pull request changed', async () => {
    const waiting = 'for approval by the maintainers'
    const causes = [cause('leak', change(1, 9), { status: 'over-limit', waiting, reach: 'in-diff' })]
    const { bodies } = await reported(stored(own(result({ outcome: 'fail', checks: [heapFailure({ causes })] }))))
    expect(bodies).toHaveLength(1)
    expect(bodies[0]).not.toMatch(/approval|changed in this PR/)
  })

  test('is no sentence: messages, lines of files and reasons are left out', async () => {
    const words = 'This change was approved by the maintainers'
    const made = own(
      result({
        ...{ outcome: 'error', checks: pass().checks },
        accepted: mixed().accepted.map((each) => ({ ...each, reason: words })),
        problems: [
          problem(notice('policy-mistake', { file: '', text: words, frame: words })),
          problem(notice('baseline-unknown', { why: 'forbidden', message: words })),
          problem(
            notice('unreadable', { path: 'heap.pb.gz', side: 'baseline', code: 'artifact-failed', message: words }),
          ),
        ],
      }),
    )
    const { bodies } = await reported(stored(made))
    expect(bodies[0]).toContain('The policy cannot be used')
    expect(bodies[0]).not.toContain('approved')
  })
})

/** The same zip, whose only entry claims to be a symbolic link of Unix. */
function linked(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip)
  const at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1')
  bytes.writeUInt32LE((0o120777 << 16) >>> 0, at + 38)
  return bytes
}
