import { describe } from 'vitest'
import { type Expected, rule, verdictsOf } from './expect-verdicts.ts'
import { goroutine, heap, type Made } from './made-profiles.ts'

const expectVerdicts = verdictsOf('moved')

type Files = Readonly<Record<string, Made>>

const judged = (verdict: string, text: string, baseline: Files, candidate: Files): Expected => [
  verdict,
  { policy: rule(text), baseline, candidate },
]

const FUNCTIONS = 'kind: heap, of: function, fail: { percent: 20, growth: 1MiB }'

describe('cost under another name', () => {
  expectVerdicts({
    'cost that only moved': judged(
      'pass',
      FUNCTIONS,
      { 'heap.pb.gz': heap('main.old 1024 400\nmain.rest 4096 100') },
      { 'heap.pb.gz': heap('main.renamed 1024 410\nmain.rest 4096 100') },
    ),
    'cost of another size has not moved': judged(
      'fail main.new',
      FUNCTIONS,
      { 'heap.pb.gz': heap('main.old 4096 400\nmain.rest 4096 100') },
      { 'heap.pb.gz': heap('main.new 1024 400\nmain.rest 4096 100') },
    ),
    'nor has the growth of a total': judged(
      'fail',
      'kind: heap, of: total, fail: { percent: 20, growth: 1MiB }',
      { 'heap.pb.gz': heap('main.old 1024 200') },
      { 'heap.pb.gz': heap('main.new 1024 500') },
    ),
    'moved cost hides no growth beside it': judged(
      'fail main.leak main.renamed',
      'kind: goroutine, of: function, fail: { growth: 10 }',
      { 'goroutine.pb.gz': goroutine('main.old 50\nmain.rest 5') },
      { 'goroutine.pb.gz': goroutine('main.renamed 50\nmain.leak 500') },
    ),
    'a donor may be where the rule does not look': judged(
      'pass',
      'kind: goroutine, of: function, only: [renamed], fail: { growth: 10 }',
      { 'goroutine.pb.gz': goroutine('main.old 50') },
      { 'goroutine.pb.gz': goroutine('main.renamed 50') },
    ),
    'a warning that is sure comes before a failure that is not': judged(
      'warn could-be-noise main.sure',
      'kind: heap, of: function, fail: { growth: 8MiB }, warn: { growth: 1MiB }',
      { 'heap.pb.gz': heap('main.sure 64 200000\nmain.unsure 8388608 8', 64) },
      { 'heap.pb.gz': heap('main.sure 64 260000\nmain.unsure 8388608 10', 64) },
    ),
  })
})
