import { describe, expect, test } from 'vitest'
import { changeKind, noiseOf } from '../../src/page/change.ts'

const BAND = { total: 1000, totalNoise: 0 }

describe('kinds of change', () => {
  test.each([
    [100, 150, 'grew'],
    [150, 100, 'shrank'],
    [0, 50, 'new'],
    [50, 0, 'gone'],
    [100, 100, 'same'],
    [0, 0, 'same'],
  ])('%d to %d: %s', (baseline, candidate, kind) => {
    expect(changeKind({ baseline, candidate }, BAND)).toBe(kind)
  })

  test('less than a five-hundredth of the total is not worth a colour, even if it is new', () => {
    expect(changeKind({ baseline: 0, candidate: 2 }, BAND)).toBe('same')
    expect(changeKind({ baseline: 0, candidate: 2.1 }, BAND)).toBe('new')
  })

  test('nor is less than three hundredths of the value itself', () => {
    expect(changeKind({ baseline: 485, candidate: 500 }, BAND)).toBe('same')
    expect(changeKind({ baseline: 484, candidate: 500 }, BAND)).toBe('grew')
  })
})

describe('noise of a part', () => {
  test('is that of the total for the total', () => {
    expect(noiseOf(1000, { total: 1000, totalNoise: 300 })).toBe(300)
  })

  test('falls with the square root of the part', () => {
    expect(noiseOf(10, { total: 1000, totalNoise: 300 })).toBe(30)
  })

  test('without anything to compare with nothing is a change', () => {
    expect(changeKind({ baseline: 0, candidate: 500 }, { total: Number.POSITIVE_INFINITY, totalNoise: 0 })).toBe('same')
  })
})
