import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonBenchmarks, comparedBenchmarks, evenRuns, oneSidedBenchmarks } from '../../src/diff/benchmarks.ts'
import { ownCode } from '../../src/diff/own.ts'
import type { Run } from '../../src/diff/run.ts'
import { tabulateDiff, tabulateTop } from '../../src/diff/tabulate.ts'
import { textProfile } from '../support/text-profile.ts'
import { runOf } from '../support/text-table.ts'

/** A run from lines of names and values. */
const run = (...results: readonly string[]): Run => runOf(textProfile(`B/op/bytes\n${results.join('\n')}`))

function request(of: 'benchmark' | 'package' | 'total') {
  return { of, by: 'flat', top: null, ownCode: ownCode(null), selection: { focus: [], ignore: [] } } as const
}

/** `mean name` of each row, and the total. */
function means(runs: readonly Run[], of: 'benchmark' | 'package' | 'total' = 'benchmark'): readonly string[] {
  const { rows, totals } = tabulateTop(evenRuns(runs), request(of))
  return [...rows.map(({ flat, name }) => `${flat} ${name}`), `${totals.total}`]
}

describe('the value of a benchmark is the mean', () => {
  test('over the runs that have it', () => {
    const runs = [run('shop.A 10', 'shop.B 100'), run('shop.A 20'), run('shop.A 30', 'shop.B 200')]
    expect(means(runs)).toEqual(['150 shop.B', '20 shop.A', '170'])
  })

  test('and sums are sums of means', () => {
    const runs = [run('shop.A 10', 'shop.B 100', 'cart.C 1'), run('shop.A 20')]
    expect(means(runs, 'package')).toEqual(['115 shop', '1 cart', '116'])
    expect(means(runs, 'total')).toEqual(['116 total', '116'])
  })

  test('a 0 that was measured counts', () => {
    expect(means([run('shop.A 0'), run('shop.A 10')])).toEqual(['5 shop.A', '5'])
  })

  test('without what did not measure the metric', () => {
    const gap = (results: string, name: string): Run => {
      const whole = run(...results.split('; '))
      const { samples } = whole.frames.profile
      const values = Float64Array.from(samples.values[0]!, Number)
      values[results.split('; ').findIndex((result) => result.startsWith(name))] = Number.NaN
      Object.assign(samples, { values: [values] })
      return whole
    }
    expect(means([gap('shop.A 1; shop.B 7', 'shop.A')])).toEqual(['7 shop.B', '7'])
    expect(means([gap('shop.A 1; shop.B 7', 'shop.A'), run('shop.A 4', 'shop.B 9')])).toEqual([
      '8 shop.B',
      '4 shop.A',
      '12',
    ])
    const sides = [[gap('shop.A 1; shop.B 7', 'shop.A')], [run('shop.A 4', 'shop.B 9')]] as const
    expect([...oneSidedBenchmarks(...sides).candidate]).toEqual(['shop.A'])
  })

  test('as it always was, if all runs have all', () => {
    const runs = [run('shop.A 10'), run('shop.A 20')]
    expect(evenRuns(runs)).toBe(runs)
    expect(evenRuns([])).toEqual([])
  })

  test('whatever runs are left out, and in whatever order they come', () => {
    const values = fc.array(fc.option(fc.nat(1000), { nil: null }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(values, values, (first, second) => {
        const runs = Array.from({ length: Math.max(first.length, second.length) }, (_, at) => {
          const lines = [first[at], second[at]].map((value, benchmark) =>
            value == null ? '' : `p.B${benchmark} ${value}`,
          )
          return run(...lines)
        })
        const expected = [first, second].map((all) => {
          const measured = all.filter((value) => value !== null)
          return measured.reduce((sum, value) => sum + value, 0) / Math.max(1, measured.length)
        })
        const { rows } = tabulateTop(evenRuns(runs), request('benchmark'))
        for (const [at, mean] of expected.entries()) {
          expect(rows.find(({ name }) => name === `p.B${at}`)?.flat ?? 0).toBeCloseTo(mean, 6)
        }
      }),
    )
  })
})

describe('a benchmark that only one side has', () => {
  const [baseline, candidate] = [[run('p.A 1', 'p.Old 10')], [run('p.A 5', 'p.New 100'), run('p.A 7')]]

  test('is left out and named', () => {
    const compared = comparedBenchmarks(baseline, candidate)
    expect(compared.oneSided).toEqual({ baseline: new Set(['p.Old']), candidate: new Set(['p.New']) })
    const { rows, ...sides } = tabulateDiff(compared.baseline, compared.candidate, request('benchmark'))
    expect(rows.map(({ name, flat }) => [name, flat.baseline, flat.candidate])).toEqual([['p.A', 1, 6]])
    expect([sides.baseline.total, sides.candidate.total]).toEqual([1, 6])
  })

  test('leaves those that both have', () => {
    expect(commonBenchmarks(baseline, candidate)).toEqual(new Set(['p.A']))
    expect(commonBenchmarks([run('old.A 1')], [run('new.A 1')])).toEqual(new Set())
  })

  test('is none where the other side has no runs at all', () => {
    expect(oneSidedBenchmarks([], candidate)).toEqual({ baseline: new Set(), candidate: new Set() })
  })
})

test('names of benchmarks are as they are written, whatever is in them', () => {
  const name = 'shop.BenchmarkMap/keys=<int>[2](a::b)'
  expect(means([run(`${name} 1`)])).toEqual([`1 ${name}`, '1'])
})
