import { describe, expect, test } from 'vitest'
import { Comparison } from '../../src/diff/comparison.ts'
import { ownCode } from '../../src/diff/own.ts'
import { MetricPairs } from '../../src/judge/metric-pairs.ts'
import { outlineOf } from '../../src/judge/outline-profile.ts'
import { trapsOf } from '../../src/judge/traps.ts'
import type { ProfileKind } from '../../src/model/kind.ts'
import type { Profile } from '../../src/model/profile.ts'
import { textProfile } from '../support/text-profile.ts'

/** What is said of a pair, as `code args`. */
function trapsIn(baseline: Profile | null, candidate: Profile, kind: ProfileKind = 'heap'): readonly string[] {
  const side = (profile: Profile | null) =>
    profile === null ? { kind: 'absent' as const } : { kind: 'read' as const, runs: [profile], snapshots: [[profile]] }
  const pair = {
    profile: 'heap.pb.gz',
    kinds: [kind],
    part: null,
    baseline: side(baseline),
    candidate: side(candidate),
    comparison: new Comparison(baseline === null ? [] : [baseline], [candidate], ownCode(null)),
  }
  const traps = trapsOf(outlineOf({ pair, metrics: new MetricPairs(pair) }, []))
  return traps.map(({ code, args }) =>
    [code, ...Object.entries(args).map(([name, value]) => `${name}=${value}`)].join(' '),
  )
}

const HEAP = 'alloc_space/bytes inuse_space/bytes'
const heap = (sample = 'main.main 5 5', more: Parameters<typeof textProfile>[1] = {}) =>
  textProfile(`${HEAP}\n${sample}`, { period: 524288n, ...more })
const cpuBy = (file: string) => textProfile(`contentions/count delay/nanoseconds\nruntime.unlock@${file}:7 5 5`)

describe('what makes a difference deceive', () => {
  test('is nothing in two plain profiles', () => {
    expect(trapsIn(heap(), heap())).toEqual([])
  })

  test('is a profile of some seconds', () => {
    expect(trapsIn(heap(), heap('main.main 5 -5', { durationNs: 3_000_000_000n }))).toEqual([
      'delta-profile side=candidate kind=heap durationNs=3000000000',
    ])
  })

  test('are negative values, on either side', () => {
    expect(trapsIn(heap('main.main 5 -5'), heap())).toEqual(['negative-values side=baseline'])
    expect(trapsIn(null, heap('main.main 5 -5'))).toEqual(['negative-values side=candidate'])
  })

  test('is a program that does not sample its heap, which is more than having no samples', () => {
    expect(trapsIn(heap(), textProfile(HEAP))).toEqual(['sampling-off side=candidate'])
    expect(trapsIn(heap(), textProfile(HEAP, { period: 524288n }))).toEqual(['no-samples side=candidate'])
  })

  test('is another rate, and are other metrics', () => {
    expect(trapsIn(heap(), heap('main.main 5 5', { period: 4096n }))).toEqual([
      'period-differs baseline=524288 candidate=4096 unit=',
    ])
    expect(trapsIn(textProfile('inuse_space/bytes\nmain.main 5'), heap())).toEqual([
      'sample-types-differ candidate=alloc_space/bytes',
    ])
  })

  test('are other metrics, of which a few are named; but not of what names them by itself', () => {
    const many = (prefix: string) =>
      textProfile(Array.from({ length: 12 }, (_, at) => `${prefix}${at}/count`).join(' '))
    const [widgets, gadgets] = [many('widgets'), many('gadgets')]
    const [first] = trapsIn(widgets, gadgets, 'other').filter((trap) => trap.startsWith('sample-types'))
    expect(first).toMatch(
      /^sample-types-differ baseline=(widgets\d\/count, ){9}widgets9\/count baselineMore=2 candidate=/,
    )
    for (const kind of ['metrics', 'benchmark'] as const) {
      expect(trapsIn(widgets, gadgets, kind).filter((trap) => trap.startsWith('sample-types'))).toEqual([])
    }
    expect(trapsIn(textProfile('a/count b/count\nf 1 2'), textProfile('b/count a/count\nf 1 2'), 'other')).toEqual([])
  })

  test('is another release of Go, for mutexes above all', () => {
    const [old, young] = ['1.21.3', '1.24.1'].map((version) =>
      cpuBy(`/opt/hostedtoolcache/go/${version}/x64/src/runtime/sema.go`),
    )
    if (old === undefined || young === undefined) throw new Error('two profiles')
    expect(trapsIn(old, young, 'block')).toEqual(['go-release-differs baseline=1.21.3 candidate=1.24.1'])
    expect(trapsIn(old, young, 'mutex')).toEqual(['mutex-rescaled baseline=1.21.3 candidate=1.24.1'])
    expect(trapsIn(old, old, 'mutex')).toEqual([])
  })
})
