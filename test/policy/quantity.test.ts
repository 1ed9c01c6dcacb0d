import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { QUANTITY_PATTERN, readQuantity } from '../../src/policy/quantity.ts'

describe('readQuantity', () => {
  it.each([
    ['0', 0, 'plain'],
    ['50', 50, 'plain'],
    ['2.5', 2.5, 'plain'],
    ['1B', 1, 'bytes'],
    ['64KiB', 65_536, 'bytes'],
    ['1.5MiB', 1_572_864, 'bytes'],
    ['2GiB', 2_147_483_648, 'bytes'],
    ['3kB', 3_000, 'bytes'],
    ['0.1MB', 100_000, 'bytes'],
    ['1.1GB', 1_100_000_000, 'bytes'],
    ['0.3KiB', 307.2, 'bytes'],
    ['7ns', 7, 'nanoseconds'],
    ['1.001us', 1_001, 'nanoseconds'],
    ['50ms', 50_000_000, 'nanoseconds'],
    ['4.35s', 4_350_000_000, 'nanoseconds'],
    ['9007199254740991', 9_007_199_254_740_991, 'plain'],
    ['007', 7, 'plain'],
  ])('reads %s', (text, value, unit) => {
    expect(readQuantity(text)).toEqual({ kind: 'quantity', quantity: { value, unit, text } })
  })

  it('takes a number as it is', () => {
    expect(readQuantity(12.25)).toEqual({ kind: 'quantity', quantity: { value: 12.25, unit: 'plain', text: '12.25' } })
  })

  it.each([
    ['4 MiB', 'malformed', '4MiB'],
    ['+4MiB', 'malformed', '4MiB'],
    ['4mib', 'malformed', '4MiB'],
    ['4M', 'malformed', '4MiB'],
    ['4KB', 'malformed', '4kB'],
    ['1.5 bytes', 'malformed', '1.5B'],
    ['5µs', 'malformed', '5us'],
    ['5 seconds', 'malformed', '5s'],
    ['5m', 'malformed', null],
    ['5TiB', 'malformed', null],
    ['5constructor', 'malformed', null],
    ['.5MiB', 'malformed', null],
    ['1e6', 'malformed', null],
    ['1,000', 'malformed', null],
    ['10%', 'malformed', null],
    ['', 'malformed', null],
    ['-4MiB', 'negative', null],
    ['8388608GiB', 'too-large', null],
    ['9007199254740992', 'too-large', null],
    ['9'.repeat(1_000), 'too-large', null],
  ])('does not read %s: %s, %s', (text, kind, instead) => {
    expect(readQuantity(text)).toEqual({ kind, instead })
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('does not take the number %d', (number) => {
    expect(readQuantity(number).kind).not.toBe('quantity')
  })

  it('reads exactly what the JSON Schema lets through, but for size', () => {
    const letter = fc.constantFrom(...'0159.KMGkiBnums -+')
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 7 }), (letters) => {
        const text = letters.join('')
        expect(readQuantity(text).kind === 'quantity').toBe(new RegExp(QUANTITY_PATTERN).test(text.trim()))
      }),
      { numRuns: 2_000 },
    )
  })
})
