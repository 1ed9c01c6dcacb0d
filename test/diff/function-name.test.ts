import { expect, test } from 'vitest'
import { cleanPath, printedFile, printedName } from '../../src/diff/function-name.ts'
import type { FunctionId } from '../../src/model/profile.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile, type PlainFunction } from '../support/encode-profile.ts'
import { PRINTED_FILES, PRINTED_NAMES } from './function-name-cases.ts'

const profileOf = (only: Omit<PlainFunction, 'id'>) => decodeProfile(encodeProfile({ functions: [{ id: 1, ...only }] }))

test.each(PRINTED_NAMES)('the name %j of the symbol %j is printed as %j', (name, systemName, printed) => {
  expect(printedName(profileOf({ name, systemName }), 0 as FunctionId)).toBe(printed)
})

test.each(PRINTED_FILES)('the file %j is printed as %j', (file, printed) => {
  expect(printedFile(profileOf({ file }), 0 as FunctionId)).toBe(printed)
})

// From the tests of Go's path/filepath.
test.each([
  ['abc', 'abc'],
  ['abc/def', 'abc/def'],
  ['a/b/c', 'a/b/c'],
  ['.', '.'],
  ['../..', '../..'],
  ['../../abc', '../../abc'],
  ['/abc', '/abc'],
  ['/', '/'],
  ['abc/', 'abc'],
  ['a/b/c/', 'a/b/c'],
  ['../../', '../..'],
  ['/abc/', '/abc'],
  ['abc//def//ghi', 'abc/def/ghi'],
  ['//abc', '/abc'],
  ['///abc', '/abc'],
  ['abc//', 'abc'],
  ['abc/./def', 'abc/def'],
  ['/./abc/def', '/abc/def'],
  ['abc/.', 'abc'],
  ['abc/def/ghi/../jkl', 'abc/def/jkl'],
  ['abc/def/../ghi/../jkl', 'abc/jkl'],
  ['abc/def/..', 'abc'],
  ['abc/def/../..', '.'],
  ['/abc/def/../..', '/'],
  ['abc/def/../../..', '..'],
  ['/abc/def/../../..', '/'],
  ['abc/def/../../../ghi/jkl/../../../mno', '../../mno'],
  ['/../abc', '/abc'],
  ['a/../b:/../../c', '../c'],
  ['abc/./../def', 'def'],
  ['abc//./../def', 'def'],
  ['abc/../../././../def', '../../def'],
])('the path %s is %s when it is clean', (path, clean) => {
  expect(cleanPath(path)).toBe(clean)
})

test('a name of a million characters takes no time', () => {
  const start = performance.now()
  for (const part of ['()', '<>', '(<', ')', '(a)b']) {
    const name = `a::${part.repeat(1_000_000 / part.length)}`
    printedName(profileOf({ name }), 0 as FunctionId)
  }
  expect(performance.now() - start).toBeLessThan(5000)
})
