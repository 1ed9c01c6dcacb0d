import { describe } from 'vitest'
import type { LoadedFolder } from '../../src/load/loaded.ts'
import { type Expected, rule, verdictsOf } from './expect-verdicts.ts'
import { only, recorded, withFile, withManifest } from './recorded-sides.ts'

const expectVerdicts = verdictsOf('comparability')

/** Each row of the table of the decision rule (8), by pairs that were recorded; where a manifest was edited, the name says so. */

const bake = (how: string) => recorded(`comparability/bake/${how}`)
const text = (how: string) => recorded(`comparability/bake-text/${how}`)
const timings = (how: string) => recorded(`comparability/timings/${how}`)
const mutex = (side: string) => only(recorded(`formats/older-go/${side}`), 'mutex.pb.gz')

const ALLOCATED = rule('kind: heap, metric: alloc_space, of: function, fail: { percent: 20, growth: 1MiB }')
const IN_USE = rule('kind: heap, of: function, fail: { percent: 20, growth: 1MiB }')
const TOTAL = rule('kind: heap, of: total, fail: { percent: 10, growth: 1MiB }')

const judged = (policy: string) => (verdict: string, baseline: LoadedFolder, candidate: LoadedFolder) =>
  [verdict, { policy, baseline, candidate }] as const satisfies Expected

const allocated = judged(ALLOCATED)
const inUse = judged(IN_USE)
const total = judged(TOTAL)

/** A file of another recording in the place of the heap. */
function withHeapOf(side: LoadedFolder, other: LoadedFolder): LoadedFolder {
  const content = other.files[0]?.read()
  if (content?.kind !== 'bytes') throw new Error('no heap')
  return withFile(side, 'heap.pb.gz', content)
}

describe('values that mean something else, or nothing, are not compared', () => {
  const node = withHeapOf(bake('plain'), only(recorded('formats/node-pprof/baseline'), 'heap'))
  const goroutines = withHeapOf(bake('plain'), only(recorded('comparability/till/busy'), 'goroutine-0001'))
  expectVerdicts({
    'a sample type that only one side has': allocated(
      'not-compared sample-type-missing + sample-types-differ',
      node,
      bake('plain'),
    ),
    'a sample type that the candidate lost': allocated(
      'not-compared sample-type-missing + sample-types-differ',
      bake('plain'),
      node,
    ),
    'a file that holds another kind': inUse('error kind-differs', bake('plain'), goroutines),
    'what a second added to what is in use': inUse('not-compared delta-profile', bake('plain'), bake('seconds')),
    'what a second added against a second': inUse(
      'not-compared delta-profile + delta-profile',
      bake('seconds'),
      bake('seconds-again'),
    ),
    'what a second allocated against all there is': allocated(
      'not-compared delta-profile',
      bake('seconds'),
      bake('plain'),
    ),
    'but a second of allocations against another second': allocated(
      'pass + delta-profile',
      bake('seconds'),
      bake('seconds-again'),
    ),
    'a difference of two profiles': allocated('not-compared difference-profile', bake('plain'), bake('difference')),
    'a difference as the baseline': allocated('not-compared difference-profile', bake('difference'), bake('plain')),
    'a heap that was not sampled': total('not-compared no-samples + sampling-off', bake('plain'), bake('off')),
    'a baseline that was not sampled': total('not-compared no-samples + sampling-off', bake('off'), bake('plain')),
  })
})

describe('another platform, or another scale, is not compared', () => {
  const locks = judged(rule('kind: mutex, of: total, fail: { percent: 10 }'))
  const times = judged(rule('kind: benchmark, of: benchmark, warn: { percent: 10 }'))
  const counts = judged(rule('kind: benchmark, metric: B/op, of: benchmark, fail: { percent: 10 }'))
  const [older, newer] = [mutex('baseline'), mutex('candidate')]
  expectVerdicts({
    'another architecture': allocated('not-compared platform-differs', bake('fine'), bake('386')),
    'another architecture as the baseline': allocated('not-compared platform-differs', bake('386'), bake('fine')),
    'another operating system, by an edited manifest': allocated(
      'not-compared platform-differs',
      bake('fine'),
      withManifest(bake('fine-again'), { goos: 'darwin' }),
    ),
    'an architecture that only one manifest names, the other edited': allocated(
      'pass',
      withManifest(bake('fine'), { goarch: null }),
      bake('fine-again'),
    ),
    'benchmarks say themselves where they ran': times(
      'not-compared platform-differs',
      timings('plain'),
      timings('386'),
    ),
    'even their allocations': counts('not-compared platform-differs', timings('plain'), timings('386')),
    'and are believed before an edited manifest': counts(
      'pass',
      withManifest(timings('plain'), { goarch: '386' }),
      timings('again'),
    ),
    'mutexes of Go 1.20 and 1.26, by made manifests': locks(
      'not-compared mutex-rescaled + machine-differs',
      withManifest(older, { go: 'go1.20.14' }),
      withManifest(newer, { go: 'go1.26.8' }),
    ),
    'mutexes of two releases that count alike, by made manifests': locks(
      'fail + machine-differs',
      withManifest(older, { go: 'go1.25.1' }),
      withManifest(newer, { go: 'go1.26.8' }),
    ),
  })
})

describe('what else differs is judged and named: growth is growth, and the same code is none', () => {
  const edited = (values: Readonly<Record<string, unknown>>) => withManifest(bake('fine-again'), values)
  expectVerdicts({
    'the same rate': allocated('pass', bake('fine'), bake('fine-again')),
    'the same rate, grown': allocated('fail pantry.Pantry.sugar', bake('fine'), bake('fine-grown')),
    'a finer rate': allocated('pass + period-differs', bake('plain'), bake('fine')),
    'a finer rate, in use': inUse('pass + period-differs', bake('plain'), bake('fine')),
    'a finer rate, grown': allocated('fail pantry.Pantry.sugar + period-differs', bake('plain'), bake('fine-grown')),
    'a coarser rate': allocated('pass + period-differs', bake('fine'), bake('plain')),
    'a coarser rate, in use': inUse('pass + period-differs', bake('fine'), bake('plain')),
    'a coarser rate, grown': allocated('fail pantry.Pantry.sugar + period-differs', bake('fine'), bake('grown')),
    'exact against sampled': allocated('pass + period-differs', bake('exact'), bake('fine')),
    'exact against sampled, grown': allocated(
      'fail pantry.Pantry.sugar + period-differs',
      bake('exact'),
      bake('fine-grown'),
    ),
    'exact against sampled, grown, in use': inUse(
      'fail pantry.Pantry.sugar + period-differs',
      bake('exact'),
      bake('fine-grown'),
    ),
    'sampled against exact': allocated('pass + period-differs', bake('fine'), bake('exact')),
    'an older Go': allocated('pass + machine-differs', bake('fine'), bake('go1.20')),
    'a newer Go': allocated('pass + machine-differs', bake('go1.20'), bake('fine')),
    'a newer Go, in use': inUse('pass + machine-differs', bake('go1.23'), bake('fine')),
    'a newer Go, grown': allocated('fail pantry.Pantry.sugar + machine-differs', bake('go1.23'), bake('fine-grown')),
    'an older Go, grown': allocated('fail pantry.Pantry.sugar + machine-differs', bake('fine'), bake('go1.23-grown')),
    'another Go that no manifest names: the runtime in the profiles does': allocated(
      'pass + go-release-differs',
      { ...bake('go1.23'), manifest: null },
      { ...bake('fine'), manifest: null },
    ),
    'another runner, by edited manifests': allocated(
      'pass + machine-differs',
      withManifest(bake('fine'), { runner: 'ubuntu24 20261101.1' }),
      edited({ runner: 'ubuntu26 20261101.1' }),
    ),
    'another processor and cores, by edited manifests, grown': allocated(
      'fail pantry.Pantry.sugar + machine-differs',
      withManifest(bake('fine'), { cpu: 'AMD EPYC', cores: 4 }),
      withManifest(bake('fine-grown'), { cpu: 'Intel Xeon', cores: 2 }),
    ),
    'what only one manifest names, edited': allocated('pass', bake('fine'), edited({ gogc: 'off' })),
  })
})

describe('what deceives is judged, with a warning', () => {
  expectVerdicts({
    'twice the work shows as one factor': total('fail + uniform-shift', bake('fine'), bake('double')),
    'half of it as well': total('pass + uniform-shift', bake('double'), bake('fine')),
    'one function that grew is no factor': total('fail', bake('fine'), bake('fine-grown')),
    'few samples': inUse('pass + few-events', bake('few'), bake('few-again')),
    'few samples on one side only are the same in less of them': inUse(
      'pass + uniform-shift',
      bake('plain'),
      bake('few'),
    ),
    'in use before any collection': total('fail + no-collection', text('collected'), text('uncollected')),
    'in use before any collection, of the baseline': total(
      'pass + no-collection',
      text('uncollected'),
      text('collected'),
    ),
    'in use after a collection': total('pass', text('collected'), text('collected')),
    'what was allocated does not mind': allocated('pass', text('collected'), text('uncollected')),
  })
})
