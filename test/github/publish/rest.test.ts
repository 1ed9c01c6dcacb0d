import { expect, test } from 'vitest'
import { rest, restMs } from '../../../src/github/publish/rest.ts'

test('few jobs do not wait for each other', async () => {
  expect(restMs(4, 0.99)).toBe(0)
  await rest(1)
})

test.each([
  [20, 0, 0],
  [20, 0.5, 1_000],
  [256, 0.999, 4_995],
])('of %i jobs one that draws %d waits %d ms', (legs, random, ms) => {
  expect(restMs(legs, random)).toBeCloseTo(ms)
})
