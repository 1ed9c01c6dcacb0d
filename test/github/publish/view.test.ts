import { join } from 'node:path'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import type { GateEvent } from '../../../src/github/event.ts'
import { linksOf } from '../../../src/github/publish/links.ts'
import { sourceFiles } from '../../../src/github/publish/source-files.ts'
import { renderSummary } from '../../../src/github/publish/summary.ts'
import { inComment, ofLegs, type ViewFacts, viewOf } from '../../../src/github/publish/view.ts'
import type { Run } from '../../../src/github/run.ts'
import type { LoadedFile, LoadedSide } from '../../../src/load/loaded.ts'
import { DEFAULT_POLICY_FILE } from '../../../src/model/default-policy-file.ts'
import { functionsByFile } from '../../../src/reach/functions-by-file.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import type { Context, Result } from '../../../src/result/result.ts'
import { expectGolden } from '../../golden.ts'
import { temporaryFolder, write } from '../../load/temporary-folder.ts'
import { HOSTILE_NAMES } from '../../report/hostile-names.ts'
import { leg } from '../../report/legs.ts'
import { CASES, cause, change, check, fail, heapFailure, input, mib, pass, result } from '../../report/results.ts'
import { STATES } from '../../report/statistical-results.ts'

const { mixed, error } = CASES
const { 'repeats-fail': repeats, 'series-leak': series } = STATES
/** Summaries that people read as golden files. */
const SHOWN = { fail, mixed, error, 'repeats-fail': repeats, 'series-leak': series } as Readonly<
  Record<string, () => Result>
>

const MEASURED = '8f3c1d2a7be94c05a1d6e0f35c77b2a94e1b60cd'
const BASE = '41d09ae5f2c8b3376d10e9a4cb5582e7f0a91b3e'
const HEAD = 'c41e77a09d1b7e5a0f2c8b3376d10e9a4cb5582e'

const workspace = write(join(temporaryFolder(), 'work'), { 'internal/catalog/cache.go': '', 'a (b)/#c.go': '' })

function runOf(parts: Partial<Run> = {}): Run {
  return {
    repository: { owner: 'acme', name: 'shop' },
    ...{ sha: MEASURED, ref: 'refs/pull/482/merge', event: 'pull_request', eventPath: '' },
    ...{ id: 17023344551, attempt: 1, workflowFile: 'profile-gate.yml' },
    ...{ serverUrl: 'https://github.com', apiUrl: 'https://api.github.com' },
    ...{ workspace, temporaryFolder: '', action: 'acme/profile-gate@v1', now: '2026-11-30T10:00:00Z' },
    ...parts,
  }
}

const pullRequest: GateEvent = {
  ...{ kind: 'pull-request', number: 482, isOpen: true, headSha: HEAD, headBranch: 'cache', baseBranch: 'main' },
  ...{ baseSha: BASE, isFork: false },
}

const folder = (path: string): LoadedSide => ({
  ...{ kind: 'folder', path, files: [], manifest: null, unread: [], notices: [] },
})

const file = (path: string): LoadedSide => {
  const loaded: LoadedFile = { path, read: () => ({ kind: 'bytes', bytes: new Uint8Array() }) }
  return { kind: 'file', path: `profiles/${path}`, file: loaded }
}

const STORED = 'profile-gate-profiles-api'

function facts(parts: Partial<ViewFacts> = {}): ViewFacts {
  return {
    version: '1.2.0',
    run: runOf(),
    event: pullRequest,
    inputs: { failOn: 'fail', target: 'api' },
    result: fail(),
    files: sourceFiles(runOf(), functionsByFile(fail())),
    policyName: '.github/profile-gate.yml',
    policyChange: null,
    baseline: { side: folder('baseline'), artifact: { runId: 17020011222, name: STORED } },
    candidate: { side: folder('profiles/'), artifact: { runId: 17023344551, name: STORED } },
    storedAs: STORED,
    ...parts,
  }
}

describe('links', () => {
  const links = (parts: Partial<Run> = {}) =>
    linksOf({ run: runOf(parts), sha: MEASURED, files: (path) => (path === 'gone' ? null : path) })

  test('lead to the repository', () => {
    const { file, fileAt, commit, run, summary, workflow, report } = links()
    expect([
      file('internal/cache.go', 88),
      file('internal/cache.go', null),
      file('gone', 1),
      fileAt(BASE, '.github/profile-gate.yml', 14),
      commit(BASE),
      run(12),
      summary,
      workflow,
      report,
    ]).toEqual([
      `https://github.com/acme/shop/blob/${MEASURED}/internal/cache.go#L88`,
      `https://github.com/acme/shop/blob/${MEASURED}/internal/cache.go`,
      null,
      `https://github.com/acme/shop/blob/${BASE}/.github/profile-gate.yml#L14`,
      `https://github.com/acme/shop/commit/${BASE}`,
      'https://github.com/acme/shop/actions/runs/12',
      'https://github.com/acme/shop/actions/runs/17023344551',
      'https://github.com/acme/shop/actions/workflows/profile-gate.yml',
      null,
    ])
  })

  test('lead to the attempt and the server of the run', () => {
    const { summary } = links({ attempt: 3, serverUrl: 'https://acme.ghe.com' })
    expect(summary).toBe('https://acme.ghe.com/acme/shop/actions/runs/17023344551/attempts/3')
  })

  test('lead nowhere else, whatever a path or a commit is', () => {
    for (const name of HOSTILE_NAMES) {
      const { file, fileAt, commit, workflow } = links({ workflowFile: name })
      expect(fileAt(name, 'x', 1)).toBeNull()
      expect(commit(name)).toBeNull()
      for (const url of [file(name, 1), workflow]) {
        expect(url).toMatch(/^https:\/\/github\.com\/acme\/shop\/[\w%./#-]*$/)
        expect(new URL(url ?? '').origin).toBe('https://github.com')
      }
    }
  })
})

describe('the view of a run', () => {
  test('has the commands that give the same verdict', () => {
    expect(viewOf(facts()).reproduce).toEqual([
      'gh run download 17020011222 -n profile-gate-profiles-api -D baseline',
      'gh run download 17023344551 -n profile-gate-profiles-api -D candidate',
      'npx github:acme/profile-gate#v1 compare baseline candidate --policy .github/profile-gate.yml --target api',
    ])
  })

  const changed = (sha: string) => {
    const { context, ...rest } = fail()
    return { ...rest, context: { ...context, policy: { source: 'ci/the gate.yml', sha, changed: true } } }
  }

  test('takes the policy of the base where the pull request changes it, and claims no more', () => {
    const made = changed(BASE)
    const policyChange = { before: 'version: 1\n', after: 'version: 1\naccept: []\n' }
    const view = viewOf(facts({ result: made, policyName: 'ci/the gate.yml', policyChange }))
    expect(view.reproduce.slice(2)).toEqual([
      `git fetch origin ${BASE}`,
      `git show '${BASE}:ci/the gate.yml' > policy-of-the-base.yml`,
      'npx github:acme/profile-gate#v1 compare baseline candidate --policy policy-of-the-base.yml --target api',
    ])
    const text = renderMarkdown(made, view)
    expect(text).toContain(
      'By the policy of the base, on your machine; what this PR changes under `accept:` is not in it',
    )
    expect(text).not.toContain('The same verdict on your machine')
    const limits = { before: 'version: 1\n', after: 'version: 1\nown: [a]\n' }
    expect(renderMarkdown(made, { ...view, policyChange: limits })).toContain('The same verdict on your machine')
  })

  test.each([HEAD, MEASURED])('takes the policy of the checkout where that is the one that counts: %s', (sha) => {
    const made = changed(sha)
    const view = viewOf(facts({ result: made }))
    expect(view.reproduce).toHaveLength(3)
    expect(renderMarkdown(made, view)).toContain('The same verdict on your machine')
  })

  test.each([
    ['acme/profile-gate/sub/folder@v1', 'npx github:acme/profile-gate#v1 compare'],
    ['acme/profile-gate@feature/x y', "npx 'github:acme/profile-gate#feature/x y' compare"],
    [null, 'node dist/cli.js compare'],
    ['./.github/actions/gate', 'node dist/cli.js compare'],
  ])('of the action %j names the command %s', (action, command) => {
    expect(viewOf(facts({ run: runOf({ action }) })).reproduce.at(-1)).toMatch(command)
  })

  test('names files where the sides are files, and neither policy nor target where there is none', () => {
    const view = viewOf(
      facts({
        baseline: { side: file('allocs.pb.gz'), artifact: { runId: 1, name: 'it' } },
        candidate: { side: file('new allocs.pb.gz'), artifact: { runId: 2, name: "it's" } },
        policyName: null,
        inputs: { failOn: 'fail', target: null },
      }),
    )
    expect(view.reproduce).toEqual([
      'gh run download 1 -n it -D baseline',
      `gh run download 2 -n 'it'\\''s' -D candidate`,
      "npx github:acme/profile-gate#v1 compare baseline/allocs.pb.gz 'candidate/new allocs.pb.gz'",
    ])
    expect(view.pprofCommand(check())).toBe(
      "go tool pprof -http=: -diff_base baseline/allocs.pb.gz 'candidate/new allocs.pb.gz'",
    )
  })

  test.each([
    ['no baseline', { baseline: null }],
    ['a baseline that is in no artifact', { baseline: { side: folder('base'), artifact: null } }],
    ['a candidate that is in no artifact', { candidate: { side: folder('profiles/'), artifact: null } }],
  ])('has none with %s', (_, parts) => {
    const view = viewOf(facts(parts))
    expect(view.reproduce).toEqual([])
    expect(view.pprofCommand(check())).toBeNull()
  })

  test('opens the two files of a check, if both were read', () => {
    const both = [input('a/heap.pb.gz'), input('a/heap.pb.gz', { side: 'baseline' }), input('new.pb.gz')]
    const view = viewOf(facts({ result: result({ inputs: both }) }))
    expect(view.pprofCommand(check({ profile: 'a/heap.pb.gz' }))).toBe(
      'go tool pprof -http=: -diff_base baseline/a/heap.pb.gz candidate/a/heap.pb.gz',
    )
    expect(view.pprofCommand(check({ profile: 'new.pb.gz' }))).toBeNull()
  })

  test.each([
    [pullRequest, 'this PR', HEAD],
    [{ kind: 'push', branch: 'main', sha: MEASURED }, 'this commit', undefined],
    [{ kind: 'merge-group', baseSha: BASE, baseBranch: 'main', headSha: MEASURED }, 'this commit', undefined],
    [{ kind: 'branch', name: 'schedule', branch: 'main', sha: MEASURED }, 'this commit', undefined],
  ] as const)('of %j is about %s', (event, subject, headSha) => {
    const view = viewOf(facts({ event }))
    expect(view.subject).toBe(subject)
    expect(view.pull?.headSha).toBe(headSha)
  })

  test('names sides by their commit, else as the workflow does', () => {
    expect(viewOf(facts())).toMatchObject({ baselineName: '41d09ae', candidateName: '8f3c1d2' })
    const unknown = { ...fail().context, baseline: { ...fail().context.baseline, sha: null } }
    const view = viewOf(facts({ result: { ...fail(), context: { ...unknown, candidate: { sha: null, ref: null } } } }))
    expect(view).toMatchObject({ baselineName: 'baseline', candidateName: 'profiles/' })
    expect(viewOf(facts({ baseline: null })).baselineName).toBeNull()
  })

  test('links only files that the checkout has', () => {
    const text = renderMarkdown(fail(), viewOf(facts()))
    expect(text).toContain(
      `[\`cache.go:88\`](https://github.com/acme/shop/blob/${MEASURED}/internal/catalog/cache.go#L88)`,
    )
    expect(text).toContain('`internal/catalog/decode.go:41`')
    expect(text).not.toContain('decode.go#L41')
  })

  test('in the comment has the marker, what was said before, and where the head is', () => {
    const previous = { sha: BASE, outcome: 'fail' as const, headline: 'heap +1 MiB' }
    const view = inComment(viewOf(facts()), '<!-- m -->', previous, BASE)
    expect(view).toMatchObject({ marker: '<!-- m -->', pull: { headSha: HEAD, previous, movedTo: BASE } })
    const text = renderMarkdown(fail(), view)
    expect(text.startsWith('<!-- m -->\n### ')).toBe(true)
    expect(text).toContain('the pull request has moved on to [`41d09ae`]')
    expect(text).toContain('this PR [`c41e77a`]')
    expect(text).toContain(`(measured as [\`8f3c1d2\`](https://github.com/acme/shop/commit/${MEASURED}))`)
  })

  test('with every name hostile leads only to the repository', () => {
    const hostile = HOSTILE_NAMES.map((name) =>
      cause(name, change(0, mib(1)), { file: `${workspace}/a (b)/#c.go`, line: 3, status: 'over-limit' }),
    )
    const checks = HOSTILE_NAMES.slice(0, 10).map((name) =>
      heapFailure({ id: name, profile: name, rule: name, causes: hostile }),
    )
    const made = result({ outcome: 'fail', checks })
    const html = new MarkdownIt({ html: true, linkify: true }).render(
      renderMarkdown(made, viewOf(facts({ result: made }))),
    )
    const targets = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url]) => url ?? '')
    expect(targets).toContain(`https://github.com/acme/shop/blob/${MEASURED}/a%20%28b%29/%23c.go#L3`)
    expect(targets.filter((url) => !url.startsWith('https://github.com/acme/shop/'))).toEqual([])
  })
})

describe('the view of several legs', () => {
  const at = (target: string, made: ReturnType<typeof fail>, context: Partial<Context>) =>
    leg(target, { ...made, context: { ...made.context, ...context } })
  const path = { sha: null, ref: null, how: 'path', age: null, behind: null, runId: null, steps: [] }
  const view = { ...viewOf(facts()), baselineName: 'base/' }

  test('names the baseline that they share', () => {
    const legs = [at('a', pass(), { baseline: path }), at('b', fail(), { baseline: path })]
    expect(ofLegs(view, legs, runOf()).baselineName).toBe('base/')
    expect(ofLegs(view, [leg('a', pass()), leg('b', fail())], runOf()).baselineName).toBe('41d09ae')
    expect(ofLegs(view, [leg('a', pass()), ...legs], runOf()).baselineName).toBe('of each target')
    expect(ofLegs(view, [{ target: 'a', result: null, why: 'unusable' }], runOf()).baselineName).toBeNull()
  })

  test('judges the worst one by the policy of that one', () => {
    const by = (source: string) => [
      leg('a', pass()),
      at('b', fail(), { policy: { source, sha: null, changed: false } }),
    ]
    expect(ofLegs(view, by('.github/b.yml'), runOf()).reproduce.at(-1)).toContain('--policy .github/b.yml --target b')
    expect(ofLegs(view, by(DEFAULT_POLICY_FILE), runOf()).reproduce.at(-1)).not.toContain('--policy')
  })
})

describe('the job summary', () => {
  test.each(Object.entries(SHOWN))('shows call trees, all checks and inputs: %s', (name, made) => {
    const view = inComment(viewOf(facts()), '<!-- m -->', null, null)
    expectGolden(`report/summary-${name}.md`, renderSummary(made(), view))
  })

  test('has room for what a comment leaves out, and stays below what the runner drops', () => {
    const names = Array.from({ length: 300 }, (_, at) => `${'|'.repeat(50)}${at}`)
    const causes = names.map((name) => cause(name, change(0, mib(1)), { file: name, line: 1 }))
    const checks = names.map((name) => heapFailure({ id: name, profile: name, rule: name, causes }))
    const warnings = names.map((name) => ({ code: name, args: { name }, profile: name }))
    const made = result({ outcome: 'fail', checks, warnings })
    const view = viewOf(facts({ result: made }))
    const summary = renderSummary(made, view)
    expect(new TextEncoder().encode(summary).length).toBeLessThan(2 ** 20)
    expect(summary).not.toContain('Left out for length')
    expect(renderMarkdown(made, view)).toContain('Left out for length')
  })
})
