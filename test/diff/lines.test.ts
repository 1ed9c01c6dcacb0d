import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FunctionLines } from '../../src/diff/line-tables.ts'
import { diffLines, listLines } from '../../src/diff/lines.ts'
import type { Int } from '../../src/model/int64.ts'
import type { Profile } from '../../src/model/profile.ts'
import { textProfile } from '../support/text-profile.ts'
import { runOf, selectionOf, topOf } from '../support/text-table.ts'

const request = (wanted: RegExp, focus: readonly RegExp[] = []) => ({
  wanted: { matches: (text: string) => wanted.test(text) },
  selection: selectionOf({ focus }),
})

const listOf = (profiles: readonly Profile[], wanted = /./, focus: readonly RegExp[] = []) =>
  listLines(
    profiles.map((profile) => runOf(profile)),
    request(wanted, focus),
  )

/** `name file flat cum`, then `line: flat cum` of each line. */
function textOf({ name, file, flat, cum, lines }: FunctionLines<Int>): string {
  return [`${name} ${file} ${flat} ${cum}`, ...lines.map((each) => `${each.line}: ${each.flat} ${each.cum}`)].join(', ')
}

const RECURSIVE = textProfile(`samples/count
  main@main.go:3;walk@tree.go:8;walk@tree.go:8;walk@tree.go:5 10
  main@main.go:3;walk@tree.go:5 > visit@tree.go:20 4
  main@main.go:4 1
  main@main.go:9 0`)

describe('lines of one profile', () => {
  test('have flat of the leaf and cum of the stack, each line once for a sample', () => {
    expect(listOf([RECURSIVE]).functions.map(textOf)).toEqual([
      'main main.go 1 15, 3: 0 14, 4: 1 1',
      'visit tree.go 4 4, 20: 4 4',
      'walk tree.go 10 24, 5: 10 14, 8: 0 10',
    ])
  })

  test('are those of the functions that are asked for, and of the samples in focus', () => {
    expect(listOf([RECURSIVE], /^m/).functions.map(textOf)).toEqual(['main main.go 1 15, 3: 0 14, 4: 1 1'])
    const focused = listOf([RECURSIVE], /^m/, [/visit/])
    expect(focused.functions.map(textOf)).toEqual(['main main.go 0 4, 3: 0 4'])
    expect(focused.totals).toEqual({ total: 4, absoluteTotal: 15 })
  })

  test('are apart for the files of a function, by name and file', () => {
    const profile = textProfile('samples/count\n b@y.go:1 1\n b@x.go:2 2\n a@z.go:3 3\n a 4')
    expect(listOf([profile]).functions.map(textOf)).toEqual([
      'a  4 4, 0: 4 4',
      'a z.go 3 3, 3: 3 3',
      'b x.go 2 2, 2: 2 2',
      'b y.go 1 1, 1: 1 1',
    ])
  })

  test('have no frames without a name', () => {
    expect(listOf([textProfile('samples/count\n main@main.go:1;[libc.so.6] 5\n ? 3')]).functions.map(textOf)).toEqual([
      'main main.go 0 5, 1: 0 5',
    ])
  })

  test('are the mean of repeats', () => {
    const runs = ['main@main.go:1 4', 'main@main.go:1 7'].map((line) => textProfile(`samples/count\n${line}`))
    expect(listOf(runs).functions.map(textOf)).toEqual(['main main.go 5.5 5.5, 1: 5.5 5.5'])
  })

  test('are exact beyond 2^53', () => {
    const large = 2n ** 53n
    const profile = textProfile(`bytes/bytes\n main@a.go:1 ${large}\n main@a.go:1;f@a.go:2 3`)
    expect(listOf([profile], /main/).functions.map(textOf)).toEqual([
      `main a.go ${large} ${large + 3n}, 1: ${large} ${large + 3n}`,
    ])
  })

  test('add up, in flat, to what top shows of their functions', () => {
    const frame = fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom('x.go', 'y.go'),
      fc.integer({ min: 1, max: 4 }),
    )
    const stack = fc.array(frame, { minLength: 1, maxLength: 4 })
    const samples = fc.array(fc.tuple(stack, fc.integer({ min: -50, max: 50 })), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(samples, (drawn) => {
        const lines = drawn.map(([frames, value]) => {
          return `${frames.map(([name, file, line]) => `${name}@${file}:${line}`).join(';')} ${value}`
        })
        const profile = textProfile(`samples/count\n${lines.join('\n')}`)
        const sums = new Map<string, number>()
        for (const { name, flat } of listOf([profile]).functions) sums.set(name, (sums.get(name) ?? 0) + Number(flat))
        const rows = topOf([profile]).rows.map(({ name, flat }) => [name, Number(flat)] as const)
        expect([...sums].filter(([, flat]) => flat !== 0).sort()).toEqual(rows.filter(([, flat]) => flat !== 0).sort())
      }),
    )
  })
})

describe('lines of two profiles', () => {
  const before = textProfile('samples/count\n main@main.go:3;get@get.go:7 5\n main@main.go:4 2\n gone@gone.go:1 1')
  const after = textProfile('samples/count\n main@main.go:3;get@get.go:9 8\n main@main.go:4 2')
  const diff = diffLines([runOf(before)], [runOf(after)], request(/./))

  test('have both sides and the delta, also where nothing changed', () => {
    expect(diff.baseline).toEqual({ total: 8, absoluteTotal: 8 })
    expect(diff.candidate).toEqual({ total: 10, absoluteTotal: 10 })
    const lines = diff.functions.map(({ name, lines: each }) => [
      name,
      ...each.map(({ line, cum }) => `${line}: ${cum.baseline} ${cum.candidate} ${cum.delta}`),
    ])
    expect(lines).toEqual([
      ['get', '7: 5 0 -5', '9: 0 8 8'],
      ['gone', '1: 1 0 -1'],
      ['main', '3: 5 8 3', '4: 2 2 0'],
    ])
  })

  test('change their sign with their order', () => {
    const back = diffLines([runOf(after)], [runOf(before)], request(/./))
    const deltas = ({ functions }: typeof diff, sign: number) =>
      functions.flatMap(({ name, lines }) =>
        lines.map(({ line, flat }) => `${name} ${line} ${sign * Number(flat.delta) + 0}`),
      )
    expect(deltas(back, -1)).toEqual(deltas(diff, 1))
  })

  test('tell where a function starts on each side', () => {
    const startingAt = (line: number) =>
      textProfile('samples/count\n f@f.go:9 1', { functions: [{ id: 1, name: 'f', file: 'f.go', startLine: line }] })
    const starts = (a: number, b: number) => {
      const [found] = diffLines([runOf(startingAt(a))], [runOf(startingAt(b))], request(/./)).functions
      return [found?.startLine, found?.baselineStartLine]
    }
    expect(starts(4, 6)).toEqual([6, 4])
    expect(starts(4, 4)).toEqual([4, null])
    expect(starts(4, 0)).toEqual([4, null])
    expect(starts(0, -1)).toEqual([0, null])
  })
})
