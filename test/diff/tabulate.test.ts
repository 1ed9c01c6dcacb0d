import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ownCode } from '../../src/diff/own.ts'
import type { Int } from '../../src/model/int64.ts'
import { renderTopJson } from '../../src/report/top-json.ts'
import { arbitraryProfile } from '../support/arbitrary-profile.ts'
import { countByHand } from '../support/counted-by-hand.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile, type PlainProfile } from '../support/encode-profile.ts'
import { textProfile } from '../support/text-profile.ts'
import { diffOf, diffText, topOf, topText } from '../support/text-table.ts'

const own = ownCode(['github.com/acme/...'])

describe('a table of one profile', () => {
  test.each<[name: string, stacks: string, rows: readonly string[]]>([
    [
      'gives flat to the leaf and cum to everyone',
      'main.main;net.f;net.g 5',
      ['5 5 0 net.g', '0 5 5 main.main', '0 5 0 net.f'],
    ],
    ['counts recursion once', 'main.main;net.f;net.g;net.f;net.f 5', ['5 5 0 net.f', '0 5 5 main.main', '0 5 0 net.g']],
    ['adds up samples', 'main.main;net.f 5\nmain.main;net.f 6\nmain.main 1', ['11 11 0 net.f', '1 12 12 main.main']],
    [
      'knows inlined functions as frames, the innermost as leaf',
      'main.main > net.f > net.g 5',
      ['5 5 0 net.g', '0 5 5 main.main', '0 5 0 net.f'],
    ],
    [
      'counts recursion inside a location once',
      'main.main;net.f > net.f > net.f 5',
      ['5 5 0 net.f', '0 5 5 main.main'],
    ],
    ['leaves a sample without a stack to the total', 'main.main 1\n- 5', ['1 1 1 main.main']],
    [
      'names what has no symbol after its binary',
      'main.main;[/usr/lib/libc.so.6] 5',
      ['5 5 0 [libc.so.6]', '0 5 5 main.main'],
    ],
    ['and what has no binary <unknown>', '? 5', ['5 5 5 <unknown>']],
    ['leaves out what has no value', 'main.main;net.f 0\nmain.main 3', ['3 3 3 main.main']],
    [
      'nets what cancels out, and leaves it out',
      'main.main;net.f 5\nmain.main;net.f -5\nmain.main 1',
      ['1 1 1 main.main'],
    ],
    [
      'keeps a flat value though cum cancels out',
      'main.main;net.f 5\nnet.f;net.g -5',
      ['5 0 -5 net.f', '-5 -5 0 net.g', '0 5 5 main.main'],
    ],
  ])('%s', (_name, stacks, rows) => {
    expect(topText(textProfile(`samples/count\n${stacks}`), { own })).toEqual(rows)
  })

  test('is in the order of |measure|, then of names', () => {
    const profile = textProfile(`
      samples/count
      b 2
      a 2
      c -3
      d;e 9
      d;e -9
      d;f 1
    `)
    const names = (by: 'flat' | 'cum') =>
      topOf([profile], { by }).rows.map(({ name, flat, cum }) => `${name} ${flat} ${cum}`)
    expect(names('flat')).toEqual(['c -3 -3', 'a 2 2', 'b 2 2', 'f 1 1', 'd 0 1'])
    expect(names('cum')).toEqual(['c -3 -3', 'a 2 2', 'b 2 2', 'd 0 1', 'f 1 1'])
  })

  test.each([
    ['function', ['7 7 main.f', '3 10 main.main']],
    ['file', ['10 10 a.go']],
    ['line', ['4 4 main.f a.go:7', '3 3 main.f a.go:8', '3 10 main.main a.go:1']],
    ['package', ['10 10 main']],
  ] as const)('adds up by %s', (of, expected) => {
    const profile = textProfile(`
      samples/count
      main.main@a.go:1;main.f@a.go:7 4
      main.main@a.go:1;main.f@a.go:8 3
      main.main@a.go:1 3
    `)
    expect(topOf([profile], { of }).rows.map(({ flat, cum, name }) => `${flat} ${cum} ${name}`)).toEqual(expected)
  })

  test('shows lines as far as they are known', () => {
    const profile = decodeProfile(
      encodeProfile({
        sampleTypes: [['samples', 'count']],
        mappings: [{ id: 1, file: '/bin/shop' }],
        functions: [{ id: 1, name: 'f', file: 'a.go' }, { id: 2, name: 'g' }, { id: 3, file: 'b.go' }, { id: 4 }],
        locations: [1, 2, 3, 4].flatMap((id) => [
          { id, mapping: 1, lines: [{ function: id, line: 7 }] },
          { id: id + 4, mapping: 1, lines: [{ function: id }] },
        ]),
        samples: [1, 2, 3, 4, 5, 6, 7, 8].map((id) => ({ locations: [id], values: [10 - id] })),
      }),
    )
    const names = topOf([profile], { of: 'line' }).rows.map(({ name }) => name)
    expect(names).toEqual(['f a.go:7', 'g :7', 'b.go:7', ':7', 'f a.go', 'g', 'b.go', '[shop]'])
  })

  test('keeps a function of two binaries together, and nameless code of two apart', () => {
    const lines = (id: number) => [{ function: id, line: 1 }]
    const profile = decodeProfile(
      encodeProfile({
        sampleTypes: [['samples', 'count']],
        mappings: [
          { id: 1, file: '/bin/a' },
          { id: 2, file: '/bin/b' },
        ],
        functions: [{ id: 1, name: 'f' }, { id: 2 }],
        locations: [
          { id: 1, mapping: 1, lines: lines(1) },
          { id: 2, mapping: 2, lines: lines(1) },
          { id: 3, mapping: 1, lines: lines(2) },
          { id: 4, mapping: 2, lines: lines(2) },
        ],
        samples: [1, 2, 3, 4].map((id) => ({ locations: [id], values: [id] })),
      }),
    )
    const rows = (of: 'function' | 'file') => topOf([profile], { of }).rows.map(({ name, flat }) => `${name} ${flat}`)
    expect(rows('function')).toEqual(['[b] 4', '[a] 3', 'f 3'])
    expect(rows('file')).toEqual(['[b] 6', '[a] 4'])
  })

  test('shows the place where most of a function is', () => {
    const profile = textProfile(`
      samples/count
      main.f@a.go:7;net.f 4
      main.f@a.go:9;net.f 2
      main.f@a.go:9;net.f 3
      main.f@a.go:8 1
    `)
    const placeBy = (by: 'flat' | 'cum' | 'own') =>
      topOf([profile], { by, own }).rows.find(({ name }) => name === 'main.f')?.line
    expect([placeBy('flat'), placeBy('cum'), placeBy('own')]).toEqual([8, 9, 9])
    expect(topOf([profile]).rows.find(({ name }) => name === 'net.f')).toMatchObject({ file: null, line: null })
  })

  test('adds up exactly what only the sum makes too large for a double', () => {
    const profile = textProfile(`samples/count\n${'main.main;net.f 9007199254740991\n'.repeat(3)}net.f 1`)
    expect(topText(profile, { own })).toEqual([
      `${3n * (2n ** 53n - 1n) + 1n} ${3n * (2n ** 53n - 1n) + 1n} 1 net.f`,
      `0 ${3n * (2n ** 53n - 1n)} ${3n * (2n ** 53n - 1n)} main.main`,
    ])
  })

  test('multiplies into the base unit', () => {
    const profile = textProfile('wall/microseconds\nmain.main 9007199254740993')
    expect(topOf([profile]).rows[0]?.flat).toBe(9007199254740993000n)
  })
})

describe('a table of a difference', () => {
  const before = textProfile(`
    alloc_space/bytes
    main.main;shop.load 100
    main.main;shop.gone 30
    main.main;shop.same 5
  `)
  const after = textProfile(`
    alloc_space/bytes
    main.main;shop.same 5
    main.main;shop.new 7
    main.main;shop.load;shop.load 160
  `)

  test('has the delta of each function, the largest first', () => {
    expect(diffText(before, after)).toEqual([
      '60 60 60 shop.load',
      '-30 -30 -30 shop.gone',
      '7 7 7 shop.new',
      '0 37 0 main.main',
      '0 0 0 shop.same',
    ])
  })

  test('has both values and both totals', () => {
    const { rows, baseline, candidate } = diffOf([before], [after])
    expect(rows[0]?.flat).toEqual({ baseline: 100, candidate: 160, delta: 60 })
    expect(rows[1]?.flat).toEqual({ baseline: 30, candidate: 0, delta: -30 })
    expect(baseline).toEqual({ total: 135, absoluteTotal: 135 })
    expect(candidate).toEqual({ total: 172, absoluteTotal: 172 })
  })

  test('takes the place of the largest delta, on whichever side it is', () => {
    const old = textProfile('alloc_space/bytes\nmain.f@a.go:1 10\nmain.f@a.go:2 90')
    const young = textProfile('alloc_space/bytes\nmain.f@a.go:1 30\nmain.f@b.go:9 1')
    expect(diffOf([old], [young]).rows[0]).toMatchObject({ name: 'main.f', file: 'a.go', line: 2 })
  })

  test('has a row for a function whose cum cancels out on its side', () => {
    const cancelled = textProfile('alloc_space/bytes\nmain.main;net.f 5\nnet.f;net.g -5')
    expect(diffText(textProfile('alloc_space/bytes'), cancelled, { own })).toContain('5 0 -5 net.f')
    expect(diffText(cancelled, textProfile('alloc_space/bytes'), { own })).toContain('-5 0 5 net.f')
  })

  test('has other columns in other places', () => {
    const swapped = textProfile('alloc_objects/count alloc_space/bytes\nmain.main;shop.load 1 90')
    expect(diffText(before, swapped, { column: 'alloc_space' })[0]).toBe('-30 -30 -30 shop.gone')
    expect(diffText(before, swapped, { column: 'alloc_space' })).toContain('-10 -10 -10 shop.load')
  })
})

describe('repeats', () => {
  const run = (value: number | bigint) => textProfile(`alloc_space/bytes\nmain.main;shop.load ${value}`)
  const flat = (values: readonly (number | bigint)[]): Int => topOf(values.map(run)).rows[0]?.flat ?? 0

  test.each<[values: readonly (number | bigint)[], mean: Int]>([
    [[5], 5],
    [[5, 6], 5.5],
    [[1, 1, 2], 4 / 3],
    [[0, 10, 0, 0], 2.5],
    [[2n ** 60n + 1n], 2n ** 60n + 1n],
    [[2n ** 62n, 2n ** 62n], 2 ** 62],
  ])('of %s are their mean', (values, mean) => {
    expect(flat(values)).toBe(mean)
  })

  test('of one side may be more than those of the other', () => {
    const { rows, baseline } = diffOf([run(10), run(20), run(40)], [run(100)])
    expect(rows[0]?.flat).toEqual({ baseline: 70 / 3, candidate: 100, delta: 100 - 70 / 3 })
    expect(baseline.total).toBe(70 / 3)
  })

  test('that do not have a function count as zero for it', () => {
    const other = textProfile('alloc_space/bytes\nmain.main;shop.other 9')
    expect(diffText(run(0), run(4))).toEqual(['4 4 4 shop.load', '0 4 0 main.main'])
    expect(topOf([run(4), other, other]).rows.map(({ name, flat }) => `${name} ${flat}`)).toEqual([
      'shop.other 6',
      `shop.load ${4 / 3}`,
      'main.main 0',
    ])
  })

  test('with values beyond doubles on one side and fractions on the other do not fail', () => {
    const { rows } = diffOf([run(1), run(0)], [run(2n ** 62n + 1n)])
    expect(rows[0]?.flat).toEqual({ baseline: 0.5, candidate: 2n ** 62n + 1n, delta: 2 ** 62 })
  })
})

describe('for every profile', () => {
  /** Names that are printed as they are, so that counting by hand needs to know nothing of printing. */
  const plainNames = (plain: PlainProfile): PlainProfile => ({
    ...plain,
    functions: (plain.functions ?? []).map(({ id, name = '' }) => ({ id, name: name.replaceAll(/[<>[\]():]/g, '') })),
  })
  const any = arbitraryProfile({ largest: 2n ** 63n - 1n, nameless: true }).map(plainNames)
  const read = (plain: PlainProfile) => decodeProfile(encodeProfile(plain))
  const column = 'type0'

  function rowsByHand(plain: PlainProfile): readonly string[] {
    return [...countByHand(plain, 0)]
      .filter(([, { flat, cum }]) => flat !== 0n || cum !== 0n)
      .map(([name, { flat, cum }]) => `${name} ${flat} ${cum}`)
      .sort()
  }

  test('sums are exact, beyond 2^53 too', () => {
    let wide = 0
    fc.assert(
      fc.property(any, (plain) => {
        const { rows } = topOf([read(plain)], { column })
        const shown = rows.filter(({ flat, cum }) => flat !== 0 || cum !== 0)
        expect(shown.map(({ name, flat, cum }) => `${name} ${flat} ${cum}`).sort()).toEqual(rowsByHand(plain))
        if (shown.some(({ cum }) => typeof cum === 'bigint')) wide++
      }),
      { numRuns: 300 },
    )
    expect(wide).toBeGreaterThan(20)
  })

  test('deltas are exact', () => {
    fc.assert(
      fc.property(any, any, (before, after) => {
        const [old, young] = [countByHand(before, 0), countByHand(after, 0)]
        const { rows } = diffOf([read(before)], [read(after)], { column })
        const delta = (name: string, of: 'flat' | 'cum') => (young.get(name)?.[of] ?? 0n) - (old.get(name)?.[of] ?? 0n)
        for (const { name, flat, cum } of rows) {
          expect([BigInt(flat.delta), BigInt(cum.delta)]).toEqual([delta(name, 'flat'), delta(name, 'cum')])
        }
        const names = new Set(rows.map(({ name }) => name))
        for (const name of [...old.keys(), ...young.keys()]) {
          if (delta(name, 'flat') !== 0n || delta(name, 'cum') !== 0n) expect(names).toContain(name)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('the sides swapped, every delta is flipped, and the order stays', () => {
    fc.assert(
      fc.property(any, any, (before, after) => {
        const [a, b] = [read(before), read(after)]
        const there = diffOf([a], [b], { column })
        const back = diffOf([b], [a], { column })
        const text = (sign: bigint, { rows }: typeof there) =>
          rows.map(({ name, flat, cum, own }) =>
            [name, ...[flat, cum, own].map(({ delta }) => sign * BigInt(delta))].join(' '),
          )
        expect(text(-1n, back)).toEqual(text(1n, there))
        expect([back.baseline, back.candidate]).toEqual([there.candidate, there.baseline])
      }),
    )
  })

  test('the difference to itself is zero everywhere', () => {
    fc.assert(
      fc.property(any, (plain) => {
        for (const { flat, cum, own } of diffOf([read(plain)], [read(plain)], { column }).rows) {
          expect([flat.delta, cum.delta, own.delta]).toEqual([0, 0, 0])
        }
      }),
    )
  })

  test('the order of samples does not matter', () => {
    fc.assert(
      fc.property(any, fc.infiniteStream(fc.double({ noNaN: true })), (plain, keys) => {
        const shuffled = (plain.samples ?? [])
          .map((sample) => ({ sample, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ sample }) => sample)
        expect(topText(read({ ...plain, samples: shuffled }), { column })).toEqual(topText(read(plain), { column }))
      }),
    )
  })

  test('splitting a sample in two changes nothing', () => {
    fc.assert(
      fc.property(any, fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (plain, part) => {
        const fits = (value: bigint) => BigInt.asIntN(64, value) === value
        const samples = (plain.samples ?? []).flatMap((sample) => {
          const rests = sample.values.map((value) => BigInt(value) - part)
          if (!rests.every(fits)) return [sample]
          return [sample.values.map(() => part), rests].map((values) => ({ ...sample, values }))
        })
        const of = (profile: PlainProfile) => renderTopJson(topOf([read(profile)], { column }))
        expect(of({ ...plain, samples })).toEqual(of(plain))
      }),
    )
  })

  test('flat adds up to the total of all samples that have a stack; so does own', () => {
    fc.assert(
      fc.property(any, (plain) => {
        const samples = (plain.samples ?? []).filter(({ locations }) => locations.length > 0)
        const { rows, totals } = topOf([read({ ...plain, samples })], { column })
        const sum = (of: 'flat' | 'own') => rows.reduce((total, row) => total + BigInt(row[of]), 0n)
        expect([sum('flat'), sum('own')]).toEqual([BigInt(totals.total), BigInt(totals.total)])
      }),
    )
  })

  test('no value is larger flat, or own, than cum, if none is negative', () => {
    fc.assert(
      fc.property(any, (plain) => {
        const samples = (plain.samples ?? []).map((sample) => ({
          ...sample,
          values: sample.values.map((value) => (BigInt(value) < 0n ? -BigInt(value) : BigInt(value))),
        }))
        const { rows, totals } = topOf([read({ ...plain, samples })], { column })
        for (const { flat, cum, own } of rows) {
          expect(cum >= flat && cum >= own && flat >= 0 && own >= 0 && totals.total >= cum).toBe(true)
        }
      }),
    )
  })

  test('a coarser grouping has the same sum', () => {
    fc.assert(
      fc.property(any, (plain) => {
        const sum = (of: 'function' | 'file' | 'line' | 'package') =>
          topOf([read(plain)], { column, of }).rows.reduce((total, { flat }) => total + BigInt(flat), 0n)
        expect([sum('file'), sum('line'), sum('package')]).toEqual(Array(3).fill(sum('function')))
      }),
    )
  })
})
