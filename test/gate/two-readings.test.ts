import { describe, expect, test } from 'vitest'
import { type GateInputs, type Progress, runGate } from '../../src/gate.ts'
import type { FileContent, LoadedFile, LoadedSide } from '../../src/load/loaded.ts'
import { notice } from '../../src/model/notice.ts'
import { fileOf, heap, type Made } from './made-profiles.ts'
import { CONTEXT, policyOf } from './run.ts'

const POLICY = `
rules:
  - { name: api, kind: heap, files: ["services/api/**"], of: total, fail: { percent: 10 } }
  - { name: rest, kind: heap, of: function, fail: { percent: 10 } }
`

/** A folder that counts how often each of its files is read. */
function counted(files: Readonly<Record<string, Made | ((reads: number) => FileContent)>>) {
  const reads = new Map<string, number>()
  const loaded = Object.entries(files).map(([path, made]): LoadedFile => {
    const read = () => {
      const count = (reads.get(path) ?? 0) + 1
      reads.set(path, count)
      return typeof made === 'function' ? made(count) : fileOf(path, made).read()
    }
    return { path, read }
  })
  const side: LoadedSide = { kind: 'folder', path: 'profiles', files: loaded, manifest: null, unread: [], notices: [] }
  return { side, reads }
}

const SMALL = heap('main.main;main.load 4096 300\nmain.main;main.store 4096 400')
const GROWN = heap('main.main;main.load 4096 900\nmain.main;main.store 4096 400')
const PATHS = ['services/api/heap.pb.gz', 'services/shop/heap.pb.gz', 'services/user/heap.pb.gz']

function step(more: Partial<GateInputs> = {}) {
  const files = (made: Made) => Object.fromEntries(PATHS.map((path) => [path, made]))
  const sides = { baseline: counted(files(SMALL)), candidate: counted(files(GROWN)) }
  const result = runGate({
    baseline: sides.baseline.side,
    candidate: sides.candidate.side,
    policy: policyOf(POLICY),
    ownPackages: null,
    context: CONTEXT,
    ...more,
  })
  return { result, reads: PATHS.map((path) => sides.candidate.reads.get(path)) }
}

describe('the profiles of a step', () => {
  test('are read once where they fit into memory, and all but the last once more where they do not', () => {
    expect(step().reads).toEqual([1, 1, 1])
    expect(step({ keptBytes: 0 }).reads).toEqual([2, 2, 1])
  })

  test('are judged alike either way, by the rules for their path, in the order of the rules', () => {
    const { result } = step()
    expect(step({ keptBytes: 0 }).result).toEqual(result)
    expect(result.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'api:services/api/heap.pb.gz fail',
      'rest:services/api/heap.pb.gz fail',
      'rest:services/shop/heap.pb.gz fail',
      'rest:services/user/heap.pb.gz fail',
    ])
  })

  test('are told when they are read and when they are judged, with their samples', () => {
    const told: string[] = []
    step({
      keptBytes: 0,
      onProgress: ({ stage, profile, number, count }: Progress) => told.push(`${stage} ${profile} ${number}/${count}`),
      onCheck: ({ id }) => told.push(`check ${id}`),
      onJudged: ({ profile, candidate }) =>
        told.push(`judged ${profile} ${candidate.kind === 'read' ? candidate.runs[0]?.samples.count : '-'}`),
    })
    expect(told).toEqual([
      'read services/api/heap.pb.gz 1/3',
      'read services/shop/heap.pb.gz 2/3',
      'read services/user/heap.pb.gz 3/3',
      'judge services/user/heap.pb.gz 1/3',
      'check rest:services/user/heap.pb.gz',
      'judged services/user/heap.pb.gz 2',
      'judge services/api/heap.pb.gz 2/3',
      'check api:services/api/heap.pb.gz',
      'check rest:services/api/heap.pb.gz',
      'judged services/api/heap.pb.gz 2',
      'judge services/shop/heap.pb.gz 3/3',
      'check rest:services/shop/heap.pb.gz',
      'judged services/shop/heap.pb.gz 2',
    ])
  })

  test('fail closed where a profile has other samples when it is read again', () => {
    const other = (made: Made) => (reads: number) => fileOf('', reads === 1 ? GROWN : made).read()
    const outcomeOf = (made: Made) => {
      const changed = counted({ 'a/heap.pb.gz': other(made), 'b/heap.pb.gz': SMALL })
      const { outcome, checks, problems } = runGate({
        baseline: counted({ 'a/heap.pb.gz': SMALL, 'b/heap.pb.gz': SMALL }).side,
        candidate: changed.side,
        policy: policyOf('rules: [{ name: all, kind: heap, of: total, fail: { percent: 10 } }]'),
        ownPackages: null,
        context: CONTEXT,
        keptBytes: 0,
      })
      const codes = problems.map(({ code, args }) => `${code} ${args['code']}`)
      return [outcome, checks.find(({ id }) => id === 'all:a/heap.pb.gz')?.outcome, codes]
    }
    expect(outcomeOf(GROWN)).toEqual(['fail', 'fail', []])
    const lost = ['error', 'error', ['unreadable changed-while-read']]
    expect(outcomeOf(heap('main.main;main.load 4096 300'))).toEqual(lost)
    expect(outcomeOf(heap('main.main;main.load 4096 300\nmain.main;main.store 4096 400', 4096))).toEqual(lost)
  })

  test('fail closed where a file is another one when it is read again', () => {
    const changed = counted({
      'a/heap.pb.gz': (reads) =>
        reads === 1 ? fileOf('', SMALL).read() : { kind: 'refused', reason: notice('changed-while-read') },
      'b/heap.pb.gz': SMALL,
    })
    const same = counted({ 'a/heap.pb.gz': SMALL, 'b/heap.pb.gz': SMALL })
    const result = runGate({
      baseline: same.side,
      candidate: changed.side,
      policy: policyOf('rules: [{ name: all, kind: heap, of: total, fail: { percent: 10 } }]'),
      ownPackages: null,
      context: CONTEXT,
      keptBytes: 0,
    })
    expect(result.outcome).toBe('error')
    expect(result.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'all:a/heap.pb.gz error',
      'all:b/heap.pb.gz pass',
    ])
    expect(result.problems).toMatchObject([
      { code: 'unreadable', profile: 'a/heap.pb.gz', args: { code: 'changed-while-read', side: 'candidate' } },
    ])
  })
})
