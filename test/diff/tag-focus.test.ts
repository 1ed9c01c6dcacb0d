import { expect, test } from 'vitest'
import { tagFocus } from '../../src/diff/tag-focus.ts'
import { compileRegex, RegexError } from '../../src/policy/regex.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import { topOf } from '../support/text-table.ts'
import { TAG_FOCUSES, TAGGED } from './tag-focus-cases.ts'

const tagged = decodeProfile(encodeProfile(TAGGED))

/** The functions whose samples are kept. */
function kept(options: Parameters<typeof topOf>[1]): string {
  const { rows } = topOf([tagged], options)
  return rows
    .map(({ name }) => name.replace('main.', ''))
    .sort()
    .join(' ')
}

test.each(TAG_FOCUSES)('%s keeps: %s', (source, expected) => {
  expect(kept({ tagFocus: source })).toBe(expected)
})

test('what is in focus by its stack and by its labels is kept', () => {
  expect(kept({ tagFocus: 'acme', focus: [/f2|f3/] })).toBe('f2')
  expect(kept({ tagFocus: 'acme', ignore: [/f2/] })).toBe('f1')
})

test('a wrong regular expression, or a number beyond 64 bits, is said', () => {
  expect(() => tagFocus('tenant=(', compileRegex)).toThrow(RegexError)
  expect(() => tagFocus('99999999999999999999kb:', compileRegex)).toThrow(RangeError)
})
