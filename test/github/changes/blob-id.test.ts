import { expect, test } from 'vitest'
import { isBlob } from '../../../src/github/changes/blob-id.ts'

/** As `git hash-object` prints them for `a\nb\n`. */
const SHA1 = '422c2b7ab3b3c668038da977e4e93a5fc623169c'
const SHA256 = '55531aae34a8648f19a1cde6a3484432efea398cd705d5e4b201fd0fc1f8ded7'

test.each([
  ['its content', 'a\nb\n', SHA1, true],
  ['its content as Windows has it', 'a\r\nb\r\n', SHA1, true],
  ['its content, by a longer id', 'a\nb\n', SHA256, true],
  ['another content', 'a\nc\n', SHA1, false],
  ['no content', '', SHA1, false],
  ['bytes that are no text', Uint8Array.of(0xff, 0x0a), SHA1, false],
  ['another kind of id', 'a\nb\n', 'x', false],
])('a blob is known by %s', (_, content, id, expected) => {
  expect(isBlob(Buffer.from(content), id)).toBe(expected)
})
