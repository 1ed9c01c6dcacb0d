import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineDiff } from '../../src/report/line-diff.ts'

const lines = (...texts: readonly string[]) => texts.map((text) => `${text}\n`).join('')

/** What `patch` makes of it: the lines of one side that a difference speaks of, by their numbers. */
function side(diff: readonly string[], which: '-' | '+'): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  let at = 0
  for (const line of diff) {
    const header = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$/.exec(line)
    if (header !== null) {
      const [start, size] = (which === '-' ? header.slice(1, 3) : header.slice(3, 5)).map(Number)
      at = (start ?? 0) + (size === 0 ? 1 : 0)
    } else if (line[0] === ' ' || line[0] === which) found.set(at++, line.slice(1))
  }
  return found
}

describe('the difference of two texts', () => {
  test.each([
    ['a line that changes', lines('a', 'b', 'c'), lines('a', 'x', 'c'), ['@@ -1,3 +1,3 @@', ' a', '-b', '+x', ' c']],
    ['a line that comes', lines('a'), lines('a', 'b'), ['@@ -1,1 +1,2 @@', ' a', '+b']],
    ['a line that goes', lines('a', 'b'), lines('b'), ['@@ -1,2 +1,1 @@', '-a', ' b']],
    ['a new file', '', lines('a', 'b'), ['@@ -0,0 +1,2 @@', '+a', '+b']],
    ['a file that is removed', lines('a'), '', ['@@ -1,1 +0,0 @@', '-a']],
    [
      'three lines around a change',
      lines(...'abcdefghi'),
      lines(...'abcdXfghi'),
      [...['@@ -2,7 +2,7 @@', ' b', ' c', ' d', '-e', '+X', ' f', ' g', ' h']],
    ],
    [
      'changes far from each other apart',
      lines(...'abcdefghijkl'),
      lines(...'AbcdefghijkL'),
      [...['@@ -1,4 +1,4 @@', '-a', '+A', ' b', ' c', ' d'], ...['@@ -9,4 +9,4 @@', ' i', ' j', ' k', '-l', '+L']],
    ],
    [
      'changes near each other as one',
      lines(...'abcdefgh'),
      lines(...'AbcdefgH'),
      [...['@@ -1,8 +1,8 @@', '-a', '+A', ' b', ' c', ' d', ' e', ' f', ' g', '-h', '+H']],
    ],
    ['no change of line ends', 'a\r\nb', 'a\nb\n', []],
    ['nothing', '', '', []],
  ])('shows %s', (_, before, after, expected) => {
    expect(lineDiff(before, after)).toEqual(expected)
  })

  test('has every line that differs at its place, and keeps as many as it can', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 14 })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = lineDiff(lines(...before), lines(...after))
        for (const [number, line] of side(diff, '-')) expect(before[number - 1]).toBe(line)
        for (const [number, line] of side(diff, '+')) expect(after[number - 1]).toBe(line)
        const [gone, come] = ['-', '+'].map((sign) => diff.filter((line) => line[0] === sign).length)
        expect(before.length - (gone ?? 0)).toBe(after.length - (come ?? 0))
        expect(before.length - (gone ?? 0)).toBe(longestCommon(before, after))
      }),
      { numRuns: 500 },
    )
  })

  test('of long texts without a line in common takes no long time', () => {
    const many = (name: string) => lines(...Array.from({ length: 20_000 }, (_, at) => `${name}${at}`))
    const start = performance.now()
    expect(lineDiff(many('a'), many('b'))).toHaveLength(40_001)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

function longestCommon(one: readonly string[], other: readonly string[]): number {
  const [first, ...rest] = one
  if (first === undefined) return 0
  const at = other.indexOf(first)
  const without = longestCommon(rest, other)
  return at === -1 ? without : Math.max(without, 1 + longestCommon(rest, other.slice(at + 1)))
}
