import { expect, test } from 'vitest'
import { exitCodeOf, type Level, worstLevel } from '../../src/result/result.ts'

test.each([
  [[], 'pass', 0],
  [['pass', 'warn'], 'warn', 0],
  [['error', 'warn'], 'error', 2],
  [['error', 'fail', 'pass'], 'fail', 1],
] as const)('%j come to %s, exit code %i', (levels: readonly Level[], worst, code) => {
  expect(worstLevel(levels)).toBe(worst)
  expect(exitCodeOf(worst)).toBe(code)
})
