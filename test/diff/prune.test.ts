import { expect, test } from 'vitest'
import { pruned } from '../support/pruned.ts'
import { textProfile } from '../support/text-profile.ts'
import { topOf } from '../support/text-table.ts'
import { PRUNINGS } from './prune-cases.ts'

test.each(PRUNINGS)('%s', (_name, stacks, dropFrames, keepFrames, rows) => {
  const profile = pruned(textProfile(`samples/count\n${stacks}`, { dropFrames, keepFrames }))
  expect(topOf([profile]).rows.map(({ flat, cum, name }) => `${flat} ${cum} ${name}`)).toEqual(rows)
})

test('values, labels and the total are what they were', () => {
  const profile = textProfile('samples/count\nmain@a.go:3;f@b.go:5 > malloc@c.go:7 5\n- 9', { dropFrames: 'malloc' })
  const { samples, locations } = pruned(profile)
  expect(samples.values).toEqual(profile.samples.values)
  expect(samples.labelStart).toEqual(profile.samples.labelStart)
  expect([...samples.stackStart]).toEqual([0, 2, 2])
  expect([...locations.lineNumber]).toEqual([3, 5])
})
