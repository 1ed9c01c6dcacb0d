import { expect, test } from 'vitest'
import { type Level, worstLevel } from '../../src/result/result.ts'

test.each([
  [[], 'pass'],
  [['pass', 'warn'], 'warn'],
  [['error', 'warn'], 'error'],
  [['error', 'fail', 'pass'], 'fail'],
] as const)('%j come to %s', (levels: readonly Level[], worst) => {
  expect(worstLevel(levels)).toBe(worst)
})
