import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCalendarDate } from '../../src/policy/calendar.ts'

describe('isCalendarDate', () => {
  it.each(['2027-02-28', '2028-02-29', '2000-02-29', '2026-12-31', '0001-01-01'])('%s is a day', (text) => {
    expect(isCalendarDate(text)).toBe(true)
  })

  it.each([
    ...['2027-02-29', '2100-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-01-32'],
    ...['2026-1-1', '26-01-01', '2026-01-01T00:00:00Z', ' 2026-01-01', '2026/01/01', '２０２６-01-01', ''],
  ])('%j is none', (text) => {
    expect(isCalendarDate(text)).toBe(false)
  })

  it('knows every day of 400 years', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 146_097 }), (days) => {
        expect(isCalendarDate(new Date(Date.UTC(1900, 0, 1 + days)).toISOString().slice(0, 10))).toBe(true)
      }),
    )
  })
})
