import { describe, expect, test } from 'vitest'
import { textProfile } from '../support/text-profile.ts'
import { topText } from '../support/text-table.ts'

/** `flat cum own name` of each row. */
const STACKS = `
  samples/count
  main.main;lib.F@f.go:1 > lib.g@g.go:2 > lib.h@h.go:3 1
  main.main > lib.h@h.go:4 10
  [libc.so.6] 100
`

describe('without inlined functions', () => {
  test('a location is the function that the others were inlined into', () => {
    expect(topText(textProfile(STACKS), { noInlines: true })).toEqual([
      '100 100 100 [libc.so.6]',
      '10 11 10 main.main',
      '1 1 1 lib.F',
    ])
  })

  test('the line is that of the outer function', () => {
    expect(topText(textProfile(STACKS), { noInlines: true, of: 'line', focus: [/lib\.F/] })).toEqual([
      '1 1 1 lib.F f.go:1',
      '0 1 0 main.main',
    ])
  })

  test('inlined functions are found by focus and ignore all the same, as pprof does it', () => {
    expect(topText(textProfile(STACKS), { noInlines: true, focus: [/lib\.g/] })).toEqual([
      '1 1 1 lib.F',
      '0 1 0 main.main',
    ])
    expect(topText(textProfile(STACKS), { noInlines: true, ignore: [/lib\.h/] })).toEqual(['100 100 100 [libc.so.6]'])
  })
})
