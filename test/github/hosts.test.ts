import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pushEvent } from './runner/payloads.ts'
import { runStep } from './runner/run-step.ts'
import { leakingPull, record, resultOf, type Shop, startShop, storeBaseline } from './shop.ts'

let scene: Shop

beforeEach(async () => {
  scene = await startShop()
})

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

const checksOf = (ran: Awaited<ReturnType<typeof runStep>>): readonly string[] =>
  resultOf(ran).checks.map(({ rule, outcome }: { rule: string; outcome: string }) => `${rule} ${outcome}`)

describe('a tag', { timeout: 120_000 }, () => {
  it('is compared with the parent of its commit, and nothing is said in any pull request', async () => {
    await storeBaseline(scene)
    const { github, shop, git, base } = scene
    const next = git.commit({ files: { 'a.go': 'package a\n' }, parents: [base], branch: 'main' })
    git.checkout(next)
    record(git.folder, 'candidate')
    const run = shop.run({ event: 'push', sha: next, branch: 'v1.2.0' })
    const trigger = pushEvent(shop, { before: base, after: next })
    const payload = { ...trigger.payload, ref: 'refs/tags/v1.2.0', before: '0'.repeat(40), base_ref: 'refs/heads/main' }
    const tag = { ...trigger, payload, ref: 'refs/tags/v1.2.0' }
    const ran = await runStep({ github, run, trigger: tag, workspace: git.folder })
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    expect(resultOf(ran).context).toMatchObject({
      baseline: { sha: base, how: 'parent' },
      candidate: { sha: next, ref: 'v1.2.0' },
    })
    expect(github.operations('rest').filter((name) => name.startsWith('issues/'))).toEqual([])
  })
})

describe('data residency at ghe.com', { timeout: 120_000 }, () => {
  it('works in full, and links to its own pages only', async () => {
    await storeBaseline(scene)
    const { pull, step } = leakingPull(scene)
    const ran = await runStep({ ...step, env: { GITHUB_SERVER_URL: 'https://acme.ghe.com' } })
    expect([ran.exitCode, ran.violations, ran.annotations]).toEqual([1, [], []])
    const pages = `${pull.comments[0]?.body}${ran.summary}`
    expect(pages).toContain('(https://acme.ghe.com/acme/shop/')
    const hosts = new Set([...pages.matchAll(/\]\(https?:\/\/([^/)]+)/g)].map(([, host]) => host))
    // Documentation of Go is where it is.
    expect([...hosts].filter((host) => host !== 'go.dev' && host !== 'pkg.go.dev')).toEqual(['acme.ghe.com'])
  })
})

describe('GitHub Enterprise Server', { timeout: 120_000 }, () => {
  const server = { GITHUB_SERVER_URL: 'https://git.acme.example' }
  const budget = 'version: 1\nrules: [{ name: budget, kind: heap, of: total, fail: { percent: 10, above: 8MiB } }]\n'
  const policy = budget.replace('{ percent: 10, above: 8MiB }', '[{ percent: 10 }, { above: 8MiB }]')

  it('without stored baselines judges budgets, and says what to do about artifacts', async () => {
    const { pull, step } = leakingPull(scene, { '.github/profile-gate.yml': policy })
    const ran = await runStep({ ...step, env: server })
    expect(ran.violations).toEqual([])
    expect(ran.annotations.map(({ message }) => message)).toEqual([
      'The profiles were not stored, so later runs cannot be compared with this one: upload of profile-gate-profiles: GitHub Enterprise Server has no artifacts that this action can use: give paths for `candidate` and `baseline`, and `store: false`',
    ])
    expect([ran.exitCode, checksOf(ran)]).toEqual([1, ['budget fail']])
    expect(pull.comments).toHaveLength(1)
  })

  it('judges paths like any other GitHub', async () => {
    const { pull, step } = leakingPull(scene, { '.github/profile-gate.yml': policy })
    cpSync('test/fixtures/session-cache/baseline', join(step.workspace, 'before'), { recursive: true })
    const ran = await runStep({ ...step, env: server, inputs: { baseline: 'before/', store: 'false' } })
    expect([ran.exitCode, ran.violations, ran.annotations]).toEqual([1, [], []])
    expect(resultOf(ran).checks[0].total.delta).toBeGreaterThan(0)
    expect(pull.comments[0]?.body).toContain('(https://git.acme.example/acme/shop/')
  })
})

describe('a runner of its own', { timeout: 120_000 }, () => {
  it('needs neither a tool cache nor a temporary folder nor a home', async () => {
    await storeBaseline(scene)
    const { step } = leakingPull(scene)
    const bare = ['RUNNER_TEMP', 'RUNNER_TOOL_CACHE', 'RUNNER_WORKSPACE', 'ImageOS', 'ImageVersion', 'HOME', 'LANG']
    const env = Object.fromEntries(bare.map((name) => [name, undefined]))
    const ran = await runStep({ ...step, env })
    expect([ran.exitCode, ran.violations, ran.annotations]).toEqual([1, [], []])
  })

  it('may write files with the line ends of Windows: policy, benchmarks and metrics', async () => {
    const windows = (text: string) => text.replaceAll('\n', '\r\n')
    const rules = [
      '{ name: allocs, kind: benchmark, metric: allocs/op, of: benchmark, fail: { growth: 0 } }',
      '{ name: goroutines, kind: metrics, metric: go_goroutines, of: total, fail: { growth: 5 } }',
    ]
    const policy = `version: 1\nrules:\n${rules.map((rule) => `  - ${rule}\n`).join('')}`
    const bench = (allocs: number) =>
      [
        ...['goos: windows', 'goarch: amd64', 'pkg: example.com/shop'],
        `BenchmarkPut-8  100  12 ns/op  16 B/op  ${allocs} allocs/op`,
        ...['PASS', 'ok  \texample.com/shop\t0.5s', ''],
      ].join('\n')
    const metrics = (count: number) => `# TYPE go_goroutines gauge\ngo_goroutines ${count}\n`
    const { step } = leakingPull(scene, { '.github/profile-gate.yml': windows(policy) })
    cpSync('test/fixtures/session-cache/baseline', join(step.workspace, 'before'), { recursive: true })
    for (const [folder, allocs, count] of [
      ['before', 1, 10],
      ['profiles', 3, 30],
    ] as const) {
      writeFileSync(join(step.workspace, folder, 'bench.txt'), windows(bench(allocs)))
      writeFileSync(join(step.workspace, folder, 'metrics.prom'), windows(metrics(count)))
    }
    const ran = await runStep({ ...step, inputs: { baseline: 'before', candidate: './profiles' } })
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    expect(checksOf(ran)).toEqual(['allocs fail', 'goroutines fail'])
  })
})

describe('a reusable workflow', { timeout: 120_000 }, () => {
  it('is known by the file of its caller, which the runs of the repository have as well', async () => {
    await storeBaseline(scene)
    const { pull, step, run } = leakingPull(scene)
    const ref = `acme/shop/${run.workflow.path}@refs/pull/${pull.number}/merge`
    const ran = await runStep({
      ...step,
      env: { GITHUB_WORKFLOW_REF: ref, GITHUB_JOB: 'called', GITHUB_WORKFLOW: 'Name of the caller' },
    })
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    expect(resultOf(ran).context).toMatchObject({ baseline: { how: 'exact', behind: 0 }, workflow: 'ci.yml' })
  })
})
