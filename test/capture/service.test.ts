import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { repository, runCli } from '../cli/run.ts'
import { describeWithGo } from '../support/go-tool.ts'
import { startCli } from './run-capture.ts'

const EXAMPLE = join(repository, 'examples/service')
const POLICY = join(EXAMPLE, '.github/profile-gate.yml')

let folder = ''
const shops: ChildProcess[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'profile-gate-service-'))
})

afterAll(() => {
  for (const shop of shops) shop.kill()
  rmSync(folder, { recursive: true })
})

/** The shop of the example, until all tests have ended; gives the ports of its profiles and of its visitors. */
async function startShop(env: Readonly<Record<string, string>>) {
  const [pprof, port] = [await freePort(), await freePort()]
  const shop = spawn(join(folder, 'shop'), {
    stdio: 'ignore',
    env: {
      ...{ PPROF_ADDRESS: `127.0.0.1:${pprof}`, SHOP_ADDRESS: `127.0.0.1:${port}`, GODEBUG: 'memprofilerate=4096' },
      ...env,
    },
  })
  shops.push(shop)
  return { shop, pprof, port }
}

/** Captures the shop under its load into a folder of that name. */
async function capture(out: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { pprof, port } = await startShop(env)
  const words = ['--warmup', '300ms', '--seconds', '1', '--snapshots', '8', '--every', '400ms']
  const load = [join(folder, 'load'), '-url', `http://127.0.0.1:${port}`, '-rate', '300', '-for', '7s']
  const { code, err } = await startCli(['capture', `:${pprof}`, '--out', out, ...words, '--', ...load], folder).ended
  expect(code, err).toBe(0)
  return join(folder, out)
}

function judge(baseline: string, candidate: string) {
  const { out, err } = runCli(['compare', baseline, candidate, '--policy', POLICY, '--format', 'json'], {}, EXAMPLE)
  expect(err).toBe('')
  const { outcome, checks, problems } = JSON.parse(out) as {
    readonly outcome: string
    readonly checks: readonly {
      readonly rule: string
      readonly outcome: string
      readonly causes: readonly { readonly name: string }[]
    }[]
    readonly problems: readonly unknown[]
  }
  const failed = checks.filter((check) => check.outcome === 'fail')
  return { outcome, problems, failed: Object.fromEntries(failed.map(({ rule, causes }) => [rule, causes[0]?.name])) }
}

describeWithGo('the service of examples, captured under load', () => {
  let baseline = ''

  beforeAll(async () => {
    const { status, stderr } = spawnSync('go', ['build', '-trimpath', '-o', `${folder}/`, './cmd/...'], {
      ...{ cwd: EXAMPLE, encoding: 'utf8', env: { ...process.env, GOWORK: 'off', GOFLAGS: '-mod=mod' } },
    })
    expect(status, stderr).toBe(0)
    baseline = await capture('baseline', {})
  }, 300_000)

  it('writes every kind of profile, and no other file', () => {
    const names = readdirSync(baseline).map((name) => name.replace(/-\d{4}/, '-N'))
    expect([...new Set(names)]).toEqual([
      ...['allocs-N.pb.gz', 'block-N.pb.gz', 'cpu.pb.gz', 'goroutine-N.pb.gz', 'goroutine-N.txt', 'heap-N.pb.gz'],
      ...['metrics-N.json', 'mutex-N.pb.gz', 'profile-gate.json'],
    ])
  })

  it('passes when it has not changed', { timeout: 60_000 }, async () => {
    const { outcome, failed, problems } = judge(baseline, await capture('same', {}))
    expect({ outcome: outcome === 'pass' || outcome === 'warn', failed, problems }).toEqual({
      ...{ outcome: true, failed: {}, problems: [] },
    })
  })

  it('fails when it forgets to delete sessions, at the line that makes them', { timeout: 60_000 }, async () => {
    const { outcome, failed } = judge(baseline, await capture('sessions', { LEAK: 'sessions' }))
    expect({ outcome, failed }).toEqual({
      outcome: 'fail',
      failed: {
        leak: 'example.com/service/session.(*Store).Get',
        'live-heap': 'example.com/service/session.(*Store).Get',
      },
    })
  })

  it('fails when it leaves goroutines behind, at who starts them', { timeout: 60_000 }, async () => {
    const { outcome, failed } = judge(baseline, await capture('goroutines', { LEAK: 'goroutines' }))
    expect(outcome).toBe('fail')
    expect(failed).toMatchObject({ 'goroutine-leak': 'main.main.func1' })
  })

  it('says that the service died when it does, and leaves nothing', { timeout: 60_000 }, async () => {
    const { shop, pprof, port } = await startShop({})
    const load = [join(folder, 'load'), '-url', `http://127.0.0.1:${port}`, '-for', '60s']
    const { ended, said } = startCli(['capture', `:${pprof}`, '--out', 'dead', '--', ...load], folder)
    await said('profiling for 30s')
    shop.kill('SIGKILL')
    const { code, err } = await ended
    expect(code).toBe(2)
    expect(err).toMatch(
      /(the load failed|cpu.pb.gz could not be taken).*The service no longer answers: did it crash\?/s,
    )
    expect(readdirSync(folder).filter((name) => name.includes('dead'))).toEqual([])
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
