import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PairNumbers } from '../../src/diff/pair-numbers.ts'

const part = fc.oneof(fc.integer({ min: -1, max: 20 }), fc.integer({ min: -1, max: 2 ** 31 - 1 }))

test('equal pairs have one number, in the order in which they are met', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(part, part), { maxLength: 400 }), (pairs) => {
      const numbers = new PairNumbers()
      const known = new Map<string, number>()
      for (const [first, second] of pairs) {
        const key = `${first} ${second}`
        const expected = known.get(key) ?? known.size
        known.set(key, expected)
        expect(numbers.number(first, second)).toBe(expected)
      }
      expect(numbers.count).toBe(known.size)
      const kept = [...known.keys()].map((_, at) => `${numbers.firsts[at]} ${numbers.seconds[at]}`)
      expect(kept).toEqual([...known.keys()])
    }),
  )
})

test('a million pairs that differ in one part only are told apart', () => {
  const numbers = new PairNumbers()
  for (let at = 0; at < 500_000; at++) {
    numbers.number(7, at)
    numbers.number(at + 8, 0)
  }
  expect(numbers.count).toBe(1_000_000)
  expect(numbers.number(7, 499_999)).toBe(999_998)
})
