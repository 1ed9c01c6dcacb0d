import { describe } from 'vitest'
import type { LoadedFolder } from '../../src/load/loaded.ts'
import { type Expected, rule, verdictsOf } from './expect-verdicts.ts'
import { contention, goroutine } from './made-profiles.ts'
import { only, recorded } from './recorded-sides.ts'
import type { Case } from './run.ts'

const expectVerdicts = verdictsOf('groups')

/** What growth is blamed on, by each group that a rule can ask for. */

const bake = (how: string) => only(recorded(`comparability/bake/${how}`), 'heap')
const judged = (verdict: string, text: string, baseline: Case['baseline'], candidate: Case['candidate']): Expected => [
  verdict,
  { policy: rule(text), baseline, candidate },
]

describe('by cum the deepest cause speaks', () => {
  const cum = 'of: function, by: cum'
  const deep = (push: number, other: number) =>
    `main.main;main.serve;main.push ${push}\nmain.main;main.serve;main.other ${other}`
  const waiting = (push: number, other: number) => ({ 'goroutine.pb.gz': goroutine(deep(push, other)) })
  const locked = (delay: number) => ({ 'mutex.pb.gz': contention(`main.main;main.serve;main.push 5 ${delay}`) })
  const shared = (...counts: readonly number[]) => ({
    'goroutine.pb.gz': goroutine(
      counts.map((count, at) => `main.main;main.serve;main.handle${at} ${count}`).join('\n'),
    ),
  })
  expectVerdicts({
    'of a sampled heap': judged(
      'fail pantry.Pantry.sugar',
      `kind: heap, metric: alloc_space, ${cum}, fail: { percent: 10, growth: 1MiB }`,
      bake('fine'),
      bake('fine-grown'),
    ),
    'of the same code': judged(
      'pass',
      `kind: heap, metric: alloc_space, ${cum}, fail: { percent: 10, growth: 1MiB }`,
      bake('fine'),
      bake('fine-again'),
    ),
    'of goroutines': judged(
      'fail main.push',
      `kind: goroutine, ${cum}, fail: { growth: 10 }`,
      waiting(5, 3),
      waiting(50, 3),
    ),
    'of two callees at once': judged(
      'fail main.other main.push',
      `kind: goroutine, ${cum}, fail: { growth: 10 }`,
      waiting(5, 3),
      waiting(50, 33),
    ),
    'but a caller of many that grew a little is the cause': judged(
      'fail main.serve',
      `kind: goroutine, ${cum}, fail: { growth: 10 }`,
      shared(1, 1, 1, 1),
      shared(9, 9, 9, 9),
    ),
    'of locks': judged('fail main.push', `kind: mutex, ${cum}, fail: { percent: 10 }`, locked(5000), locked(50_000)),
  })
})

describe('growth of each group', () => {
  const every = (side: string, ...names: readonly string[]): LoadedFolder =>
    only(recorded(`formats/every-form/${side}`), ...names)
  const heap = (verdict: string, of: string, candidate = 'fine-grown') =>
    judged(
      verdict,
      `kind: heap, metric: alloc_space, of: "${of}", fail: { percent: 10, growth: 1MiB }`,
      bake('fine'),
      bake(candidate),
    )
  const waiting = (verdict: string, of: string) =>
    judged(
      verdict,
      `kind: goroutine, of: ${of}, fail: { growth: 5 }`,
      every('baseline', 'goroutine.txt'),
      every('candidate', 'goroutine.txt'),
    )
  expectVerdicts({
    'a package': heap('fail pantry', 'package'),
    'a package of the same code': heap('pass', 'package', 'fine-again'),
    'a file': heap('fail pantry.go', 'file'),
    'a line': heap('fail pantry.go:51', 'line'),
    'a label': heap('fail 2kB', 'label:bytes'),
    'labels of the same code': heap('pass', 'label:bytes', 'fine-again'),
    'what started goroutines': waiting('fail office.Office.Wait', 'creator'),
    'the state of goroutines': waiting('fail chan send', 'state'),
  })
})
