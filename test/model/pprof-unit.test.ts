import { describe, expect, test } from 'vitest'
import { scaled, scaledText } from '../../src/model/pprof-unit.ts'

describe('a value in another unit', () => {
  test.each([
    [4096, 'bytes', 'kb', 4, 'kB'],
    [4096, 'B', 'KB', 4, 'kB'],
    [1, 'megabyte', 'kilobytes', 1024, 'kB'],
    [1500, 'us', 'ms', 1.5, 'ms'],
    [-1500, 'microseconds', 'ms', -1.5, 'ms'],
    [2, 'hrs', 'seconds', 7200, 's'],
    [1500, 'milliGCU', 'GCU', 1.5, 'GCU'],
    // A unit of another family is none; then it is the usual one.
    [4096, 'kb', 'seconds', 4096 * 1024, 'B'],
    [5, 's', 'bytes', 5, 's'],
    // Of a unit that nobody knows nothing is known.
    [7, 'slots', 'kb', 7, 'kb'],
    [7, '', '', 7, ''],
    [7, 'count', 'auto', 7, ''],
  ])('%d %s in %s is %d %s', (value, from, to, expected, unit) => {
    expect(scaled(value, from, to)).toEqual({ value: expected, unit })
  })
})

describe('a value with the unit that fits', () => {
  test.each([
    [0, 'bytes', '0'],
    [1023, 'bytes', '1023B'],
    [1536, 'bytes', '1.50kB'],
    [2n ** 62n, 'bytes', '4096PB'],
    [-2048, 'bytes', '-2kB'],
    [90, 'seconds', '90s'],
    [7200, 'seconds', '2hrs'],
    [1, 'nanosecond', '1ns'],
    [12, 'count', '12'],
    [12, 'minutes', '12'],
  ])('%s %s: %s', (value, unit, expected) => {
    expect(scaledText(value, unit, 'auto')).toBe(expected)
  })
})
