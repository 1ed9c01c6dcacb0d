import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeProfile } from '../support/decode-profile.ts'
import { decodedText } from '../support/decoded-text.ts'
import { describeRecorded } from '../support/go-tool.ts'
import { topText } from '../support/text-table.ts'

const HEAD = ['other', 'samples/count']

describe('folded stacks', () => {
  test('each line is a sample', () => {
    expect(decodedText('main;load;parse 5\nmain 3\nmain;load 0\n')).toEqual([
      ...HEAD,
      'main;load;parse 5',
      'main 3',
      'main;load 0',
    ])
  })

  test('comments, empty lines, Windows and, where people wrote it, a missing last line end are no matter', () => {
    const text = '# made by hand\r\n\r\nmain;load_[k] 5\r\nstd::map<int, int>::at;operator new \t 7 \r\nmain 1'
    expect(decodedText(text)).toEqual([...HEAD, 'main;load_[k] 5', 'std::map<int, int>::at;operator new 7', 'main 1'])
  })

  test('a count behind a space is a sample without a stack, as py-spy writes it', () => {
    expect(decodedText('main;load 5\n 3\n').slice(2)).toEqual(['main;load 5', '3'])
  })

  test('counts are exact up to 64 bits', () => {
    expect(decodedText('a;b 9007199254740993\na 9223372036854775807\n').slice(2)).toEqual([
      'a;b 9007199254740993',
      'a 9223372036854775807',
    ])
  })

  test.each([
    ['a line without a count', 'a;b 1\n// comment\na 2\n', 'line=2 detail=no-count'],
    ['a count alone', 'a;b 1\n5\na 2\n', 'line=2 detail=no-count'],
    ['a negative count', 'a;b 1\na;c -1\na 2\n', 'line=2 detail=no-count'],
    ['a count of more than 64 bits', 'a;b 9223372036854775808\n', 'line=1 detail=no-count'],
    ['a weight', 'a;b 1\na;b 1.5\n', 'line=2 detail=fraction'],
    ['an end in a line', `${'main;load 123456\n'.repeat(300)}main;load 123`, 'line=301 detail=no-line-end'],
    ['the difference of two profiles', 'a;b 10 12\na;c 4 3\n', 'line=1 detail=two-counts'],
  ])('%s is refused', (_what, text, detail) => {
    expect(decodedText(text)).toEqual([`refused: text-damaged format=folded ${detail}`])
  })

  test.each([
    ['a list without stacks', 'apples 5\npears 6\n'],
    ['a program', 'int a = 1; int b = 2\nint c = a;\nreturn c;\n'],
    ['a list with a semicolon', 'apples 5\npears 6\nplums; ripe 7\n'],
    ['a log', '2026-11-21; connection 5\nclosed\nopened\n'],
  ])('%s is text', (_what, text) => {
    expect(decodedText(text)).toEqual(['refused: not-a-profile is=text'])
  })

  test('long lines cost no more than their length', () => {
    const lines = [`a${';b'.repeat(2 ** 17)} x 5`, `a;b${' '.repeat(2 ** 18)}x${'\t'.repeat(2 ** 18)}y 5`]
    expect(decodedText(`a;b 1\na;b 2\n${lines.join('\n')}\n`).slice(4)).toEqual(lines)
  })

  test('what is printed is read again', () => {
    const frame = fc.stringMatching(/^[A-Za-z:.*()<>_[\]/]{1,9}$/)
    const stack = fc.tuple(fc.array(frame, { minLength: 2, maxLength: 9 }), fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }))
    fc.assert(
      fc.property(fc.array(stack, { minLength: 1 }), (stacks) => {
        const lines = stacks.map(([frames, count]) => `${frames.join(';')} ${count}`)
        expect(decodedText(lines.join('\n'))).toEqual([...HEAD, ...lines])
      }),
    )
  })
})

describeRecorded('recorded folded stacks', (folder) => {
  const bytes = (file: string) => new Uint8Array(readFileSync(join(folder, file)))

  test('give the tables of the same stacks as pprof', () => {
    const [text, pprof] = ['folded/pprofutils-folded.in.txt', 'folded/pprofutils-folded.in.pprof'].map((file) =>
      topText(decodeProfile(bytes(file))),
    )
    expect(text).toEqual(pprof)
    expect(text).toHaveLength(4)
  })

  test.each(['folded-crlf.txt', 'folded-utf16-le.txt', 'folded-utf16-be.txt'])('%s reads as the plain file', (file) => {
    expect(decodedText(bytes(`hostile/${file}`))).toEqual(decodedText(bytes('folded/simple.txt')))
  })

  test('a file with other lines is refused with the first of them', () => {
    expect(decodedText(bytes('hostile/folded-with-invalids.txt'))).toEqual([
      'refused: text-damaged format=folded line=2 detail=no-count',
    ])
  })
})
