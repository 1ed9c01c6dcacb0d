import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCli } from '../cli/run.ts'
import { policies } from './documents.ts'
import { describeRecipe, runStep, stepNamed } from './recipe.ts'
import { writeShop } from './shop.ts'
import type { Step } from './steps.ts'

const MINUTES = 60_000

let folder = ''
let checkout = ''
let temporary = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profile-gate-recipe-'))
  checkout = join(folder, 'checkout')
  temporary = join(folder, 'runner-temp')
  mkdirSync(temporary)
})

afterEach(() => rmSync(folder, { recursive: true }))

/** Runs a step of the documents in the checkout; what it prints is shown if it fails. */
function measure(step: Step, env: Readonly<Record<string, string>> = {}): void {
  const { code, text } = runStep(step, checkout, { RUNNER_TEMP: temporary, ...env })
  expect(code, text).toBe(0)
}

/** The profiles that a step left become the baseline, as an earlier run would have stored them. */
function keepAsBaseline(): void {
  renameSync(join(checkout, 'profiles'), join(folder, 'baseline'))
}

function git(...lines: readonly string[]): void {
  const { code, text } = runStep({ run: lines.map((line) => `git ${line}`).join('\n') }, checkout)
  expect(code, text).toBe(0)
}

interface Verdict {
  readonly outcome: string
  readonly checks: readonly {
    readonly rule: string
    readonly outcome: string
    readonly causes: readonly { readonly name: string }[]
  }[]
}

/** What the gate says about the two folders, and which rule finds what. */
function judge(baseline: string, ...options: readonly string[]) {
  const { out } = runCli(['compare', baseline, 'profiles', '--format', 'json', ...options], {}, checkout)
  const { outcome, checks } = JSON.parse(out) as Verdict
  const failed = checks.filter((check) => check.outcome === 'fail')
  return { outcome, failed: Object.fromEntries(failed.map(({ rule, causes }) => [rule, causes[0]?.name])) }
}

describeRecipe('the workflow for benchmarks', () => {
  const places: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['README.md', {}],
    ['docs/workflows.md', { PACKAGE: 'store' }],
  ]
  it.each(places)('of %s measures what allocates more in the pull request', { timeout: 5 * MINUTES }, (place, env) => {
    const shop = { store: 'string-concat/report', benchmarks: 'report_test.go' }
    const step = stepNamed(place, 'Measure', env)
    writeShop(checkout, { ...shop, side: 'baseline' })
    measure(step, env)
    keepAsBaseline()
    writeShop(checkout, { ...shop, side: 'candidate' })
    measure(step, env)
    expect(readdirSync(join(checkout, 'profiles'))).toEqual(['allocs.pb.gz'])
    expect(judge(join(folder, 'baseline'))).toEqual({
      outcome: 'fail',
      failed: { allocation: 'example.com/shop/store.CSV', 'allocation-by-function': 'example.com/shop/store.CSV' },
    })
  })
})

describeRecipe('the workflow for a service', () => {
  const shop = { store: 'string-concat/report', benchmarks: 'report_test.go' }

  /** The step of the documents, at ports that are free here. */
  async function stepAt(pprof: number, port: number): Promise<readonly [Step, Readonly<Record<string, string>>]> {
    const step = stepNamed('docs/workflows.md', 'Measure under load')
    const run = step.run?.replaceAll(':6060', `:${pprof}`).replaceAll(':8080', `:${port}`) ?? ''
    return [
      { ...step, run },
      { PPROF_PORT: String(pprof), SHOP_PORT: String(port) },
    ]
  }

  it('measures a leak under load, and ends the service', { timeout: 5 * MINUTES }, async () => {
    const [step, env] = await stepAt(await freePort(), await freePort())
    writeShop(checkout, { ...shop, side: 'baseline' })
    measure(step, env)
    keepAsBaseline()
    writeShop(checkout, { ...shop, side: 'candidate' })
    measure(step, env)
    expect(readdirSync(join(checkout, 'profiles')).sort()).toEqual(['allocs.pb.gz', 'goroutine.pb.gz', 'heap.pb.gz'])
    const culprit = 'example.com/shop/session-cache/session.(*Store).Get'
    expect(judge(join(folder, 'baseline'))).toEqual({
      outcome: 'fail',
      failed: { 'live-heap': culprit, 'live-heap-by-function': culprit },
    })
  })

  it('fails without a profile if the service ends before it answers', { timeout: 5 * MINUTES }, async () => {
    const [step, env] = await stepAt(await freePort(), await freePort())
    writeShop(checkout, { ...shop, side: 'baseline' })
    const { code } = runStep(step, checkout, { RUNNER_TEMP: temporary, ...env, PPROF_PORT: 'none' })
    expect(code).not.toBe(0)
    expect(readdirSync(join(checkout, 'profiles'))).toEqual([])
  })

  it('fails without a profile if the load fails', { timeout: 5 * MINUTES }, async () => {
    const [step, env] = await stepAt(await freePort(), await freePort())
    writeShop(checkout, { ...shop, side: 'baseline' })
    const { code } = runStep({ ...step, run: step.run?.replace('/search?', '/no-such-page?') ?? '' }, checkout, {
      ...{ RUNNER_TEMP: temporary, ...env },
    })
    expect(code).not.toBe(0)
    expect(readdirSync(join(checkout, 'profiles'))).toEqual([])
  })
})

describeRecipe('the workflow that measures both sides', () => {
  it('finds what takes more CPU time than at the first parent', { timeout: 5 * MINUTES }, () => {
    const shop = { store: 'slow-loop/blocklist', benchmarks: 'blocklist_test.go' }
    writeShop(checkout, { ...shop, side: 'baseline' })
    git('init -q -b main', 'add .', 'commit -q -m base', 'checkout -q -b change')
    writeShop(checkout, { ...shop, side: 'candidate' })
    git('add .', 'commit -q -m change', 'checkout -q --detach main', 'merge -q --no-ff -m merge change')
    measure(stepNamed('docs/workflows.md', 'Measure both sides in turns'))
    const policy = policies.find(({ document }) => document === 'docs/workflows.md')
    writeFileSync(join(folder, 'policy.yml'), policy?.body ?? '')
    expect(judge('profiles-base', '--policy', join(folder, 'policy.yml'))).toEqual({
      outcome: 'fail',
      failed: { cpu: 'example.com/shop/store.(*List).Blocks' },
    })
  })
})

describeRecipe('the workflow gate.yml', () => {
  it('measures a program of this repository', { timeout: 5 * MINUTES }, () => {
    writeShop(join(checkout, 'test/programs'), {
      ...{ side: 'baseline', store: 'string-concat/report', benchmarks: 'report_test.go' },
    })
    git('init -q', 'add .', 'commit -q -m all')
    measure(stepNamed('gate.yml', 'Measure'))
    expect(existsSync(join(checkout, 'profiles/heap.pb.gz'))).toBe(true)
    expect(runCli(['top', 'profiles/heap.pb.gz'], {}, checkout)).toMatchObject({ code: 0, err: '' })
  })
})

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
