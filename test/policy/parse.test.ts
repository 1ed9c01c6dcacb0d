import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../src/policy/parse.ts'
import type { Policy, Rule } from '../../src/policy/policy.ts'
import { describeMistake } from '../../src/policy/print.ts'
import { EXAMPLE_POLICY, SMALLEST_POLICY } from './example-policy.ts'

function policyOf(text: string): Policy {
  const result = parsePolicy(text, 'policy.yml')
  if (result.kind === 'invalid') throw new Error(result.mistakes.map(describeMistake).join('\n\n'))
  return result.policy
}

function ruleOf(text: string): Rule {
  const [rule] = policyOf(`version: 1\nrules:\n  - { name: a, ${text} }\n`).rules
  if (rule === undefined) throw new Error('no rule')
  return rule
}

const sources = (regexes: readonly { readonly source: string }[]) => regexes.map(({ source }) => source)

describe('a policy with every key', () => {
  const policy = policyOf(EXAMPLE_POLICY)
  const rule = (name: string) => policy.rules.find((candidate) => candidate.name === name)

  it('has the settings of the top', () => {
    expect(policy.own).toEqual(['example.com/depot/...', 'example.com/lib'])
    expect(policy.confidence).toBe(0.975)
    expect(policy.files.include.sources).toEqual(['**/*.pb.gz', 'bench.txt'])
    expect(policy.files.exclude.matches('warmup/a/heap.pb.gz')).toBe(true)
    expect(policy.files).toMatchObject({
      repeats: ['{name}_{run}'],
      series: ['{name}@{at}', 'at-{at}/{name}'],
      skipSnapshots: 3,
    })
    expect(policy.when).toEqual({
      noBaseline: 'warn',
      missingProfile: 'error',
      inconclusive: 'fail',
      lowPower: 'warn',
      unreadable: 'fail',
      unmatchedRule: 'warn',
    })
  })

  it('has its rules in their order, with their lines', () => {
    expect(policy.rules.map(({ name, line }) => `${line} ${name}`)).toEqual([
      '20 heap-total',
      '25 retained-by-package',
      '43 budget',
      '44 stuck',
      '45 states',
      '46 creep',
      '47 routes',
      '48 waiting',
      '49 bench',
      '50 custom',
      '51 sys',
    ])
  })

  it('has base units in every limit', () => {
    expect(rule('heap-total')?.levels).toEqual({
      fail: [{ kind: 'growth', percent: 10, growth: 4_194_304 }],
      warn: [{ kind: 'growth', percent: 5, growth: 1_572_864 }],
    })
    expect(rule('budget')?.levels.fail).toEqual([{ kind: 'budget', above: 536_870_912 }])
    expect(rule('creep')?.levels.fail).toEqual([{ kind: 'slope', perSnapshot: 65_536 }])
    expect(rule('routes')?.levels.warn).toEqual([{ kind: 'growth', percent: 25, growth: 50_000_000 }])
    expect(rule('waiting')?.levels.warn).toEqual([{ kind: 'growth', percent: null, growth: 500_000_000 }])
    expect(rule('sys')?.levels.fail).toEqual([{ kind: 'budget', above: 1_000_000_000 }])
    expect(policy.rules.map(({ unit }) => unit)).toEqual([
      'bytes',
      null,
      'bytes',
      null,
      null,
      'bytes',
      'nanoseconds',
      'nanoseconds',
      'nanoseconds',
      null,
      'bytes',
    ])
  })

  it('has a rule with all that rules can say, in part from a merge key', () => {
    const full = rule('retained-by-package')
    expect(full).toMatchObject({
      kinds: ['heap'],
      metric: 'inuse_objects',
      of: { kind: 'package' },
      by: 'cum',
      per: 'op',
      optional: true,
    })
    expect(full?.files?.matches('services/api/heap.pb.gz')).toBe(true)
    expect(full?.files?.matches('deep/down/worker-3.pb.gz')).toBe(true)
    expect(full?.files?.matches('services/api/allocs.pb.gz')).toBe(false)
    expect(sources(full?.focus ?? [])).toEqual(['\\.ServeHTTP$'])
    expect(sources(full?.ignore ?? [])).toEqual(['runtime\\.mallocgc'])
    expect(sources(full?.only ?? [])).toEqual(['^example\\.com/depot/', '(?i)cache'])
    expect(sources(full?.except ?? [])).toEqual(['_test$'])
    expect(full?.levels.fail).toEqual([
      { kind: 'growth', percent: 20, growth: 1_000 },
      { kind: 'growth', percent: null, growth: 100_000 },
    ])
    expect(full?.overrides.map(({ levels }) => levels)).toEqual([
      { fail: [{ kind: 'growth', percent: 50, growth: null }] },
      { warn: [{ kind: 'growth', percent: 2.5, growth: 500 }] },
    ])
    expect(full?.overrides[0]?.files?.sources).toEqual(['worker*'])
    expect(sources(full?.overrides[0]?.only ?? [])).toEqual(['/index\\.'])
    expect(sources(full?.overrides[0]?.except ?? [])).toEqual(['/index\\.Old'])
  })

  it('has the groups and metrics of its rules', () => {
    expect(rule('stuck')).toMatchObject({ kinds: ['goroutine', 'goroutineleak'], of: { kind: 'creator' } })
    expect(rule('states')?.of).toEqual({ kind: 'state' })
    expect(rule('routes')).toMatchObject({ of: { kind: 'label', key: 'http.route' }, by: 'flat', per: 'total' })
    expect(rule('waiting')).toMatchObject({ of: { kind: 'line' }, per: 'second', metric: null })
    expect(rule('custom')).toMatchObject({ kinds: ['other'], of: { kind: 'file' }, metric: 'joules' })
  })

  it('calls times of benchmarks sec/op, however they were printed', () => {
    expect(rule('bench')).toMatchObject({ metric: 'sec/op', of: { kind: 'benchmark' } })
  })

  it('has its acceptances', () => {
    expect(policy.acceptances[0]).toEqual({
      kind: 'value',
      rules: ['heap-total', 'budget'],
      subject: { kind: 'total' },
      upTo: 629_145_600,
      unit: 'bytes',
      until: '2028-02-29',
      reason: 'new index, see #7',
      line: 54,
    })
    expect(policy.acceptances.slice(1, 6).map((each) => (each.kind === 'value' ? each.subject : null))).toEqual([
      { kind: 'function', name: 'example.com/depot/index.(*Tree).Insert' },
      { kind: 'package', name: 'example.com/depot/index' },
      { kind: 'file', name: 'index/tree.go' },
      { kind: 'benchmark', name: 'BenchmarkInsert' },
      { kind: 'creator', name: 'example.com/depot/pool.Start' },
    ])
    expect(policy.acceptances[5]).toMatchObject({ upTo: 80, unit: null, rules: null })
    const deletion = policy.acceptances[6]
    expect(deletion).toMatchObject({ kind: 'deletion', rules: null, until: '2027-12-31' })
    expect(deletion?.kind === 'deletion' && deletion.files.matches('old/cpu.pb.gz')).toBe(true)
  })
})

describe('a policy that leaves out what it can', () => {
  const policy = policyOf(SMALLEST_POLICY)

  it('has the documented defaults', () => {
    expect(policy.own).toBeNull()
    expect(policy.confidence).toBe(0.99)
    expect(policy.files.include.matches('any/where.txt')).toBe(true)
    expect(policy.files.exclude.matches('any/where.txt')).toBe(false)
    expect(policy.files).toMatchObject({
      repeats: ['{name}.{run}', 'run-{run}/{name}'],
      series: ['{name}-{at}'],
      skipSnapshots: 2,
    })
    expect(policy.acceptances).toEqual([])
    expect(policy.when).toEqual({
      noBaseline: 'pass',
      missingProfile: 'fail',
      inconclusive: 'warn',
      lowPower: 'pass',
      unreadable: 'error',
      unmatchedRule: 'error',
    })
  })

  it('has rules with the documented defaults', () => {
    expect(policy.rules).toEqual([
      {
        name: 'heap',
        line: 3,
        kinds: ['heap'],
        files: null,
        metric: null,
        unit: null,
        of: { kind: 'total' },
        by: 'own',
        per: 'none',
        focus: [],
        ignore: [],
        only: [],
        except: [],
        levels: { fail: [{ kind: 'growth', percent: 10, growth: null }], warn: [] },
        overrides: [],
        optional: false,
      },
    ])
  })

  it('looks at each benchmark if it says not of what, as a sum of them means nothing', () => {
    expect(ruleOf('kind: benchmark, warn: { percent: 5 }').of).toEqual({ kind: 'benchmark' })
    expect(ruleOf('kind: [benchmark, cpu], warn: { percent: 5 }').of).toEqual({ kind: 'total' })
  })
})

describe('parsePolicy', () => {
  it('keeps whole numbers exact, also where decimals are scaled', () => {
    const [limit] = ruleOf('kind: heap, fail: { growth: 1.1GB }').levels.fail
    expect(limit).toEqual({ kind: 'growth', percent: null, growth: 1_100_000_000 })
    const [largest] = ruleOf('kind: heap, fail: { above: 9007199254740991 }').levels.fail
    expect(largest).toEqual({ kind: 'budget', above: Number.MAX_SAFE_INTEGER })
  })

  it('takes 0 as a limit', () => {
    expect(ruleOf('kind: goroutineleak, fail: { above: 0 }').levels.fail).toEqual([{ kind: 'budget', above: 0 }])
    expect(ruleOf('kind: benchmark, metric: allocs/op, fail: { growth: 0, percent: 0 }').levels.fail).toEqual([
      { kind: 'growth', percent: 0, growth: 0 },
    ])
  })

  it('counts a kind that is named twice once', () => {
    expect(ruleOf('kind: [cpu, wall, cpu], fail: { percent: 1 }').kinds).toEqual(['cpu', 'wall'])
  })

  it('lets x- keys hold anything that is YAML, at the top only', () => {
    expect(policyOf(`x-: 1\nx-any: [{ a: { b: [.nan, ~] } }]\n${SMALLEST_POLICY}`).rules).toHaveLength(1)
  })

  it('lets a key of the mapping win over a merged one, and the first of several merged mappings over the others', () => {
    const text = `version: 1
x-a: &a { kind: cpu, per: total, by: flat }
x-b: &b { per: second, by: cum, optional: true }
rules:
  - { <<: [*a, *b], name: a, by: own, fail: { percent: 10 } }
`
    expect(policyOf(text).rules[0]).toMatchObject({ kinds: ['cpu'], per: 'total', by: 'own', optional: true })
  })

  it('takes a quoted << for the key that it is', () => {
    const result = parsePolicy(`"<<": {}\n${SMALLEST_POLICY}`, 'policy.yml')
    expect(result.kind === 'invalid' && result.mistakes.map(({ code }) => code)).toEqual(['unknown-key'])
  })

  it('reads YAML 1.2 whatever the file says: `no` is a text', () => {
    const result = parsePolicy(`%YAML 1.1\n---\n${SMALLEST_POLICY}own: [no]\n`, 'policy.yml')
    expect(result.kind === 'policy' && result.policy.own).toEqual(['no'])
  })

  it('reads a file with line ends of Windows and a byte order mark', () => {
    const text = `\uFEFF${EXAMPLE_POLICY.replaceAll('\n', '\r\n')}`
    expect(policyOf(text).rules.map(({ line }) => line)).toEqual(policyOf(EXAMPLE_POLICY).rules.map(({ line }) => line))
  })

  it('accepts an acceptance of a rule whose metric has no known unit in any unit', () => {
    const text = `version: 1
rules: [{ name: a, kind: other, fail: { percent: 1 } }]
accept: [{ rules: [a], up-to: 5ms, until: 2030-01-01, reason: r }]
`
    expect(policyOf(text).acceptances).toHaveLength(1)
  })
})
