import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance } from '../../src/model/edit-distance.ts'
import { PROFILE_KINDS } from '../../src/model/kind.ts'
import { nearestName } from '../../src/policy/nearest.ts'

describe('nearestName', () => {
  it.each([
    ['head', PROFILE_KINDS, 'heap'],
    ['gorutine', PROFILE_KINDS, 'goroutine'],
    ['goroutine-leak', PROFILE_KINDS, 'goroutineleak'],
    ['CPU', PROFILE_KINDS, 'cpu'],
    ['bench', PROFILE_KINDS, 'benchmark'],
    ['perSnapshot', ['growth', 'per-snapshot'], 'per-snapshot'],
    ['up_to', ['up-to', 'until'], 'up-to'],
    ['inuse', ['alloc_space', 'inuse_space', 'inuse_objects'], 'inuse_space'],
    ['warning', ['pass', 'warn'], 'warn'],
    ['grwoth', ['growth', 'above'], 'growth'],
    ['zzz', PROFILE_KINDS, null],
    ['ab', ['xy'], null],
    ['', ['a'], null],
    ['heap', ['heap'], null],
    ['x'.repeat(65), ['x'.repeat(66)], null],
  ])('of %s among %j is %s', (typed, known, nearest) => {
    expect(nearestName(typed, known)).toBe(nearest)
  })
})

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['grwoth', 'growth', 1],
    ['ca', 'abc', 3],
  ])('from %s to %s is %d', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance)
  })

  it('is symmetric, 0 for equal texts only, and no more than the longer text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(text, text, (left, right) => {
        const distance = editDistance(left, right)
        expect(editDistance(right, left)).toBe(distance)
        expect(distance === 0).toBe(left === right)
        expect(distance).toBeLessThanOrEqual(Math.max(left.length, right.length))
      }),
    )
  })
})
