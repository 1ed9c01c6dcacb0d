import { describe, expect, test } from 'vitest'
import { growthBySize, possibleDonor } from '../../src/judge/moved-cost.ts'

type Row = readonly [weight: number, baseline: number, candidate: number]

function growth(...rows: readonly Row[]) {
  return growthBySize({
    weight: Float64Array.from(rows, ([weight]) => weight),
    baseline: Float64Array.from(rows, ([, baseline]) => baseline),
    candidate: Float64Array.from(rows, ([, , candidate]) => candidate),
    chance: new Float64Array(rows.length),
  })
}

const donor = (name: string, ...rows: readonly Row[]) => ({ name, growth: growth(...rows) })

describe('cost may have moved', () => {
  test.each([
    ['if others lost half of what one gained', [donor('old', [8, 10, 5])], 'old'],
    ['not if they lost less', [donor('old', [8, 10, 6])], null],
    ['if several lost it together, named by the largest', [donor('a', [8, 4, 2]), donor('b', [8, 9, 6])], 'b'],
    ['not if they lost objects of another size', [donor('old', [16, 10, 0])], null],
    ['if they lost that size, whatever else they gained', [donor('old', [8, 10, 0], [16, 0, 90])], 'old'],
    ['not if others grew besides', [donor('old', [8, 10, 0]), donor('more', [8, 0, 6])], null],
    ['not if nothing shrank', [donor('grown', [8, 1, 9])], null],
  ])('%s', (_, donors, expected) => {
    expect(possibleDonor(growth([8, 0, 10]), donors)).toBe(expected)
  })

  test('by the sizes that make up nine tenths of the growth', () => {
    const grown = growth([8, 0, 95], [16, 0, 1])
    expect(possibleDonor(grown, [donor('old', [16, 500, 0])])).toBe(null)
    expect(possibleDonor(grown, [donor('old', [8, 95, 0])])).toBe('old')
  })

  test('but not of what did not grow', () => {
    expect(possibleDonor(growth([8, 10, 10]), [donor('old', [8, 10, 0])])).toBe(null)
  })

  test('the stacks of one size add up', () => {
    expect(
      growthBySize({
        weight: Float64Array.of(8, 8),
        baseline: Float64Array.of(3, 1),
        candidate: Float64Array.of(1, 9),
        chance: Float64Array.of(0, 0),
      }),
    ).toEqual(new Map([[8, 6]]))
  })
})
