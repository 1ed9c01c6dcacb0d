import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/result/result.ts'
import { expectGolden } from '../golden.ts'
import { repository, runCli } from './run.ts'

const leak = 'test/fixtures/session-cache'
const heapPair = [`${leak}/baseline/heap.pb.gz`, `${leak}/candidate/heap.pb.gz`]

describe('wrong usage', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['comprae', 'a', 'b']],
    ['an unknown option', ['top', 'a', '--metrics', 'cpu']],
    ['a missing value', ['top', 'a', '--metric']],
    ['too few names', ['diff', 'a']],
    ['too many names', ['top', 'a', 'b']],
    ['an unknown format', ['top', 'a', '--format', 'yaml']],
    ['a group that is none', ['top', ...heapPair.slice(0, 1), '--of', 'method']],
    ['a number that is none', ['top', ...heapPair.slice(0, 1), '--top', '0']],
    ['a broken regular expression', ['top', ...heapPair.slice(0, 1), '--focus', 'a(?=b)']],
    ['a metric that no profile has', ['diff', ...heapPair, '--metric', 'cpu']],
    ['a target that is no name', ['compare', 'a', 'b', '--target', 'a b']],
    ['an unknown policy command', ['policy', 'explian']],
    ['a policy that is not there', ['policy', 'check', 'nowhere.yml']],
    ['a policy that is not there, to compare', ['compare', 'a', 'b', '--policy', 'nowhere.yml']],
    [
      'an output that cannot be written',
      ['compare', `${leak}/baseline`, `${leak}/baseline`, '--json', 'nowhere/x.json'],
    ],
  ])('of %s ends with 2 and says how to do it', (_what, args) => {
    const { code, err, out } = runCli(args)
    expect(code).toBe(2)
    expect(out === '' || args.length === 0).toBe(true)
    if (args.length > 0) expect(err).toMatch(/^profile-gate: [^\n]+\n(See profile-gate --help\.\n)?$/)
    expect(err).not.toMatch(/\n\s+at /)
  })

  it('reads as these messages do', () => {
    const messages = [
      ['comprae', 'a', 'b'],
      ['top', 'a', '--metrics', 'cpu'],
      ['diff', 'a'],
      ['top', 'nowhere.pb.gz'],
      ['top', leak],
      ['top', `${leak}/candidate`],
      ['diff', ...heapPair, '--metric', 'cpu'],
      ['top', ...heapPair.slice(0, 1), '--focus', 'a(?=b)'],
    ].map((args) => `$ profile-gate ${args.join(' ')}\n${runCli(args).err}`)
    expectGolden('cli/usage.txt', messages.join('\n'))
  })
})

describe('a crash', () => {
  it('is no exceeded limit: a day that is none counts as today, a full device ends with 2', () => {
    expect(runCli(['--version'], { SOURCE_DATE_EPOCH: '99999999999999' }).code).toBe(0)
    const full = spawnSync('sh', ['-c', `"${process.execPath}" dist/cli.js --help > /dev/full`], { cwd: repository })
    if (existsSync('/dev/full')) expect(full.status).toBe(2)
  })
})

describe('help', () => {
  it.each([['--help'], ['-h'], ['help'], ['compare --help']])('%s prints the usage and ends with 0', (words) => {
    const { code, out } = runCli(words.split(' '))
    expect(code).toBe(0)
    expect(out).toContain('profile-gate compare BASELINE CANDIDATE')
  })

  it('--version prints the version of package.json', async () => {
    const { default: manifest } = await import('../../package.json', { with: { type: 'json' } })
    expect(runCli(['--version']).out).toBe(`${manifest.version}\n`)
  })
})

describe('colour', () => {
  const ESC = String.fromCharCode(27)
  const compare = ['compare', `${leak}/baseline`, `${leak}/candidate`]

  it.each([
    ['no terminal', {}, false],
    ['FORCE_COLOR', { FORCE_COLOR: '1', NO_COLOR: '' }, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0', NO_COLOR: '' }, false],
    ['NO_COLOR, even if forced', { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ] as const)('with %s: %o', (_what, env, coloured) => {
    const { out } = runCli(compare, { NO_COLOR: '', ...env })
    expect(out.includes(ESC)).toBe(coloured)
  })
})

describe('compare', () => {
  it('writes the result beside what it prints', () => {
    const folder = mkdtempSync(join(tmpdir(), 'profile-gate-'))
    const files = { json: join(folder, 'result.json'), markdown: join(folder, 'comment.md') }
    const args = ['compare', `${leak}/baseline`, `${leak}/candidate`]
    const printed = runCli([...args, '--json', files.json, '--markdown', files.markdown])
    expect(printed.out).toBe(runCli(args).out)
    expect(readFileSync(files.json, 'utf8')).toBe(runCli([...args, '--format', 'json']).out)
    expect(readFileSync(files.markdown, 'utf8')).toBe(runCli([...args, '--format', 'markdown']).out)
  })

  it('takes two files, and calls the pair by the name of the candidate', () => {
    const result = JSON.parse(runCli(['compare', ...heapPair, '--format', 'json']).out)
    expect(result.checks.map(({ id }: { id: string }) => id)).toContain('live-heap:heap.pb.gz')
  })

  it('puts the target into the result', () => {
    const result = JSON.parse(runCli(['compare', ...heapPair, '--target', 'api', '--format', 'json']).out)
    expect([result.context.target, result.checks[0].target]).toEqual(['api', 'api'])
  })

  it('looks for the policy up to the root of the checkout, and overlooks neither a misnamed nor a broken one', () => {
    const checkout = mkdtempSync(join(tmpdir(), 'profile-gate-'))
    const below = join(checkout, 'services', 'api')
    mkdirSync(below, { recursive: true })
    mkdirSync(join(checkout, '.github'))
    mkdirSync(join(checkout, '.git'))
    const files = heapPair.map((file) => join(repository, file))
    const compare = () => runCli(['compare', ...files, '--format', 'json'], {}, below)
    const sourceOf = (out: string) => (JSON.parse(out) as Result).context.policy.source
    expect(sourceOf(compare().out)).toBe('default-policy.yml')
    const policy = join(checkout, '.github', 'profile-gate')
    writeFileSync(`${policy}.yaml`, 'version: 1\n')
    expect(compare()).toMatchObject({ code: 2, out: '' })
    rmSync(`${policy}.yaml`)
    copyFileSync(join(repository, 'src/policy/default-policy.yml'), `${policy}.yml`)
    expect(sourceOf(compare().out)).toBe('../../.github/profile-gate.yml')
    rmSync(`${policy}.yml`)
    symlinkSync('nowhere.yml', `${policy}.yml`)
    expect(compare()).toMatchObject({ code: 2, out: '' })
  })

  it('cannot pass over a baseline that is cut off, whatever its name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'profile-gate-'))
    for (const side of ['before', 'after']) mkdirSync(join(folder, side))
    const [before, after] = heapPair.map((file) => readFileSync(join(repository, file))) as [Buffer, Buffer]
    writeFileSync(join(folder, 'before', 'heap'), before.subarray(0, 200))
    writeFileSync(join(folder, 'after', 'heap'), after)
    expect(runCli(['compare', join(folder, 'before'), join(folder, 'after')]).code).toBe(2)
  })

  it('judges repeated runs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'profile-gate-'))
    for (const [at, side] of ['before', 'after'].entries()) {
      mkdirSync(join(folder, side))
      for (const run of [1, 2]) copyFileSync(join(repository, heapPair[at]!), join(folder, side, `heap.${run}.pb.gz`))
    }
    const { code, out } = runCli(['compare', join(folder, 'before'), join(folder, 'after'), '--format', 'json'])
    const { checks } = JSON.parse(out) as Result
    expect(code).toBe(1)
    expect(new Set(checks.map(({ noise }) => noise.method))).toEqual(new Set(['repeats']))
  })

  it('prints a pprof command that a shell takes, whatever the folders are called', () => {
    const folder = mkdtempSync(join(tmpdir(), "profile-gate it's "))
    for (const [at, side] of ['before', 'after'].entries()) {
      copyFileSync(join(repository, heapPair[at]!), join(folder, `${side}.pb.gz`))
    }
    const { out } = runCli(['compare', join(folder, 'before.pb.gz'), join(folder, 'after.pb.gz')])
    const quoted = (name: string) => `'${join(folder, name).replaceAll("'", "'\\''")}'`
    expect(out).toContain(`-diff_base ${quoted('before.pb.gz')} ${quoted('after.pb.gz')}`)
  })

  it('cannot decide by a policy with mistakes, and shows each with its place', () => {
    const { code, out } = runCli(['compare', ...heapPair, '--policy', 'test/cli/broken-policy.yml'])
    expect(code).toBe(2)
    expectGolden('cli/broken-policy.txt', out)
  })
})

describe('policy', () => {
  it('check finds the default policy right', () => {
    expect(runCli(['policy', 'check', 'src/policy/default-policy.yml'])).toEqual({
      code: 0,
      out: 'src/policy/default-policy.yml is valid: 13 rules, 0 acceptances\n',
      err: '',
    })
  })

  it('check ends with 2 at a mistake, in every format', () => {
    const check = (format: string) => runCli(['policy', 'check', 'test/cli/broken-policy.yml', '--format', format])
    const outcomes = ['text', 'markdown', 'json'].map((format) => check(format))
    expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 2])
    expectGolden('cli/policy-check.txt', outcomes.map(({ out }) => out).join('\n'))
  })

  it('schema prints the schema that is committed', async () => {
    const { default: schema } = await import('../../src/policy/policy.schema.json', { with: { type: 'json' } })
    expect(JSON.parse(runCli(['policy', 'schema']).out)).toEqual(schema)
  })
})

describe('top and diff', () => {
  it.each(['text', 'markdown', 'json'])('print tables as %s', (format) => {
    const concat = 'test/fixtures/string-concat'
    const files = [`${concat}/baseline/allocs.pb.gz`, `${concat}/candidate/allocs.pb.gz`]
    const options = ['--top', '5', '--format', format]
    const extension = { text: 'txt', markdown: 'md', json: 'json' }[format]
    expectGolden(
      `cli/top.${extension}`,
      runCli(['top', `${concat}/candidate/cpu.pb.gz`, '--by', 'cum', ...options]).out,
    )
    expectGolden(`cli/diff.${extension}`, runCli(['diff', ...files, '--metric', 'alloc_objects', ...options]).out)
  })

  it('take focus, ignore and other groups', () => {
    const cpu = 'test/fixtures/slow-loop/candidate/cpu.pb.gz'
    const tables = [
      ['--of', 'package', '--by', 'own', '--top', '5'],
      ['--of', 'file', '--top', '5'],
      ['--of', 'line', '--top', '5'],
      ['--focus', 'Blocks', '--top', '3'],
      ['--ignore', '^runtime\\.', '--top', '3'],
      ['--no-inlines', '--top', '3'],
      ['--of', 'file', '--trim-path', 'example.com/shop:runtime', '--top', '3'],
      ['--of', 'file', '--source-path', '/checkout/catalog', '--top', '3'],
      ['--of', 'total', '--tag-focus', 'no=such'],
    ].map((options) => `$ profile-gate top ${options.join(' ')}\n${runCli(['top', cpu, ...options]).out}`)
    expectGolden('cli/groups.txt', tables.join('\n'))
  })

  it('take groups of whole samples', () => {
    const [before, after] = ['baseline', 'candidate'].map((side) => `test/fixtures/formats/every-form/${side}`)
    const [old, young] = ['baseline', 'candidate'].map((side) => `test/fixtures/formats/benchmarks/${side}/bench.txt`)
    const diffs = [
      [`${before}/goroutine.txt`, `${after}/goroutine.txt`, '--of', 'creator'],
      [`${before}/goroutine.pb.gz`, `${after}/goroutine.pb.gz`, '--of', 'state'],
      [`${before}/goroutine.txt`, `${after}/goroutine.txt`, '--of', 'label:state', '--tag-focus', 'state=^chan'],
      [`${before}/metrics.prom`, `${after}/metrics.prom`, '--metric', 'go_goroutines'],
      [`${old}`, `${young}`, '--metric', 'allocs/op'],
      [`${old}`, `${young}`, '--metric', 'ns/op', '--top', '1'],
    ].map((words) => `$ profile-gate diff ${words.join(' ')}\n${runCli(['diff', ...words]).out}`)
    expectGolden('cli/sample-groups.txt', diffs.join('\n'))
  })

  it('take the first metric of those that a program tells of itself, and name some of the others', () => {
    const [before, after] = ['baseline', 'candidate'].map((side) => `test/fixtures/formats/every-form/${side}`)
    const runs = [
      ['top', `${after}/gctrace.log`],
      ['top', `${after}/metrics.prom`],
      ['top', `${after}/metrics.prom`, '--metric', 'go_goroutines'],
      ['top', `${after}/metrics.prom`, '--metric', 'no_such'],
      ['diff', `${before}/metrics.prom`, `${after}/metrics.prom`],
    ].map((words) => {
      const { out, err } = runCli(words)
      return `$ profile-gate ${words.join(' ')}\n${err}${out}`
    })
    expectGolden('cli/metrics.txt', runs.join('\n'))
  })

  it('leave out benchmarks that only one side has, and say so', () => {
    const folder = mkdtempSync(join(tmpdir(), 'profile-gate-'))
    const results = ['BenchmarkA 1 5 ns/op\nBenchmarkOld 1 7 ns/op', 'BenchmarkA 1 6 ns/op\nBenchmarkNew 1 8 ns/op']
    const [before, after] = results.map((lines, at) => {
      const path = join(folder, `${at}.txt`)
      writeFileSync(path, `goos: linux\n${lines}\nPASS\n`)
      return path
    })
    const { out, err } = runCli(['diff', `${before}`, `${after}`, '--format', 'json'])
    expect(JSON.parse(out)).toMatchObject({ metric: 'sec/op', of: 'benchmark', rows: [{ name: 'BenchmarkA' }] })
    expect(err).toBe(
      'left out, for only the baseline has it: BenchmarkOld\nleft out, for only the candidate has it: BenchmarkNew\n',
    )
  })

  it.each([
    [['--of', 'functions'], '--of functions: expected total, function, package, file, line, creator, state, benchmark'],
    [['--of', 'label:'], '--of label:: expected'],
    [['--tag-focus', 'tenant=('], '--tag-focus: missing closing )'],
    [['--tag-focus', '99999999999999999999kb:'], '--tag-focus: 99999999999999999999 does not fit into 64 bits'],
  ])('say what is wrong with %j', (options, message) => {
    const { code, err } = runCli(['top', 'test/fixtures/slow-loop/candidate/cpu.pb.gz', ...options])
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
  })
})
