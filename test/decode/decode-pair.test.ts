import { describe, expect, test } from 'vitest'
import { type DecodedFiles, decodePair } from '../../src/decode/decode-pair.ts'
import type { DecodedSide } from '../../src/decode/paired-profiles.ts'
import type { LoadedFile } from '../../src/load/loaded.ts'
import { DEFAULT_PATTERNS } from '../../src/load/pattern.ts'
import { groupRuns } from '../../src/load/runs.ts'
import { notice } from '../../src/model/notice.ts'
import { textProfileBytes } from '../support/text-profile.ts'

/** Files of a side by path; null is one that cannot be opened. */
type Files = Readonly<Record<string, Uint8Array | string | null>>

function decode(baseline: Files, candidate: Files, named = false): DecodedFiles {
  const load = (files: Files) =>
    Object.entries(files).map(
      ([path, content]): LoadedFile => ({
        path,
        read: () =>
          content === null
            ? { kind: 'refused', reason: notice('not-permitted') }
            : { kind: 'bytes', bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content },
      }),
    )
  const [before, after] = [baseline, candidate].map((files) => groupRuns(load(files), DEFAULT_PATTERNS).profiles)
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])
  const profiles = [...names].map((profile) => ({
    profile,
    baseline: before?.get(profile) ?? null,
    candidate: after?.get(profile) ?? null,
  }))
  const both = { baseline: named, candidate: named }
  const decoded = profiles.map((pair) => decodePair(pair, both, { eventCountOf: (profile) => profile.samples.count }))
  return {
    pairs: decoded.flatMap(({ pairs }) => pairs),
    inputs: decoded.flatMap(({ inputs }) => inputs),
    unreadable: decoded.flatMap(({ unreadable }) => unreadable),
  }
}

/** `profile kinds: baseline | candidate`, a side as its totals by run. */
function pairsOf({ pairs }: DecodedFiles): readonly string[] {
  const sideText = (side: DecodedSide) => {
    if (side.kind !== 'read') return side.kind === 'absent' ? 'absent' : `unreadable ${side.reason.code}`
    const totals = side.runs.map(({ samples }) =>
      Array.from(samples.values[0] ?? [], Number).reduce((a, b) => a + b, 0),
    )
    const longest = Math.max(...side.snapshots.map(({ length }) => length))
    return `${totals.join(' ')}${longest > 1 ? ` of ${longest}` : ''}`
  }
  return pairs.map(
    ({ profile, kinds, baseline, candidate }) =>
      `${profile} ${kinds.join('+')}: ${sideText(baseline)} | ${sideText(candidate)}`,
  )
}

/** `side path state kind events`. */
function inputsOf({ inputs }: DecodedFiles): readonly string[] {
  return inputs.map(({ side, path, state, kind, events, reason }) =>
    [side, path, state, ...(reason === null ? [kind, events] : [reason.code])].join(' '),
  )
}

const heap = (value: number) => textProfileBytes(`inuse_space/bytes\nmain.main ${value}`)
const contention = (leaf: string) => textProfileBytes(`contentions/count delay/nanoseconds\nmain.main;${leaf} 1 5`)

describe('a pair of profiles', () => {
  test('is decoded on both sides', () => {
    const decoded = decode({ 'heap.pb.gz': heap(1) }, { 'heap.pb.gz': heap(2) })
    expect(pairsOf(decoded)).toEqual(['heap.pb.gz heap: 1 | 2'])
    expect(inputsOf(decoded)).toEqual(['baseline heap.pb.gz read heap 1', 'candidate heap.pb.gz read heap 1'])
    expect(decoded.unreadable).toEqual([])
  })

  test('may be there on one side only', () => {
    expect(pairsOf(decode({}, { 'heap.pb.gz': heap(2) }))).toEqual(['heap.pb.gz heap: absent | 2'])
    expect(pairsOf(decode({ 'heap.pb.gz': heap(2) }, {}))).toEqual(['heap.pb.gz heap: 2 | absent'])
  })

  test('has its repeats, and of a series the last snapshot of each run', () => {
    const repeats = { 'heap.1.pb.gz': heap(1), 'heap.2.pb.gz': heap(2) }
    const series = { 'heap-0001.pb.gz': heap(3), 'heap-0002.pb.gz': heap(4), 'heap-0003.pb.gz': heap(5) }
    expect(pairsOf(decode(repeats, series))).toEqual(['heap.pb.gz heap: 1 2 | 5 of 3'])
  })

  test('is of the kind that the candidate says, unless only the baseline is certain', () => {
    const unclear = contention('main.f')
    const mutex = contention('sync.(*Mutex).Unlock')
    const kinds = (baseline: Uint8Array, candidate: Uint8Array) =>
      decode({ 'wait.pb.gz': baseline }, { 'wait.pb.gz': candidate }).pairs[0]?.kinds
    expect(kinds(unclear, unclear)).toEqual(['mutex', 'block'])
    expect(kinds(mutex, unclear)).toEqual(['mutex'])
    expect(kinds(unclear, mutex)).toEqual(['mutex'])
  })

  test('is of no kind where the sides are certain of other ones, which is an error', () => {
    const page = '# TYPE go_goroutines gauge\ngo_goroutines 7\n'
    const decoded = decode({ 'heap.pb.gz': heap(1) }, { 'heap.pb.gz': page })
    expect(pairsOf(decoded)).toEqual(['heap.pb.gz : unreadable kind-differs | unreadable kind-differs'])
    const what = { path: 'heap.pb.gz', baseline: 'heap', candidate: 'metrics' }
    expect(decoded.unreadable).toEqual([{ profile: 'heap.pb.gz', what: notice('kind-differs', what) }])
    const inOneSide = decode({}, { 'a.1.pb.gz': heap(1), 'a.2.pb.gz': contention('sync.(*Mutex).Unlock') })
    expect(inOneSide.unreadable.map(({ what }) => what.args)).toEqual([
      { path: 'a.pb.gz', baseline: '', candidate: 'heap, mutex' },
    ])
    const unclear = decode({ a: contention('main.f') }, { a: heap(1) })
    expect(unclear.unreadable.map(({ what }) => what.args)).toEqual([
      { path: 'a', baseline: 'mutex, block', candidate: 'heap' },
    ])
  })

  test('holds what stands beside it in the file, paired by kind', () => {
    const text = 'heap profile: 1: 1 [1: 1] @ heap/1048576\n1: 1 [1: 1] @ 0x1\n'
    const trailer = '\n# runtime.MemStats\n# Alloc = 5\n# HeapAlloc = 5\n# NumGC = 2\n# DebugGC = false\n'
    const decoded = decode({ 'heap.txt': text + trailer }, { 'heap.txt': text })
    expect(pairsOf(decoded)).toEqual(['heap.txt heap: 524288 | 524288', 'heap.txt metrics: 5 | absent'])
    expect(decoded.pairs.map(({ part }) => part)).toEqual([null, 'metrics'])
  })

  test('has the runs of all its files together', () => {
    const results = 'goos: linux\nBenchmarkPut 100 10.0 ns/op\nBenchmarkPut 100 11.0 ns/op\nPASS\n'
    const { inputs } = decode({}, { 'bench.1.txt': results, 'bench.2.txt': results })
    expect(inputs.map(({ runs }) => runs)).toEqual([4, 4])
  })
})

describe('what cannot be read', () => {
  test('makes its side one that nobody can vouch for, even if another run is good', () => {
    const decoded = decode(
      { 'heap.1.pb.gz': heap(1), 'heap.2.pb.gz': heap(1).subarray(0, 9) },
      { 'heap.pb.gz': heap(2) },
    )
    expect(pairsOf(decoded)).toEqual(['heap.pb.gz heap: unreadable malformed | 2'])
    expect(decoded.unreadable).toMatchObject([
      {
        profile: 'heap.pb.gz',
        what: { code: 'unreadable', args: { path: 'heap.2.pb.gz', side: 'baseline', code: 'malformed' } },
      },
    ])
  })

  test('is an error where a profile is meant, as its extension says', () => {
    const decoded = decode({}, { 'heap.pb.gz': '404 page not found\n', 'notes.txt': 'nothing to see\n' })
    expect(pairsOf(decoded)).toEqual(['heap.pb.gz : absent | unreadable not-a-profile'])
    expect(inputsOf(decoded)).toEqual([
      'candidate heap.pb.gz refused not-a-profile',
      'candidate notes.txt skipped not-a-profile',
    ])
    expect(decoded.unreadable.map(({ profile }) => profile)).toEqual(['heap.pb.gz'])
  })

  test('or as the command line, or the other side says', () => {
    expect(decode({}, { dump: 'text' }).unreadable).toEqual([])
    expect(decode({}, { dump: 'text' }, true).unreadable).toHaveLength(1)
    expect(decode({ dump: heap(1) }, { dump: 'text' }).unreadable).toHaveLength(1)
    expect(decode({ dump: 'text' }, { dump: heap(1) }).unreadable).toHaveLength(1)
  })

  test('may be a file that could not be opened', () => {
    const decoded = decode({ 'heap.pb.gz': null }, { 'heap.pb.gz': heap(1) })
    expect(pairsOf(decoded)).toEqual(['heap.pb.gz heap: unreadable not-permitted | 1'])
  })
})
