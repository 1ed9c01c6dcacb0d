import { describe, expect, test } from 'vitest'
import type { Check } from '../../src/result/result.ts'
import { plainProfile } from '../support/text-profile.ts'
import { contention, goroutine } from './made-profiles.ts'
import { treeLines } from './result-text.ts'
import { type Case, gate } from './run.ts'

const TOTAL = 'rules:\n  - { name: waiting, kind: goroutine, of: total, fail: { growth: 0 } }'

function checkOf(baseline: string, candidate: string, more: Partial<Case> = {}): Check {
  const [check] = gate({
    policy: TOTAL,
    baseline: { 'goroutine.pb.gz': goroutine(baseline) },
    candidate: { 'goroutine.pb.gz': goroutine(candidate) },
    ownPackages: ['shop/...'],
    ...more,
  }).checks
  if (check === undefined) throw new Error('one check was expected')
  return check
}

const tree = (baseline: string, candidate: string, more?: Partial<Case>) =>
  treeLines(checkOf(baseline, candidate, more).tree)

describe('the tree of growth', () => {
  test('has own frames from the root to the culprit, what grew most first', () => {
    expect(
      tree(
        'main.main@main.go:3;shop/api.Serve@api.go:9;io.Copy;shop/db.Get@db.go:1;runtime.gopark 2',
        `main.main@main.go:3;shop/api.Serve@api.go:9;io.Copy;shop/db.Get@db.go:1;runtime.gopark 5
         main.main@main.go:4;shop/mail.Send@mail.go:7 8
         main.main@main.go:3;shop/api.Serve@api.go:12;shop/log.Write@log.go:2 1`,
      ),
    ).toEqual([
      'total 2 -> 14 (+12)',
      '  main.main main.go:4 2 -> 14 (+12)',
      '    shop/mail.Send mail.go:7 0 -> 8 (+8)',
      '    shop/api.Serve api.go:9 2 -> 6 (+4)',
      '      shop/db.Get db.go:1 2 -> 5 (+3)',
      '      shop/log.Write log.go:2 0 -> 1 (+1)',
    ])
  })

  test('shows the line that grew, not the one that is gone', () => {
    expect(tree('shop/a.F@old.go:5 10', 'shop/a.F@new.go:7 12')).toEqual([
      'total 10 -> 12 (+2)',
      '  shop/a.F new.go:7 10 -> 12 (+2)',
    ])
  })

  test('keeps a function that calls itself in one node, with the innermost line', () => {
    expect(
      tree('shop/a.Walk@a.go:1 1', 'shop/a.Walk@a.go:5;shop/a.Walk@a.go:5;sort.Sort;shop/a.Walk@a.go:6 4'),
    ).toEqual(['total 1 -> 4 (+3)', '  shop/a.Walk a.go:6 1 -> 4 (+3)'])
  })

  test('unfolds functions that call each other, and ends at the innermost of them', () => {
    expect(tree('shop/a.F 1', 'shop/a.F;shop/b.G;shop/a.F;shop/b.G 2')).toEqual([
      'total 1 -> 2 (+1)',
      '  shop/a.F shop.go 1 -> 2 (+1)',
      '    shop/b.G shop.go 0 -> 2 (+2)',
      '      shop/a.F shop.go 0 -> 2 (+2)',
      '        shop/b.G shop.go 0 -> 2 (+2)',
    ])
  })

  test('holds what no own code is on the stack of, and by flat the leaf', () => {
    expect(
      tree('runtime.main;net/http.Serve;runtime.gopark 1', 'runtime.main;net/http.Serve;runtime.gopark 3'),
    ).toEqual(['total 1 -> 3 (+2)', '  net/http.Serve shop.go 1 -> 3 (+2)'])
    expect(
      tree('shop/a.F;net/http.Serve;runtime.gopark 1', 'shop/a.F;net/http.Serve;runtime.gopark 3', {
        policy: TOTAL.replace('of: total', 'of: total, by: flat'),
      }),
    ).toEqual(['total 1 -> 3 (+2)', '  shop/a.F shop.go 1 -> 3 (+2)', '    runtime.gopark shop.go 1 -> 3 (+2)'])
  })

  test('has at most 200 nodes, each with its callers', () => {
    const many = Array.from({ length: 500 }, (_, at) => `main.main;shop/a.F${at};shop/b.G${at} ${1000 + at}`).join('\n')
    const lines = tree('main.main 1', many, {
      policy: TOTAL,
    })
    expect(lines.length).toBeLessThanOrEqual(200)
    const depths = lines.map((line) => line.search(/\S/) / 2)
    expect(depths.every((depth, at) => at === 0 || depth <= (depths[at - 1] ?? 0) + 1)).toBe(true)
  })

  test('leaves out what made up less than 1 % of the growth', () => {
    expect(tree('main.main 1', 'main.main 1000\nshop/a.F 5').join()).not.toContain('shop/a.F')
  })

  test('is exact beyond 2^53', () => {
    const [check] = gate({
      policy: 'rules:\n  - { name: locks, kind: mutex, of: function, fail: { growth: 0 } }',
      baseline: { 'mutex.pb.gz': contention('main.main;main.lock 1 9007199254740993\nmain.main;main.other 1 1') },
      candidate: { 'mutex.pb.gz': contention('main.main;main.lock 1 18014398509481987\nmain.main;main.other 1 1') },
    }).checks
    expect(treeLines(check?.tree ?? null)).toEqual([
      'total 9007199254740994 -> 18014398509481988 (+9007199254740994)',
      '  main.main 9007199254740994 -> 18014398509481988 (+9007199254740994)',
      '    main.lock 9007199254740993 -> 18014398509481987 (+9007199254740994)',
    ])
    expect(check?.tree?.delta).toBe('9007199254740994')
    expect(check?.causes.map(({ delta }) => delta)).toEqual(['9007199254740994'])
    expect(check?.total.delta).toBe('9007199254740994')
    expect(check?.runs).toEqual({ baseline: ['9007199254740994'], candidate: ['18014398509481988'] })
  })

  test('is no deeper than the stack of the engine, however deep a profile is', () => {
    const deep = Array.from({ length: 30_000 }, (_, at) => `shop/a.F${at % 3}`).join(';')
    expect(checkOf('main.main 1', `${deep} 3`).outcome).toBe('fail')
  })
})

describe('causes', () => {
  const causes = (check: Check) =>
    check.causes.map(({ name, share, external, callers }) => {
      return [name, share, external, callers.map((caller) => `${caller.name}:${caller.line}`).join(' ')]
    })

  test('are the groups with most of the growth, largest first, with their callers from the nearest on', () => {
    expect(
      causes(
        checkOf(
          'main.main 10',
          `main.main 10
           main.main@main.go:3;shop/api.Serve@api.go:9;io.Copy;shop/db.Get 30
           main.main@main.go:3;shop/mail.Send@mail.go:2 70
           runtime.main;net/http.Serve;runtime.gopark 20`,
        ),
      ),
    ).toEqual([
      ['shop/mail.Send', 70 / 120, false, 'main.main:3'],
      ['shop/db.Get', 30 / 120, false, 'shop/api.Serve:9 main.main:3'],
      ['net/http.Serve', 20 / 120, true, ''],
    ])
  })

  test('leave out what made up less than 1 % of the growth', () => {
    expect(causes(checkOf('main.main 1', 'main.main 1001\nshop/a.F 9\nshop/a.G 11'))).toEqual([
      ['main.main', 1000 / 1020, false, ''],
      ['shop/a.G', 11 / 1020, false, ''],
    ])
  })

  test('have no share where others shrank by more than a little', () => {
    expect(causes(checkOf('shop/a.Old 50', 'shop/a.New 60'))).toEqual([['shop/a.New', null, false, '']])
    expect(causes(checkOf('shop/a.Old 3', 'shop/a.New 103'))).toEqual([['shop/a.New', 1, false, '']])
  })

  test('of the same size are in the order of their names', () => {
    expect(
      causes(checkOf('main.main 1', 'main.main 1\nshop/a.C 5\nshop/a.A 5\nshop/a.B 5')).map(([name]) => name),
    ).toEqual(['shop/a.A', 'shop/a.B', 'shop/a.C'])
  })

  test('have at most five callers', () => {
    const stack = ['main.main', ...Array.from({ length: 9 }, (_, at) => `shop/a.F${at}`)].join(';')
    const [, , , callers] = causes(checkOf('main.main 1', `main.main 1\n${stack} 5`))[0] ?? []
    expect(callers).toBe('shop/a.F7:null shop/a.F6:null shop/a.F5:null shop/a.F4:null shop/a.F3:null')
  })

  test('are the functions of the candidate by name, also where the baseline has another form of it', () => {
    expect(causes(checkOf('shop/a.(*T).Do.func1 1', 'shop/a.(*T).Do.func2 3'))).toEqual([
      ['shop/a.(*T).Do.func2', 1, false, ''],
    ])
  })

  test('may be ten thousand', () => {
    const functions = (count: number) =>
      Array.from({ length: 10_000 }, (_, at) => `main.main;shop/a.F${at} ${count + at}`).join('\n')
    const check = checkOf(functions(1), functions(3), {
      policy: 'rules:\n  - { name: waiting, kind: goroutine, of: function, fail: { growth: 0 } }',
    })
    expect(check.causes.length).toBe(10_000)
  })
})

test('a profile in other units is judged in base units', () => {
  const [check] = gate({
    policy: 'rules:\n  - { name: locks, kind: mutex, of: total, fail: { growth: 1ms } }',
    baseline: { 'mutex.pb.gz': plainProfile('contentions/count delay/microseconds\nmain.lock 1 1000') },
    candidate: { 'mutex.pb.gz': plainProfile('contentions/count delay/microseconds\nmain.lock 1 2001') },
  }).checks
  expect([check?.unit, check?.total.delta, check?.tree?.delta, check?.outcome]).toEqual([
    'nanoseconds',
    1_001_000,
    1_001_000,
    'fail',
  ])
})

test('the tree of a rule that looks at some groups has their samples only', () => {
  const both = 'main.main;shop/a.F 3\nmain.main;shop/b.G 3'
  const more = 'main.main;shop/a.F 9\nmain.main;shop/b.G 9'
  const policy = 'rules:\n  - { name: waiting, kind: goroutine, of: function, only: [a.F], fail: { growth: 1 } }'
  expect(tree(both, more, { policy })).toEqual([
    'total 3 -> 9 (+6)',
    '  main.main shop.go 3 -> 9 (+6)',
    '    shop/a.F shop.go 3 -> 9 (+6)',
  ])
})
