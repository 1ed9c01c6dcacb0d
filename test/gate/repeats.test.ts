import { describe } from 'vitest'
import type { LoadedFolder } from '../../src/load/loaded.ts'
import { type Expected, rule, verdictsOf } from './expect-verdicts.ts'
import { heap } from './made-profiles.ts'
import { recorded } from './recorded-sides.ts'
import type { Case } from './run.ts'

const expectVerdicts = verdictsOf('repeats')

/** Several runs of a program, of which `combined-grown` was refactored and has one function that allocates twice as much. */

/** The runs of a variant from one number to another. */
function runs(variant: string, from: number, to: number): LoadedFolder {
  const side = recorded(`refactorings/${variant}`)
  const numbers = Array.from({ length: to - from + 1 }, (_, at) => from + at)
  return { ...side, files: side.files.filter(({ path }) => numbers.some((run) => path === `heap.${run}.pb.gz`)) }
}

const judged = (of: string) => (verdict: string, baseline: LoadedFolder, candidate: LoadedFolder) =>
  [verdict, { policy: rule(`kind: heap, ${of}`), baseline, candidate }] as const satisfies Expected

describe.each(['service', 'indexer'])('repeated runs of %s', (program) => {
  const allocated = judged('metric: alloc_space, of: function, fail: { percent: 20, growth: 512KiB }')
  const total = judged('metric: alloc_space, of: total, fail: { percent: 10, growth: 1MiB }')
  const inUse = judged('of: function, fail: { percent: 20, growth: 512KiB }')
  const of = (variant: string) => (from: number, to: number) => runs(`${program}/${variant}`, from, to)
  const [old, again] = [of('baseline'), of('again')]
  const grown = of('combined-grown')
  const culprits = program === 'service' ? 'pricing.reasonFor receipt.Render' : 'token.Trigrams'
  const clear = program === 'service' ? 'pricing.reasonFor' : 'token.Trigrams'
  expectVerdicts({
    'five against five of the same code': allocated('pass', old(1, 5), again(1, 5)),
    'five against five of the same code, in all': total('pass', old(1, 5), again(1, 5)),
    'five against five of the same code, in use': inUse('pass', old(1, 5), again(1, 5)),
    'five against five': allocated(`fail ${culprits}`, old(1, 5), grown(1, 5)),
    'two against two of the same code': allocated('pass', old(1, 2), again(1, 2)),
    'two against two': allocated(`fail ${clear}`, old(1, 2), grown(1, 2)),
    'a pool of three of the same code': allocated('pass', old(1, 3), again(1, 1)),
    'a pool of three': allocated(`fail ${culprits}`, old(1, 3), grown(1, 1)),
    'a pool of five': allocated(`fail ${culprits}`, old(1, 5), grown(2, 2)),
    'two against one of the same code': allocated('pass', old(1, 2), again(1, 1)),
    'two against one': allocated(`fail ${clear}`, old(1, 2), grown(1, 1)),
    'one against three of the same code': allocated('pass', old(1, 1), again(1, 3)),
    'one against three': allocated(
      // What moved nearby in objects of the same size leaves a doubt that more runs of the baseline settle.
      program === 'service' ? 'inconclusive may-have-moved' : 'fail token.Trigrams',
      old(1, 1),
      grown(1, 3),
    ),
    'runs of one side against others of it': allocated('pass', old(1, 2), old(3, 5)),
  })
})

describe('other kinds with several runs', () => {
  const made = (verdict: string, text: string, baseline: Case['baseline'], candidate: Case['candidate']): Expected => [
    verdict,
    { policy: rule(text), baseline, candidate },
  ]
  const goroutines = (...counts: readonly number[]) =>
    Object.fromEntries(
      counts.map((count, at) => [`metrics.${at + 1}.prom`, `# TYPE go_goroutines gauge\ngo_goroutines ${count}\n`]),
    )
  const metrics = 'kind: metrics, metric: go_goroutines, of: total, fail: { growth: 1 }'
  const heaps = (...events: readonly number[]) =>
    Object.fromEntries(events.map((count, at) => [`heap.${at + 1}.pb.gz`, heap(`main.load 1024 ${count}`)]))
  expectVerdicts({
    'exact values of one run against two': made('fail', metrics, goroutines(7), goroutines(9, 9)),
    'exact values that vary in each side': made('pass', metrics, goroutines(7, 12, 9), goroutines(9, 13, 8)),
    'exact values that grow in every run': made(
      'fail',
      metrics,
      goroutines(7, 8, 7, 7, 8),
      goroutines(19, 20, 19, 19, 20),
    ),
    'a budget is held against the mean': made(
      'pass',
      'kind: heap, of: total, fail: { above: 100MiB }',
      heaps(200),
      heaps(90, 110),
    ),
    'growth and a budget that is exceeded': made(
      'fail',
      'kind: heap, of: total, fail: [{ percent: 10 }, { above: 100MiB }]',
      heaps(200),
      heaps(900, 902),
    ),
  })
})
