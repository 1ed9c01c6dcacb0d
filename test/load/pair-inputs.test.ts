import { describe, expect, test } from 'vitest'
import type { LoadedSide } from '../../src/load/loaded.ts'
import { type PairedInputs, pairInputs } from '../../src/load/pair-inputs.ts'
import { type Notice, notice } from '../../src/model/notice.ts'
import { folder, singleFile } from '../gate/made-profiles.ts'
import { policyOf } from '../gate/run.ts'
import { layout } from './layout.ts'

const RULES = 'rules: [{ name: live, kind: heap, of: total, fail: { percent: 1 } }]\n'
const files = (...paths: string[]) => folder(Object.fromEntries(paths.map((path) => [path, ''])))
const missing = (path: string): LoadedSide => ({ kind: 'error', path, reason: notice('not-found', { path }) })

function text({ profiles, named, inputs, problems, unread, notices }: PairedInputs): readonly string[] {
  const say =
    (kind: string) =>
    ({ code, args }: Notice) =>
      `${kind} ${code} ${JSON.stringify(args)}`
  return [
    ...profiles.map((pair) => `${pair.profile}: ${layout(pair.baseline)} | ${layout(pair.candidate)}`),
    ...Object.entries(named).flatMap(([side, isNamed]) => (isNamed ? [`named ${side}`] : [])),
    ...inputs.map(({ side, path, state, reason }) => `${state} ${side} ${path} ${reason?.code}`),
    ...problems.map(say('problem')),
    ...unread.map(say('unread')),
    ...notices.map(say('notice')),
  ]
}

const pair = (baseline: LoadedSide | null, candidate: LoadedSide, selection = '') =>
  text(pairInputs(baseline, candidate, policyOf(RULES + selection).files))

describe('two sides are paired by the policy', () => {
  test('by the path without run and time', () => {
    expect(pair(files('heap.1.pb.gz', 'heap.2.pb.gz'), files('heap.pb.gz'))).toEqual([
      'heap.pb.gz: [heap.1.pb.gz] [heap.2.pb.gz] | [heap.pb.gz]',
    ])
  })

  test('in its own patterns', () => {
    expect(
      pair(files('a/r1/heap.pprof', 'a/r2/heap.pprof'), files('a/heap.pprof'), 'files: { repeats: ["r{run}/{name}"] }'),
    ).toEqual(['a/heap.pprof: [a/r1/heap.pprof] [a/r2/heap.pprof] | [a/heap.pprof]'])
  })

  test('with what it includes and does not exclude, by profile or by path', () => {
    const side = files('heap.pb.gz', 'setup/cpu.pb.gz', 'run-1/cpu.pb.gz')
    expect(pair(side, side, 'files: { include: ["*.pb.gz"], exclude: ["setup/**", "run-1/**"] }')).toEqual([
      'heap.pb.gz: [heap.pb.gz] | [heap.pb.gz]',
      'skipped baseline run-1/cpu.pb.gz excluded',
      'skipped baseline setup/cpu.pb.gz excluded',
      'skipped candidate run-1/cpu.pb.gz excluded',
      'skipped candidate setup/cpu.pb.gz excluded',
    ])
  })

  test('without a baseline as far as there is something', () => {
    expect(pair(null, files('heap.pb.gz'))).toEqual(['heap.pb.gz: - | [heap.pb.gz]'])
  })

  test('as files that the user named, under the candidate’s name', () => {
    expect(pair(singleFile('old', ''), singleFile('new', ''))).toEqual([
      'new: [old] | [new]',
      'named baseline',
      'named candidate',
    ])
  })
})

describe('what takes no part is told', () => {
  test('a side that is not there leaves nothing to compare', () => {
    expect(pair(missing('old'), files('heap.pb.gz'))).toEqual([
      'problem unreadable {"side":"baseline","path":"old","code":"not-found"}',
    ])
    expect(pair(missing('old'), missing('new'))).toHaveLength(2)
  })

  test('a folder that nobody could look into', () => {
    const side: LoadedSide = {
      ...(files('heap.pb.gz') as Extract<LoadedSide, { kind: 'folder' }>),
      unread: [{ path: 'db', reason: notice('not-permitted') }],
    }
    expect(pair(files('heap.pb.gz'), side)).toEqual([
      'heap.pb.gz: [heap.pb.gz] | [heap.pb.gz]',
      'unread unreadable {"side":"candidate","path":"db","code":"not-permitted"}',
    ])
  })

  test('a choice that nobody made, with what there is to choose from', () => {
    expect(pair(singleFile('x.pprof', ''), files('a.pprof', 'b.pprof'))).toEqual([
      'named baseline',
      'problem file-against-folder {"side":"baseline","path":"x.pprof","profiles":2,"offered":"a.pprof, b.pprof"}',
    ])
  })

  test('what is odd about runs', () => {
    expect(pair(files('heap.pb.gz'), files('heap.1.pb.gz', 'heap.3.pb.gz'))).toEqual([
      'heap.pb.gz: [heap.pb.gz] | [heap.1.pb.gz] [heap.3.pb.gz]',
      'notice run-gap {"side":"candidate","profile":"heap.pb.gz","missing":2,"runs":2}',
    ])
  })
})
