import { describe, expect, test } from 'vitest'
import { FileCommandError, parsePairs } from './file-command.ts'

describe('an environment file', () => {
  test.each([
    ['', []],
    [
      'a=1\nb=2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['a=1=2\n', [['a', '1=2']]],
    ['a=\n', [['a', '']]],
    ['\n\na=1\n\n', [['a', '1']]],
    ['a=1\r\n', [['a', '1\r']]],
    ['a=x<<y\n', [['a', 'x<<y']]],
    ['a<<END\none\ntwo\nEND\n', [['a', 'one\ntwo']]],
    ['a<<END\nEND\n', [['a', '']]],
    ['a<<END\n\nEND', [['a', '']]],
    [
      'a<<END\nb=2\n END\nEND\nc=3',
      [
        ['a', 'b=2\n END'],
        ['c', '3'],
      ],
    ],
    ['a<<x=y\n1\nx=y\n', [['a', '1']]],
    ['\uFEFFa=1', [['a', '1']]],
  ])('%j has the pairs %j', (text, pairs) => {
    expect(parsePairs(text)).toEqual(pairs)
  })

  test.each([
    ['a', "Invalid format 'a'"],
    ['=1', 'Name must not be empty'],
    ['<<END\nEND', 'Name must not be empty'],
    ['a<<\n1\n', 'delimiter must not be empty'],
    ['a<<END\n1\n', "Matching delimiter not found 'END'"],
    ['a<<END\n1\nEND \n', "Matching delimiter not found 'END'"],
  ])('%j is refused: %s', (text, message) => {
    expect(() => parsePairs(text)).toThrow(FileCommandError)
    expect(() => parsePairs(text)).toThrow(message)
  })
})
