import { describe, expect, test } from 'vitest'
import { notice } from '../../src/model/notice.ts'
import { expectCases } from './expect-cases.ts'
import { goroutine, heap, singleFile } from './made-profiles.ts'
import { type Case, gate } from './run.ts'

const POLICY = `rules:
  - { name: live, kind: heap, of: total, fail: { percent: 10, growth: 1MiB } }
`
const OPTIONAL = POLICY.replace(' }\n', ', optional: true }\n').replace('1MiB }, optional', '1MiB }, optional')
const WITH_BUDGET = `rules:
  - { name: live, kind: heap, of: total, fail: [{ percent: 10 }, { above: 8MiB }] }
`
const PURE_BUDGET = `rules:
  - { name: budget, kind: heap, of: total, fail: { above: 30MiB }, warn: { above: 1MiB } }
`
const SMALL = heap('main.load 1024 20')
const HEAP_TEXT = 'heap profile: 1: 1 [1: 1] @ heap/1048576\n1: 1 [1: 1] @ 0x1\n'
const TRAILER = '\n# runtime.MemStats\n# Alloc = 5\n# HeapAlloc = 5\n# DebugGC = false\n'
const CUT_OFF = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1])

const of = (policy: string, baseline: Case['baseline'], candidate: Case['candidate']): Case => {
  return { policy, baseline, candidate }
}

test('what one side lacks is never a silent pass', () => {
  expectCases('sides', {
    'no baseline at all': of(POLICY, null, { 'heap.pb.gz': SMALL }),
    'no baseline, and the policy minds': of(`${POLICY}when: { no-baseline: fail }`, null, { 'heap.pb.gz': SMALL }),
    'a profile that is new': of(POLICY, { 'heap.pb.gz': SMALL }, { 'heap.pb.gz': SMALL, 'api/heap.pb.gz': SMALL }),
    'a budget is judged without a baseline': of(WITH_BUDGET, null, { 'heap.pb.gz': SMALL }),
    'and passes without one, which the policy may mind': of(
      `${WITH_BUDGET.replace('8MiB', '80MiB')}when: { no-baseline: warn }`,
      null,
      { 'heap.pb.gz': SMALL },
    ),
    'a budget alone needs no baseline': of(`${PURE_BUDGET}when: { no-baseline: fail }`, null, { 'heap.pb.gz': SMALL }),
    'a profile that is gone': of(
      POLICY,
      { 'heap.pb.gz': SMALL, 'cpu.pb.gz': goroutine('main.wait 1') },
      { 'heap.pb.gz': SMALL },
    ),
    'a profile that is gone, with its rule': of(
      POLICY,
      { 'heap.pb.gz': SMALL, 'a.pb.gz': goroutine('main.wait 1') },
      { 'a.pb.gz': goroutine('main.wait 1') },
    ),
    'a profile that is gone and was allowed to, but its rule guards nothing': of(
      `${POLICY}accept:\n  - { files: [heap.pb.gz], until: 2027-01-01, reason: moved }`,
      { 'heap.pb.gz': SMALL, 'a.pb.gz': goroutine('main.wait 1') },
      { 'a.pb.gz': goroutine('main.wait 1') },
    ),
    'a profile that is gone, which the policy passes': of(
      `${POLICY}when: { missing-profile: pass }`,
      { 'heap.pb.gz': SMALL, 'a.pb.gz': goroutine('main.wait 1') },
      { 'heap.pb.gz': SMALL },
    ),
    'a file that is gone, with the metrics in it': of(
      POLICY,
      { 'heap.pb.gz': SMALL, 'api/heap.txt': HEAP_TEXT + TRAILER },
      { 'heap.pb.gz': SMALL },
    ),
    'metrics that are gone from a file': of(POLICY, { 'heap.txt': HEAP_TEXT + TRAILER }, { 'heap.txt': HEAP_TEXT }),
    'an unreadable profile, while others are judged': of(
      POLICY,
      { 'heap.pb.gz': SMALL, 'api/heap.pb.gz': SMALL },
      { 'heap.pb.gz': CUT_OFF, 'api/heap.pb.gz': SMALL },
    ),
    'an unreadable profile of the baseline': of(
      `${POLICY}when: { unreadable: warn }`,
      { 'heap.pb.gz': 'not a profile' },
      { 'heap.pb.gz': SMALL },
    ),
    'an unreadable profile on both sides excuses the rule': of(
      POLICY,
      { 'heap.pb.gz': CUT_OFF, 'a.pb.gz': goroutine('main.wait 1') },
      { 'heap.pb.gz': CUT_OFF, 'a.pb.gz': goroutine('main.wait 1') },
    ),
    'a file that may not be read': of(
      POLICY,
      { 'heap.pb.gz': SMALL },
      { 'heap.pb.gz': { kind: 'refused', reason: notice('not-permitted') } },
    ),
    'one unreadable run spoils its side': of(
      POLICY,
      { 'heap.pb.gz': SMALL },
      { 'heap.1.pb.gz': SMALL, 'heap.2.pb.gz': CUT_OFF },
    ),
    'what nobody meant as a profile is skipped': of(
      POLICY,
      { 'heap.pb.gz': SMALL, 'notes.txt': 'hello', 'blob.bin': CUT_OFF },
      { 'heap.pb.gz': SMALL, 'notes.txt': 'hello' },
    ),
    'what was a profile in the baseline is meant as one': of(POLICY, { live: SMALL }, { live: 'hello' }),
    'an empty side': of(POLICY, { 'heap.pb.gz': SMALL }, {}),
    'two empty sides': of(OPTIONAL, {}, {}),
    'a side that the policy excludes': of(
      `${POLICY}files: { exclude: ["heap.*"] }`,
      { 'heap.pb.gz': SMALL },
      { 'heap.pb.gz': SMALL },
    ),
    'sides without a path in common': of(POLICY, { 'a/heap.pb.gz': SMALL }, { 'heap.pb.gz': SMALL }),
    'a side that is not there': of(
      POLICY,
      { kind: 'error', path: 'old', reason: notice('not-found', { path: 'old' }) },
      { 'heap.pb.gz': SMALL },
    ),
    'a folder that nobody can look into': of(
      POLICY,
      { 'heap.pb.gz': SMALL },
      {
        kind: 'folder',
        path: 'profiles',
        files: [{ path: 'heap.pb.gz', read: () => ({ kind: 'refused', reason: notice('link') }) }],
        manifest: null,
        unread: [{ path: 'secret', reason: notice('not-permitted') }],
        notices: [],
      },
    ),
    'two files pair whatever their names': of(POLICY, singleFile('before.out', SMALL), singleFile('after', SMALL)),
    'a file that is named is meant': of(POLICY, singleFile('before', SMALL), singleFile('after', 'hello')),
    'a file against a folder of several': of(POLICY, singleFile('mine.pb.gz', SMALL), {
      'a.pb.gz': SMALL,
      'b.pb.gz': SMALL,
    }),
  })
})

describe('inputs', () => {
  test('say which files were read, as what, and on how many sampling events they rest', () => {
    const { inputs } = gate({
      policy: POLICY,
      baseline: { 'heap.pb.gz': heap('main.load 1024 20 7'), 'goroutine.pb.gz': goroutine('main.wait 2') },
      candidate: { 'heap.1.pb.gz': SMALL, 'heap.2.pb.gz': SMALL },
    })
    expect(inputs.map(({ path, side, state, kind, runs, events }) => [path, side, state, kind, runs, events])).toEqual([
      ['goroutine.pb.gz', 'baseline', 'read', 'goroutine', 1, null],
      ['heap.pb.gz', 'baseline', 'read', 'heap', 1, 7],
      ['heap.1.pb.gz', 'candidate', 'read', 'heap', 2, 20],
      ['heap.2.pb.gz', 'candidate', 'read', 'heap', 2, 20],
    ])
  })
})
