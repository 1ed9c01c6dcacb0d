import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { durationMs, durationText } from '../../src/capture/duration.ts'

describe('a duration', () => {
  it.each([
    ['0', 0],
    ['0s', 0],
    ['30s', 30_000],
    ['1.5s', 1500],
    ['500ms', 500],
    ['1m30s', 90_000],
    ['2m', 120_000],
    ['1h1m1s1ms', 3_661_001],
    ['24h', 86_400_000],
  ])('is read as Go writes it: %s', (text, ms) => {
    expect(durationMs(text)).toBe(ms)
  })

  it.each(['', '30', '30 s', '-1s', 's', '1s1m', '30sec', '25h', '1e3s', '٣s', '99999999s'])('is none: %j', (text) => {
    expect(durationMs(text)).toBeNull()
  })

  it('is written as it is read, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_400 }), (seconds) => {
        expect(durationMs(durationText(seconds * 1000))).toBe(seconds * 1000)
      }),
    )
    expect([0, 999].map(durationText)).toEqual(['0s', '999ms'])
  })
})
