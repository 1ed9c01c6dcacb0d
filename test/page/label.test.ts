import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsOf, clipToCells } from '../../src/page/label.ts'

test.each([
  ['catalog.(*Cache).Put', 20, 'catalog.(*Cache).Put'],
  ['catalog.(*Cache).Put', 19, 'catalog.(*Cache).P…'],
  ['catalog.(*Cache).Put', 3, 'ca…'],
  ['catalog.(*Cache).Put', 2, ''],
  ['ab', 2, 'ab'],
  ['日本語の関数', 12, '日本語の関数'],
  ['日本語の関数', 6, '日本…'],
  ['😀😀', 3, '😀…'],
  ['größe', 4, 'grö…'],
])('%s in %d cells: %s', (text, cells, clipped) => {
  expect(clipToCells(text, cells)).toBe(clipped)
})

test('what is clipped fits, and is the beginning of the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (text, cells) => {
      const clipped = clipToCells(text, cells)
      expect(cellsOf(clipped)).toBeLessThanOrEqual(cells)
      expect(text.startsWith(clipped.replace(/…$/, ''))).toBe(true)
    }),
  )
})
