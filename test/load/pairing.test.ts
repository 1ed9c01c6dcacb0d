import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_PAIRING, type PairingOptions, pairSides, type SideFiles } from '../../src/load/pairing.ts'
import type { HasPath } from '../../src/load/runs.ts'
import { singleProfile } from '../../src/load/single-profile.ts'
import { layout } from './layout.ts'

const file = (path: string): SideFiles<HasPath> => ({ kind: 'file', file: { path } })
const folder = (...paths: string[]): SideFiles<HasPath> => ({ kind: 'folder', files: paths.map((path) => ({ path })) })

/** One line for each profile, then what is left out, then the notices. */
function pair(
  baseline: SideFiles<HasPath>,
  candidate: SideFiles<HasPath>,
  options?: PairingOptions,
): readonly string[] {
  const pairing = pairSides(baseline, candidate, options)
  if (pairing.kind === 'error')
    return [`${pairing.reason.code} ${JSON.stringify(pairing.reason.args)} of ${pairing.profiles}`]
  return [
    ...pairing.profiles.map((pair) => `${pair.profile}: ${layout(pair.baseline)} | ${layout(pair.candidate)}`),
    ...pairing.leftOut.baseline.map(({ file, reason }) => `${reason.code} baseline ${file.path}`),
    ...pairing.leftOut.candidate.map(({ file, reason }) => `${reason.code} candidate ${file.path}`),
    ...pairing.notices.map(({ code, args }) => `${code} ${JSON.stringify(args)}`),
  ]
}

describe('two folders pair by profile', () => {
  test('in byte order, with what only one side has', () => {
    expect(
      pair(folder('heap.pb.gz', 'cpu.pb.gz', 'b/x.pprof'), folder('allocs.pb.gz', 'cpu.pb.gz', 'heap.pb.gz')),
    ).toEqual([
      'allocs.pb.gz: - | [allocs.pb.gz]',
      'b/x.pprof: [b/x.pprof] | -',
      'cpu.pb.gz: [cpu.pb.gz] | [cpu.pb.gz]',
      'heap.pb.gz: [heap.pb.gz] | [heap.pb.gz]',
    ])
  })

  test('however many runs and in whatever form each side has them', () => {
    expect(pair(folder('heap.2.pb.gz', 'heap.1.pb.gz'), folder('run-1/heap.pb.gz'))).toEqual([
      'heap.pb.gz: [heap.1.pb.gz] [heap.2.pb.gz] | [run-1/heap.pb.gz]',
    ])
    expect(pair(folder('heap.pb.gz'), folder('heap-0002.pb.gz', 'heap-0001.pb.gz'))).toEqual([
      'heap.pb.gz: [heap.pb.gz] | [heap-0001.pb.gz heap-0002.pb.gz]',
    ])
  })

  test('and say on which side the runs are odd', () => {
    expect(pair(folder('heap.1.pb.gz', 'heap.3.pb.gz'), folder('heap.pb.gz'))).toEqual([
      'heap.pb.gz: [heap.1.pb.gz] [heap.3.pb.gz] | [heap.pb.gz]',
      'run-gap {"side":"baseline","profile":"heap.pb.gz","missing":2,"runs":2}',
    ])
  })

  test('and say so if no path is the same, with examples', () => {
    expect(pair(folder('profiles/cpu.pb.gz', 'profiles/heap.pb.gz'), folder('heap.pb.gz'))).toEqual([
      'heap.pb.gz: - | [heap.pb.gz]',
      'profiles/cpu.pb.gz: [profiles/cpu.pb.gz] | -',
      'profiles/heap.pb.gz: [profiles/heap.pb.gz] | -',
      'nothing-pairs {"baseline":"profiles/cpu.pb.gz","candidate":"heap.pb.gz"}',
    ])
  })

  test('and an empty one leaves everything to the other', () => {
    expect(pair(folder(), folder('heap.pb.gz'))).toEqual(['heap.pb.gz: - | [heap.pb.gz]'])
    expect(pair(folder(), folder())).toEqual([])
  })

  test('without the files that the policy excludes, by profile or by path', () => {
    const selects = (profile: string, path: string) => !profile.startsWith('setup/') && path !== 'heap.1.pb.gz'
    expect(
      pair(folder('setup/a.pb.gz'), folder('heap.1.pb.gz', 'heap.2.pb.gz', 'setup/a.1.pb.gz'), {
        ...DEFAULT_PAIRING,
        selects,
      }),
    ).toEqual([
      'heap.pb.gz: - | [heap.2.pb.gz]',
      'excluded baseline setup/a.pb.gz',
      'excluded candidate heap.1.pb.gz',
      'excluded candidate setup/a.1.pb.gz',
      'all-excluded {"side":"baseline","files":1}',
    ])
  })
})

describe('two files always pair', () => {
  test.each([
    ['old.pprof', 'heap.pb.gz', 'heap.pb.gz: [old.pprof] | [heap.pb.gz]'],
    ['heap.1.pb.gz', 'heap.2.pb.gz', 'heap.pb.gz: [heap.1.pb.gz] | [heap.2.pb.gz]'],
    ['heap', 'cpu-0001.txt', 'cpu.txt: [heap] | [cpu-0001.txt]'],
  ])('%s and %s, under the name of the second', (baseline, candidate, expected) => {
    expect(pair(file(baseline), file(candidate))).toEqual([expected])
  })

  test('whatever the policy excludes, for they were named', () => {
    expect(pair(file('a.pb.gz'), file('b.pb.gz'), { ...DEFAULT_PAIRING, selects: () => false })).toEqual([
      'b.pb.gz: [a.pb.gz] | [b.pb.gz]',
    ])
  })
})

describe('a file and a folder', () => {
  test('pair if the folder has one profile, under the name of the candidate', () => {
    expect(pair(file('old.pprof'), folder('heap.1.pb.gz', 'heap.2.pb.gz'))).toEqual([
      'heap.pb.gz: [old.pprof] | [heap.1.pb.gz] [heap.2.pb.gz]',
    ])
    expect(pair(folder('heap.1.pb.gz'), file('new.pprof'))).toEqual(['new.pprof: [heap.1.pb.gz] | [new.pprof]'])
  })

  test('pair by name if it has several, and say what is left out', () => {
    expect(pair(folder('cpu.pb.gz', 'heap.1.pb.gz', 'heap.3.pb.gz', 'cpu.1.pb.gz'), file('heap.pb.gz'))).toEqual([
      'heap.pb.gz: [heap.1.pb.gz] [heap.3.pb.gz] | [heap.pb.gz]',
      'other-profile baseline cpu.pb.gz',
      'other-profile baseline cpu.1.pb.gz',
      'run-gap {"side":"baseline","profile":"heap.pb.gz","missing":2,"runs":2}',
      'only-one-compared {"side":"baseline","profile":"heap.pb.gz","others":1}',
    ])
  })

  test('pair by base name if only one folder has it', () => {
    expect(pair(file('heap.pb.gz'), folder('api/heap.pb.gz', 'api/cpu.pb.gz'))).toEqual([
      'api/heap.pb.gz: [heap.pb.gz] | [api/heap.pb.gz]',
      'other-profile candidate api/cpu.pb.gz',
      'only-one-compared {"side":"candidate","profile":"api/heap.pb.gz","others":1}',
    ])
  })

  test('pair by the whole name before the base name', () => {
    expect(pair(file('heap.pb.gz'), folder('api/heap.pb.gz', 'heap.pb.gz'))[0]).toBe(
      'heap.pb.gz: [heap.pb.gz] | [heap.pb.gz]',
    )
  })

  test('leave out what the policy excludes of the folder as well', () => {
    const selects = (profile: string) => profile !== 'setup.pb.gz'
    expect(pair(file('heap.pb.gz'), folder('heap.pb.gz', 'setup.pb.gz'), { ...DEFAULT_PAIRING, selects })).toEqual([
      'heap.pb.gz: [heap.pb.gz] | [heap.pb.gz]',
      'excluded candidate setup.pb.gz',
    ])
  })

  test('pair although a README is beside the one profile', () => {
    expect(pair(file('old.txt'), folder('README.md', 'heap.pb.gz'))).toEqual([
      'heap.pb.gz: [old.txt] | [heap.pb.gz]',
      'other-profile candidate README.md',
    ])
  })

  test('do not pair if nobody can tell with which, and the choice is told', () => {
    expect(pair(file('heap.pb.gz'), folder('a/heap.pb.gz', 'b/heap.pb.gz', 'README.md'))).toEqual([
      'file-against-folder {"side":"baseline","path":"heap.pb.gz","profiles":2} of a/heap.pb.gz,b/heap.pb.gz',
    ])
    expect(pair(folder('cpu.pb.gz', 'heap.pb.gz'), file('new.pprof'))).toEqual([
      'file-against-folder {"side":"candidate","path":"new.pprof","profiles":2} of cpu.pb.gz,heap.pb.gz',
    ])
  })

  test('with nothing in the folder leave the file alone', () => {
    expect(pair(folder(), file('heap.1.pb.gz'))).toEqual(['heap.pb.gz: - | [heap.1.pb.gz]'])
    expect(pair(file('heap.1.pb.gz'), folder())).toEqual(['heap.pb.gz: [heap.1.pb.gz] | -'])
  })
})

describe('one side alone', () => {
  const single = (...paths: string[]) => singleProfile(paths.map((path) => ({ path })))

  test('has one profile: a file, or the repeats of one', () => {
    expect(single('heap.pb.gz')).toMatchObject({ kind: 'one', profile: 'heap.pb.gz', notices: [] })
    const repeats = single('heap.3.pb.gz', 'heap.1.pb.gz', 'README.md', 'README.1.md', 'README.3.md')
    expect(repeats.kind === 'one' ? [layout(repeats.runs), repeats.notices] : repeats).toEqual([
      '[heap.1.pb.gz] [heap.3.pb.gz]',
      [{ code: 'run-gap', args: { profile: 'heap.pb.gz', missing: 2, runs: 2 } }],
    ])
    expect(single('goroutine.txt')).toMatchObject({ kind: 'one', profile: 'goroutine.txt' })
  })

  test('has several, which are listed by name', () => {
    expect(single('heap.1.pb.gz', 'heap.2.pb.gz', 'cpu.prof', 'x.txt')).toEqual({
      kind: 'many',
      profiles: ['cpu.prof', 'heap.pb.gz'],
    })
    expect(single('b.txt', 'a.txt')).toEqual({ kind: 'many', profiles: ['a.txt', 'b.txt'] })
  })

  test('has none', () => {
    expect(single()).toEqual({ kind: 'none' })
  })
})

const anyPath = fc
  .tuple(
    fc.constantFrom('', 'a/', 'run-1/', 'run-02/', 'a/run-2/'),
    fc.constantFrom('heap', 'cpu', 'http2', 'é\n'),
    fc.constantFrom('', '-0001', '-00001', '-0003', '-20261120T211400Z', '-12'),
    fc.constantFrom('', '.1', '.01', '.2', '.x'),
    fc.constantFrom('.pb.gz', '.txt', ''),
  )
  .map((parts) => parts.join(''))
const anyFolder = fc.uniqueArray(anyPath, { maxLength: 30 })

test('pairing neither loses a file nor doubles one, whatever the policy selects', () => {
  fc.assert(
    fc.property(anyFolder, anyFolder, fc.func(fc.boolean()), (baseline, candidate, choose) => {
      const selects = (profile: string, path: string) => choose(profile, path)
      const pairing = pairSides(folder(...baseline), folder(...candidate), { ...DEFAULT_PAIRING, selects })
      if (pairing.kind === 'error') throw new Error(pairing.reason.code)
      for (const [side, given] of [
        ['baseline', baseline],
        ['candidate', candidate],
      ] as const) {
        const paired = pairing.profiles.flatMap((pair) => pair[side] ?? []).flatMap(({ snapshots }) => snapshots)
        const found = [...paired, ...pairing.leftOut[side]].map(({ file }) => file.path)
        expect(found.sort()).toEqual(given.toSorted())
      }
      const names = pairing.profiles.map(({ profile }) => profile)
      expect(new Set(names).size).toBe(names.length)
      for (const pair of pairing.profiles) expect(pair.baseline ?? pair.candidate).not.toHaveLength(0)
    }),
  )
})

test('a file against a folder loses and doubles nothing either', () => {
  fc.assert(
    fc.property(anyPath, anyFolder, fc.boolean(), (path, paths, isBaseline) => {
      const pairing = isBaseline ? pairSides(file(path), folder(...paths)) : pairSides(folder(...paths), file(path))
      if (pairing.kind === 'error') {
        expect(pairing.profiles.length).toBeGreaterThan(1)
        return
      }
      expect(pairing.profiles).toHaveLength(1)
      const runs = pairing.profiles.flatMap((pair) => [...(pair.baseline ?? []), ...(pair.candidate ?? [])])
      const left = [...pairing.leftOut.baseline, ...pairing.leftOut.candidate]
      const found = [...runs.flatMap(({ snapshots }) => snapshots), ...left].map(({ file }) => file.path)
      expect(found.sort()).toEqual([path, ...paths].sort())
    }),
  )
})

test('the order in which files are listed changes nothing', () => {
  fc.assert(
    fc.property(anyFolder, anyFolder, (baseline, candidate) => {
      const forwards = pair(folder(...baseline), folder(...candidate))
      const backwards = pair(folder(...baseline.toReversed()), folder(...candidate.toReversed()))
      expect(backwards).toEqual(forwards)
    }),
  )
})
