import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeFrame } from '../../src/policy/frame.ts'
import { lineText, positionAt, sourceOf } from '../../src/policy/source.ts'
import { quoted, visible } from '../../src/policy/visible.ts'

describe('codeFrame', () => {
  it('shows two lines before the marked one', () => {
    const source = sourceOf('f', 'one\ntwo\nthree\nfour\nfive')
    expect(codeFrame(source, { line: 4, column: 2 }, 4)).toEqual({
      lines: [
        { line: 2, text: 'two' },
        { line: 3, text: 'three' },
        { line: 4, text: 'four' },
      ],
      caretStart: 1,
      caretLength: 2,
    })
  })

  it('marks a place behind the end of a line', () => {
    expect(codeFrame(sourceOf('f', 'ab'), { line: 1, column: 3 }, 4)).toMatchObject({ caretStart: 2, caretLength: 1 })
  })

  it('keeps the mark under its text, whatever stands before it', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '\t', '\u202e', '\u001b', 'é', '😀', '\uD800'),
      maxLength: 400,
    })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const source = sourceOf('f', `${before}MARK${after}`)
        const start = before.length + 1
        const { lines, caretStart, caretLength } = codeFrame(source, { line: 1, column: start }, start + 4)
        const shown = lines[0]?.text ?? ''
        expect(shown.length).toBeLessThanOrEqual(160)
        expect(caretStart + caretLength).toBeLessThanOrEqual(160)
        if (before.length < 20) expect(shown.slice(caretStart, caretStart + caretLength)).toBe('MARK')
      }),
    )
  })
})

describe('positions', () => {
  it('count lines and columns from 1, without a byte order mark', () => {
    const source = sourceOf('f', '\uFEFFab\r\ncd\n')
    expect([0, 2, 4, 6, 7, 99].map((offset) => positionAt(source, offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 2, column: 3 },
      { line: 3, column: 1 },
      { line: 3, column: 1 },
    ])
    expect([1, 2, 3, 4].map((line) => lineText(source, line))).toEqual(['ab', 'cd', '', ''])
  })
})

describe('visible', () => {
  it('writes out what a reader would not see', () => {
    expect(visible('a\tb\u001b[2J\u202ec\uFEFF\u2028\uD800é😀')).toBe(
      'a→b<U+001B>[2J<U+202E>c<U+FEFF><U+2028><U+D800>é😀',
    )
  })

  it('is kept short and free of backticks in messages', () => {
    expect(quoted(`a\`b${'x'.repeat(100)}`)).toBe(`\`a'b${'x'.repeat(56)}…\``)
  })
})
