import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Address, readAddress, VIEW_KINDS, writeAddress } from '../../src/page/address.ts'
import { WIDTH_MODES } from '../../src/page/layout.ts'

const DEFAULTS: Address = {
  profile: 'heap.pb.gz',
  metric: 'inuse_space',
  view: 'flame',
  width: 'growth',
  function: '',
  search: '',
  own: false,
}

/** Text that an address can hold: no half characters. */
const anyText = fc.string({ unit: 'grapheme', maxLength: 12 })

const anyAddress: fc.Arbitrary<Address> = fc.record({
  profile: fc.oneof(fc.constant(DEFAULTS.profile), anyText),
  metric: fc.oneof(fc.constant(DEFAULTS.metric), anyText),
  view: fc.constantFrom(...VIEW_KINDS),
  width: fc.constantFrom(...WIDTH_MODES),
  function: anyText,
  search: anyText,
  own: fc.boolean(),
})

test('what is written is read as it was', () => {
  fc.assert(
    fc.property(anyAddress, fc.boolean(), (address, isOwnDefault) => {
      const defaults = { ...DEFAULTS, own: isOwnDefault }
      const written = writeAddress(address, defaults)
      expect(readAddress(`#${written}`, defaults) ?? defaults).toEqual(address)
    }),
  )
})

test('what is as it is by default is left out', () => {
  expect(writeAddress(DEFAULTS, DEFAULTS)).toBe('')
  expect(writeAddress({ ...DEFAULTS, width: 'candidate', function: 'a.(*B).C', own: true }, DEFAULTS)).toBe(
    'width=candidate&function=a.%28*B%29.C&own=1',
  )
})

test('a link of the tables is read', () => {
  expect(readAddress('#profile=cpu.pb.gz&metric=cpu&view=function&function=main.f', DEFAULTS)).toEqual({
    ...DEFAULTS,
    profile: 'cpu.pb.gz',
    metric: 'cpu',
    view: 'function',
    function: 'main.f',
  })
})

test('another profile starts with its own first metric', () => {
  expect(readAddress('#profile=cpu.pb.gz', DEFAULTS)?.metric).toBe('')
})

test.each(['', '#', '#checks', '#__proto__=1', '#constructor=x&toString=y'])('%j says nothing of ours', (fragment) => {
  expect(readAddress(fragment, DEFAULTS)).toBeNull()
})

test('words that are not known are as if they were not there', () => {
  expect(readAddress('#view=__proto__&width=huge&own=yes', DEFAULTS)).toEqual(DEFAULTS)
})
