import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../src/policy/default-policy.ts'
import type { Limit } from '../../src/policy/policy.ts'

const limitText = (limit: Limit) => {
  switch (limit.kind) {
    case 'growth':
      return [limit.percent === null ? null : `${limit.percent} %`, limit.growth]
        .filter((part) => part !== null)
        .join(' and ')
    case 'budget':
      return `above ${limit.above}`
    case 'slope':
      return `${limit.perSnapshot} per snapshot`
  }
}

describe('the default policy', () => {
  const policy = defaultPolicy()

  it('has these rules and limits', () => {
    const rows = policy.rules.map(({ name, kinds, metric, of, by, per, levels }) =>
      [
        name,
        `${kinds.join(' ')} ${metric ?? 'default'}`,
        `${of.kind}${of.kind === 'total' || of.kind === 'benchmark' ? '' : ` by ${by}`}${per === 'none' ? '' : ` per ${per}`}`,
        ...levels.fail.map((limit) => `fail ${limitText(limit)}`),
        ...levels.warn.map((limit) => `warn ${limitText(limit)}`),
      ].join(', '),
    )
    expect(rows).toEqual([
      'live-heap, heap inuse_space, total, fail 10 % and 1048576',
      'live-heap-by-function, heap inuse_space, function by own, fail 20 % and 1048576',
      'allocation, heap alloc_space, total, fail 10 % and 4194304',
      'allocation-by-function, heap alloc_space, function by own, fail 20 % and 1048576',
      'goroutines, goroutine default, function by own, fail 10 % and 10',
      'goroutine-leaks, goroutineleak default, total, fail above 0',
      'cpu, cpu default, function by own per total, warn 25 % and 50000000',
      'lock-delay, mutex block delay, function by own, warn 100 % and 100000000',
      'allocs-per-op, benchmark allocs/op, benchmark, fail 2 % and 0',
      'bytes-per-op, benchmark B/op, benchmark, fail 5 % and 16',
      'time-per-op, benchmark sec/op, benchmark, warn 10 %',
      'leak-series, heap inuse_space, function by own, fail 65536 per snapshot',
      'goroutine-series, goroutine default, function by own, fail 1 per snapshot',
    ])
  })

  it('fits a repository that has none of these profiles', () => {
    expect(policy.rules.filter(({ optional }) => !optional)).toEqual([])
    expect(policy).toMatchObject({ confidence: 0.99, own: null, acceptances: [] })
  })
})
