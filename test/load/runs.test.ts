import { expect, test } from 'vitest'
import { DEFAULT_PATTERNS } from '../../src/load/pattern.ts'
import { groupRuns } from '../../src/load/runs.ts'
import { layout } from './layout.ts'

/** `run: snapshot snapshot` for each run. */
function runsOf(...paths: string[]): readonly string[] {
  const { profiles } = groupRuns(
    paths.map((path) => ({ path })),
    DEFAULT_PATTERNS,
  )
  return [...profiles].map(([profile, runs]) => `${profile} = ${layout(runs)}`)
}

function noticesOf(...paths: string[]) {
  return groupRuns(
    paths.map((path) => ({ path })),
    DEFAULT_PATTERNS,
  ).notices
}

test('runs are in the order of their numbers, not of their texts', () => {
  expect(runsOf('heap.10.pb.gz', 'heap.9.pb.gz', 'heap.1.pb.gz')).toEqual([
    'heap.pb.gz = [heap.1.pb.gz] [heap.9.pb.gz] [heap.10.pb.gz]',
  ])
  expect(runsOf('h.99999999999999999999.out', 'h.100000000000000000000.out')).toEqual([
    'h.out = [h.99999999999999999999.out] [h.100000000000000000000.out]',
  ])
})

test('snapshots are in the order of their moments', () => {
  expect(runsOf('heap-10000.pb.gz', 'heap-9999.pb.gz', 'heap-0001.pb.gz')).toEqual([
    'heap.pb.gz = [heap-0001.pb.gz heap-9999.pb.gz heap-10000.pb.gz]',
  ])
  expect(runsOf('heap-20261121T000000Z.pb.gz', 'heap-20261120T235900Z.pb.gz')).toEqual([
    'heap.pb.gz = [heap-20261120T235900Z.pb.gz heap-20261121T000000Z.pb.gz]',
  ])
})

test('each run has its own series', () => {
  expect(runsOf('run-2/heap-0001.pb.gz', 'run-1/heap-0002.pb.gz', 'run-1/heap-0001.pb.gz')).toEqual([
    'heap.pb.gz = [run-1/heap-0001.pb.gz run-1/heap-0002.pb.gz] [run-2/heap-0001.pb.gz]',
  ])
})

test('profiles are apart by folder and extension, in byte order', () => {
  expect(runsOf('heap.1.txt', 'b/heap.pb.gz', 'heap.1.pb.gz', 'a/heap.pb.gz')).toEqual([
    'a/heap.pb.gz = [a/heap.pb.gz]',
    'b/heap.pb.gz = [b/heap.pb.gz]',
    'heap.pb.gz = [heap.1.pb.gz]',
    'heap.txt = [heap.1.txt]',
  ])
})

test('a file without a run beside files with one is one more run, and that is said', () => {
  const paths = ['heap.1.pb.gz', 'heap.2.pb.gz', 'heap.pb.gz']
  expect(runsOf(...paths)).toEqual(['heap.pb.gz = [heap.pb.gz] [heap.1.pb.gz] [heap.2.pb.gz]'])
  expect(noticesOf(...paths)).toEqual([{ code: 'mixed-runs', args: { profile: 'heap.pb.gz', path: 'heap.pb.gz' } }])
})

test('one run under two names counts twice, and that is said', () => {
  const paths = ['run-1/heap.pb.gz', 'heap.1.pb.gz', 'heap.01.pb.gz']
  expect(runsOf(...paths)).toEqual(['heap.pb.gz = [heap.01.pb.gz] [heap.1.pb.gz] [run-1/heap.pb.gz]'])
  const other = 'heap.01.pb.gz'
  expect(noticesOf(...paths)).toEqual([
    { code: 'same-run-twice', args: { profile: 'heap.pb.gz', run: '1', path: 'heap.1.pb.gz', other } },
    { code: 'same-run-twice', args: { profile: 'heap.pb.gz', run: '1', path: 'run-1/heap.pb.gz', other } },
  ])
})

test('a file without a moment beside a series is a run of its own, and that is said', () => {
  const paths = ['heap.pb.gz', 'heap-0002.pb.gz', 'heap-0001.pb.gz']
  expect(runsOf(...paths)).toEqual(['heap.pb.gz = [heap-0001.pb.gz heap-0002.pb.gz] [heap.pb.gz]'])
  expect(noticesOf(...paths)).toEqual([{ code: 'mixed-series', args: { profile: 'heap.pb.gz', path: 'heap.pb.gz' } }])
})

test('numbers and times in one series: numbers come first, and that is said', () => {
  const paths = ['heap-20261120T211400Z.pb.gz', 'heap-0002.pb.gz', 'heap-99999999999999999.pb.gz']
  expect(runsOf(...paths)).toEqual([
    'heap.pb.gz = [heap-0002.pb.gz heap-99999999999999999.pb.gz heap-20261120T211400Z.pb.gz]',
  ])
  expect(noticesOf(...paths)).toMatchObject([{ code: 'mixed-series', args: { path: 'heap-20261120T211400Z.pb.gz' } }])
})

test('one moment under two names: the second is a run of its own, and that is said', () => {
  const paths = ['heap-0001.pb.gz', 'heap-00001.pb.gz', 'heap-0002.pb.gz']
  expect(runsOf(...paths)).toEqual(['heap.pb.gz = [heap-00001.pb.gz heap-0002.pb.gz] [heap-0001.pb.gz]'])
  expect(noticesOf(...paths)).toEqual([
    {
      code: 'same-snapshot-twice',
      args: { profile: 'heap.pb.gz', at: '0001', path: 'heap-0001.pb.gz', other: 'heap-00001.pb.gz' },
    },
  ])
})

test.each([
  [
    'runs from 1',
    ['h.1.out', 'h.2.out', 'h.4.out', 'h.6.out'],
    { code: 'run-gap', args: { profile: 'h.out', missing: 3, runs: 4 } },
  ],
  ['runs from 0', ['h.0.out', 'h.02.out'], { code: 'run-gap', args: { profile: 'h.out', missing: 1, runs: 2 } }],
  ['runs without one', ['h.0.out', 'h.1.out', 'h.2.out'], null],
  ['process ids', ['h.4242.out', 'h.4711.out'], null],
  [
    'snapshots',
    ['h-0001.out', 'h-0002.out', 'h-0005.out'],
    { code: 'snapshot-gap', args: { profile: 'h.out', missing: 3, snapshots: 3 } },
  ],
  [
    'ports taken for snapshots',
    ['h-8080.out', 'h-9090.out'],
    { code: 'snapshot-gap', args: { profile: 'h.out', missing: 8081, snapshots: 2 } },
  ],
  ['the end of a series', ['h-0003.out', 'h-0004.out'], null],
  ['dates', ['h-20261120.out', 'h-20261122.out'], null],
  ['times', ['h-20261120T211400Z.out', 'h-20261120T211500Z.out'], null],
])('a gap is said where numbers count: %s', (_, paths, expected) => {
  expect(noticesOf(...paths)).toEqual(expected === null ? [] : [expected])
})
