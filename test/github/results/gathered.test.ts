import { describe, expect, test } from 'vitest'
import { idOf, isShown, ofKey, targetsOf } from '../../../src/github/results/gathered.ts'
import type { Leg } from '../../../src/report/matrix.ts'
import { leg } from '../../report/legs.ts'
import { pass } from '../../report/results.ts'

const lost = (target: string | null): Leg => ({ target, result: null, why: 'unavailable' })
const broken = (target: string): Leg => ({ target, result: null, why: 'unusable' })

/** A result of a comment key. */
function keyed(target: string, commentKey: string): Leg {
  const made = pass()
  return leg(target, { ...made, context: { ...made.context, commentKey } })
}

const found = (...legs: readonly Leg[]) => legs.map((each) => ({ id: idOf(each.target, 'x', each), leg: each }))
const targets = (all: ReturnType<typeof found>, key: string) =>
  ofKey(all, key, 'gate.yml').map((each) => each.leg.target)

describe('the results of a comment', () => {
  test('are those of its key; what cannot be read stands in that of the workflow', () => {
    const all = found(keyed('a', 'gate.yml'), keyed('b', 'nightly'), broken('c'), lost('d'))
    expect(targets(all, 'gate.yml')).toEqual(['a', 'c', 'd'])
    expect(targets(all, 'nightly')).toEqual(['b'])
  })

  test('that cannot be read stand in one comment also where none is that of the workflow', () => {
    const all = found(keyed('a', 'weekly'), keyed('b', 'nightly'), broken('c'))
    expect(targets(all, 'weekly')).toEqual(['a'])
    expect(targets(all, 'nightly')).toEqual(['b', 'c'])
    expect(targets(found(broken('c')), 'weekly')).toEqual(['c'])
  })

  test('have ids that name their targets', () => {
    const ids = found(keyed('a', 'k'), lost(null), broken('c')).map(({ id }) => id)
    expect(ids).toEqual(['a:x', ':x?', 'c:x'])
    expect(targetsOf([...ids, 'unfinished'])).toEqual(['a', null, 'c'])
  })

  test('are shown by a comment that has all of them, if it has read what others could not', () => {
    expect(isShown(['a:1', 'b:2'], ['b:2'])).toBe(true)
    expect(isShown(['a:1'], ['a:1', 'b:2'])).toBe(false)
    expect(isShown(['a:1', 'b:2'], ['b:2?'])).toBe(true)
    expect(isShown(['b:2?'], ['b:2'])).toBe(false)
    expect(isShown(['b:2?'], ['b:2?'])).toBe(true)
  })
})
