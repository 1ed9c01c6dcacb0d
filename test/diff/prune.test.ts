import { expect, test } from 'vitest'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile } from '../support/encode-profile.ts'
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

test('a function without a name never matches', () => {
  const profile = decodeProfile(
    encodeProfile({
      dropFrames: '.*',
      keepFrames: 'main',
      sampleTypes: [['samples', 'count']],
      functions: [{ id: 1, name: 'main' }, { id: 2 }],
      locations: [1, 2].map((id) => ({ id, lines: [{ function: id }] })),
      samples: [{ locations: [2, 1], values: [5] }],
    }),
  )
  expect([...pruned(profile).samples.stackStart]).toEqual([0, 2])
})
