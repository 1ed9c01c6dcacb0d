import { expect, test } from 'vitest'
import { Frames } from '../../src/diff/frames.ts'
import { Places } from '../../src/diff/places.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import { textProfile } from '../support/text-profile.ts'

test('a place has one number on both sides, whatever the profile calls it', () => {
  const places = new Places()
  const [before, after] = ['f@a.go:1;g@a.go:1;f@a.go:2 1', 'g@a.go:1;f@b.go:1;f@a.go:1 1'].map(
    (stack) => new Frames(textProfile(`samples/count\n${stack}`)),
  )
  if (before === undefined || after === undefined) throw new Error('no frames')
  const old = [...places.assign(before)]
  const young = [...places.assign(after)]
  const text = (place: number) => Object.values(places.source(place)).join(' ')
  expect(old.map(text)).toEqual(['f a.go 1', 'g a.go 1', 'f a.go 2'])
  expect(new Set(old).size).toBe(3)
  expect(young.map(text).sort()).toEqual(['f a.go 1', 'f b.go 1', 'g a.go 1'])
  expect(places.count).toBe(4)
})

test('a function without a name is in as many places as binaries', () => {
  const profile = decodeProfile(
    encodeProfile({
      mappings: [
        { id: 1, file: '/bin/a' },
        { id: 2, file: '/bin/b' },
      ],
      functions: [{ id: 1 }],
      locations: [1, 2].map((id) => ({ id, mapping: id, lines: [{ function: 1, line: 7 }] })),
    }),
  )
  const places = new Places()
  expect([...places.assign(new Frames(profile))].map((place) => places.source(place).name)).toEqual(['[a]', '[b]'])
})

test('lines that no source has share a place, and do not collide with those of another function', () => {
  const profile = decodeProfile(
    encodeProfile({
      functions: [
        { id: 1, name: 'f' },
        { id: 2, name: 'g' },
      ],
      locations: [-1n, 2n ** 24n, 2n ** 62n, 1n]
        .map((line, at) => ({ id: at + 1, lines: [{ function: 1, line }] }))
        .concat([{ id: 5, lines: [{ function: 2, line: 0n }] }]),
    }),
  )
  const numbers = [...new Places().assign(new Frames(profile))]
  expect(new Set(numbers.slice(0, 3)).size).toBe(1)
  expect(new Set(numbers).size).toBe(3)
})
