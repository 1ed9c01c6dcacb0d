import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { goLabels } from '../../src/decode/go-labels.ts'

/** As Go's %q prints text that has no character beyond Latin. */
function quoted(text: string): string {
  const escaped = text.replace(/["\\\n\t\x00-\x1f\x7f-\xff]/g, (character) => {
    if (character === '"' || character === '\\') return `\\${character}`
    if (character === '\n') return '\\n'
    const code = character.charCodeAt(0)
    return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
  return `"${escaped}"`
}

describe('labels of goroutines', () => {
  test('that Go has printed are read as they were', () => {
    const word = fc.string({ unit: fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code)) })
    const space = fc.constantFrom('', ' ')
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word)), space, (pairs, gap) => {
        const text = `{${pairs.map(([key, value]) => `${quoted(key)}:${gap}${quoted(value)}`).join(', ')}} and more`
        const labels = pairs.map(([key, value]) => ({ key, text: value }))
        expect(goLabels(text, 0)).toEqual({ labels, end: text.length - ' and more'.length })
      }),
    )
  })

  test.each([
    ['bare words', '{path: /a/b=c, n: 5}', { path: '/a/b=c', n: '5' }],
    ['letters with a code', '{"a":"\\u00fc\\U0001f600\\x41\\a"}', { a: 'ü😀A\x07' }],
    ['bytes that are no UTF-8', '{"a":"\\xff\\xfe"}', { a: '\ufffd\ufffd' }],
    ['nothing', '{}', {}],
  ])('may be %s', (_name, text, expected) => {
    const labels = Object.entries(expected).map(([key, value]) => ({ key, text: value }))
    expect(goLabels(text, 0)).toEqual({ labels, end: text.length })
  })

  test.each([
    '{',
    '{"a"',
    '{"a":',
    '{"a":"b',
    '{"a":"b"',
    '{"a":"b",',
    '{"a" "b"}',
    '{"a":"\\q"}',
    '{"a":"\\u00"}',
    '{:b}',
  ])('are not %s', (text) => {
    expect(goLabels(text, 0)).toBeNull()
  })

  test('are not letters beyond the last', () => {
    expect(goLabels('{"a":"\\U00110000"}', 0)).toBeNull()
  })
})
