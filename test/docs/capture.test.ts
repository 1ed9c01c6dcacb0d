import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { durationMs } from '../../src/capture/duration.ts'
import { repository, runCli } from '../cli/run.ts'
import { pprofTool } from '../support/go-tool.ts'
import { blocks, documentedWorkflows, read } from './documents.ts'
import { describeRecipe, runStep, type ScriptRun } from './recipe.ts'
import { writeShop } from './shop.ts'
import { stepsOf } from './steps.ts'

const MINUTES = 60_000

let folder = ''
/** What a user's repository is. */
let checkout = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profile-gate-measure-'))
  checkout = join(folder, 'checkout')
  mkdirSync(join(folder, 'bin'))
  const command = join(folder, 'bin/profile-gate')
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${join(repository, 'dist/cli.js')}' "$@"\n`)
  chmodSync(command, 0o755)
})

afterEach(() => rmSync(folder, { recursive: true }))

/** The one block of a language in a section. */
function blockOf(document: string, section: string, language: string): string {
  const { text } = read(document)
  const start = text.indexOf(`\n## ${section}\n`)
  const end = text.indexOf('\n## ', start + 1)
  const lines = (until: number) => text.slice(0, until === -1 ? text.length : until).split('\n').length
  const found = blocks.filter((block) => {
    const isThere = block.document === document && block.language === language
    return isThere && block.line > lines(start) && block.line < lines(end)
  })
  expect(found, `${language} in ${section} of ${document}`).toHaveLength(1)
  return found[0]?.body ?? ''
}

/** Runs a script of the documents in the checkout; what it leaves running ends with it. */
async function run(script: string, env: Readonly<Record<string, string>> = {}): Promise<ScriptRun> {
  const [pprof, port] = [await freePort(), await freePort()]
  const moved = script.replaceAll('localhost:6060', `127.0.0.1:${pprof}`)
  const ports = { PPROF_ADDRESS: `127.0.0.1:${pprof}`, SHOP_ADDRESS: `127.0.0.1:${port}` }
  const path = `${join(folder, 'bin')}:${process.env['PATH']}`
  const trap = `trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n`
  return runStep({ run: trap + moved }, checkout, { PATH: path, NO_COLOR: '1', ...ports, ...env })
}

async function measure(script: string, env: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { code, text } = await run(script, env)
  expect(code, text).toBe(0)
  return readdirSync(join(checkout, 'profiles')).sort()
}

/** The profiles that a script left become the baseline. */
function keepAsBaseline(): void {
  renameSync(join(checkout, 'profiles'), join(folder, 'baseline'))
}

/** What the default policy fails, and where. */
function judge(): Readonly<Record<string, string | undefined>> {
  const { out, err } = runCli(['compare', join(folder, 'baseline'), 'profiles', '--format', 'json'], {}, checkout)
  expect(err).toBe('')
  const { checks, problems } = JSON.parse(out) as {
    readonly checks: readonly {
      readonly rule: string
      readonly outcome: string
      readonly causes: readonly { readonly name: string }[]
    }[]
    readonly problems: readonly unknown[]
  }
  expect(problems).toEqual([])
  const failed = checks.filter(({ outcome }) => outcome === 'fail')
  return Object.fromEntries(failed.map(({ rule, causes }) => [rule, causes[0]?.name]))
}

const example = (name: string) => cpSync(join(repository, 'examples', name), checkout, { recursive: true })

describe('the workflows that capture', () => {
  const captures = documentedWorkflows.flatMap((workflow) =>
    stepsOf(workflow).flatMap(({ with: inputs }) =>
      inputs?.['mode'] === 'capture' ? [{ name: workflow.name, inputs }] : [],
    ),
  )

  it.each(captures)('have a load that runs for longer than is measured: $name', ({ inputs }) => {
    const seconds = (text: unknown) => (durationMs(String(text)) ?? Number.NaN) / 1000
    const { snapshots, every, warmup, seconds: cpu = 30, run } = inputs
    const measured = seconds(warmup) + Number(cpu) + (Number(snapshots) - 1) * seconds(every)
    expect(seconds(/-for (\S+?)'?$/.exec(String(run))?.[1])).toBeGreaterThan(measured)
  })

  it('are there', () => {
    expect(captures).toHaveLength(2)
  })
})

describeRecipe('a running service', () => {
  it('is captured by the command of the page', { timeout: 5 * MINUTES }, async () => {
    example('service')
    expect(await measure(blockOf('docs/capture.md', 'A running service', 'sh'))).toEqual([
      ...['allocs.pb.gz', 'block.pb.gz', 'cpu.pb.gz', 'goroutine.pb.gz', 'goroutine.txt', 'heap.pb.gz'],
      ...['metrics.json', 'mutex.pb.gz', 'profile-gate.json'],
    ])
  })

  it('is found to leak by the commands of the example', { timeout: 5 * MINUTES }, async () => {
    example('service')
    const { code, text } = await run(blockOf('examples/service/README.md', 'Try it', 'sh'))
    expect(code, text).toBe(1)
    expect(text).toMatch(/✗ FAIL {2}Heap in use, by function.* leak\n.*\(\*Store\)\.Get.*session\/store\.go:\d+\n/)
  })
})

describeRecipe('benchmarks', () => {
  it('show what allocates more', { timeout: 5 * MINUTES }, async () => {
    const script = blockOf('docs/capture.md', 'Benchmarks', 'sh')
    const shop = { store: 'string-concat/report', benchmarks: 'report_test.go' }
    writeShop(checkout, { ...shop, side: 'baseline' })
    await measure(script)
    keepAsBaseline()
    writeShop(checkout, { ...shop, side: 'candidate' })
    expect(await measure(script)).toEqual([
      ...[1, 2, 3, 4, 5].map((run) => `allocs.${run}.pb.gz`),
      ...[1, 2, 3, 4, 5].map((run) => `bench.${run}.txt`),
    ])
    expect(judge()).toMatchObject({
      allocation: 'example.com/shop/store.CSV',
      'allocation-by-function': 'example.com/shop/store.CSV',
      'bytes-per-op': expect.stringContaining('CSV'),
    })
  })
})

describeRecipe('a test that takes snapshots', () => {
  it('tells a cache from a leak', { timeout: 5 * MINUTES }, async () => {
    example('snapshots')
    const script = blockOf('docs/capture.md', 'A test that takes snapshots', 'sh')
    await measure(script)
    expect(readdirSync(join(checkout, 'profiles/cache'))).toHaveLength(16)
    keepAsBaseline()
    await measure(script)
    expect(judge()).toEqual({})
    rmSync(join(checkout, 'profiles'), { recursive: true })
    await measure(script, { LEAK: '1' })
    expect(judge()).toMatchObject({ 'leak-series': 'example.com/snapshots_test.(*cache).put' })
  })

  it('does so by the commands of the example', { timeout: 5 * MINUTES }, async () => {
    example('snapshots')
    const script = blocks.find(({ document }) => document === 'examples/snapshots/README.md')?.body ?? ''
    const { code, text } = await run(script)
    expect(code, text).toBe(1)
    expect(text).toMatch(/\(\*cache\)\.put .*snapshots_test\.go:\d+/)
  })

  it('writes nothing where nobody asks for profiles', { timeout: 5 * MINUTES }, async () => {
    example('snapshots')
    const { code, text } = await run('go test -count 1 ./...')
    expect(code, text).toBe(0)
    expect(existsSync(join(checkout, 'profiles'))).toBe(false)
  })
})

describeRecipe('a tool that ends soon', () => {
  /** Counts the words of its input; the longer way builds one text of them. */
  const tool = (remember: string) =>
    [
      'package main\n',
      'import (\n\t"bufio"\n\t"fmt"\n\t"os"\n\t"strings"\n)\n',
      'func main() {\n\tdefer profiles()()',
      '\twords, seen := 0, ""\n\tfor lines := bufio.NewScanner(os.Stdin); lines.Scan(); {',
      `\t\twords += len(strings.Fields(lines.Text()))\n${remember}\t}`,
      '\tfmt.Println(words, len(seen))\n}\n',
    ].join('\n')

  it('writes its profiles itself', { timeout: 5 * MINUTES }, async () => {
    const script = blockOf('docs/capture.md', 'Tools that end soon', 'sh')
    mkdirSync(checkout)
    writeFileSync(join(checkout, 'go.mod'), 'module example.com/tool\n\ngo 1.24\n')
    writeFileSync(join(checkout, 'profiles.go'), blockOf('docs/capture.md', 'Tools that end soon', 'go'))
    writeFileSync(join(checkout, 'input.txt'), 'one two three four five\n'.repeat(2000))
    writeFileSync(join(checkout, 'main.go'), tool(''))
    const { code, text } = await run('gofmt -l profiles.go main.go && go vet .')
    expect([code, text]).toEqual([0, ''])
    await measure(script)
    keepAsBaseline()
    writeFileSync(join(checkout, 'main.go'), tool('\t\tseen += lines.Text()\n'))
    expect(await measure(script)).toEqual(['run-1', 'run-2', 'run-3', 'run-4', 'run-5'])
    expect(readdirSync(join(checkout, 'profiles/run-1'))).toEqual(['allocs.pb.gz', 'cpu.pb.gz'])
    expect(judge()).toMatchObject({ allocation: 'main.main', 'allocation-by-function': 'main.main' })
  })
})

const FGPROF = 'github.com/felixge/fgprof@v0.9.5'
const OFFLINE = { GOFLAGS: '-mod=mod', GOPROXY: 'off', GOSUMDB: 'off' }

/** Whether the module cache of this machine has it with all that it needs. */
const hasFgprof =
  pprofTool !== null &&
  spawnSync('go', ['mod', 'download', FGPROF], { env: { ...process.env, ...OFFLINE }, cwd: tmpdir() }).status === 0

describe.skipIf(!hasFgprof)('a service with fgprof (skipped: the module cache has no fgprof)', () => {
  it('shows what waits, as a profile of kind wall', { timeout: 5 * MINUTES }, async () => {
    example('service')
    const main = join(checkout, 'cmd/shop/main.go')
    const line = blockOf('docs/capture.md', 'Waiting, with fgprof', 'go').trim()
    const before = '\t// The default mux has what'
    const source = readFileSync(main, 'utf8').replace(
      '"example.com/service/session"',
      '"example.com/service/session"\n\n\t"github.com/felixge/fgprof"',
    )
    expect(source).toContain(before)
    writeFileSync(main, source.replace(before, `\t${line}\n\n${before}`))
    const start =
      'go get github.com/felixge/fgprof@v0.9.5\ngo build -o . ./cmd/...\n./shop &\nuntil curl -fs -o /dev/null http://localhost:6060/debug/pprof/; do sleep 0.1; done\n'
    const script = start + blockOf('docs/capture.md', 'Waiting, with fgprof', 'sh')
    expect(await measure(script, OFFLINE)).toEqual(['wall.pb.gz'])
    keepAsBaseline()
    mkdirSync(join(checkout, 'profiles'))
    cpSync(join(folder, 'baseline'), join(checkout, 'profiles'), { recursive: true })
    writeFileSync(join(folder, 'policy.yml'), blockOf('docs/capture.md', 'Waiting, with fgprof', 'yaml'))
    const words = [
      'compare',
      join(folder, 'baseline'),
      'profiles',
      '--policy',
      join(folder, 'policy.yml'),
      '--format',
      'json',
    ]
    const { out } = runCli(words, {}, checkout)
    expect(JSON.parse(out)).toMatchObject({ outcome: 'pass', checks: [{ rule: 'wall', kind: 'wall' }], problems: [] })
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
