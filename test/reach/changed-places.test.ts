import { describe, expect, test } from 'vitest'
import { type ChangedFile, ChangedLines } from '../../src/reach/changed-lines.ts'
import { ChangedPlaces } from '../../src/reach/changed-places.ts'

const SOURCE = ['package p', '', 'func f() {', '\ta()', '\tb()', '}', '', 'func g() {', '\tc()', '}', ''].join('\n')

function places(change: ChangedFile['change'], path = 'p/p.go', source: string | null = SOURCE) {
  return new ChangedPlaces({
    lines: new ChangedLines([{ path, change }]),
    pathOf: (file) => (file.startsWith('/src/') ? file.slice('/src/'.length) : null),
    sourceOf: () => source,
  })
}

const lines = (added: readonly (readonly [number, number])[], cuts: readonly number[] = []) =>
  ({ kind: 'lines', added: added.map(([first, last]) => ({ first, last })), cuts }) as const

describe('a place', () => {
  test.each([
    ['on a changed line', lines([[4, 4]]), 4, 'line'],
    ['on the last of many', lines([[1, 1], [4, 9]]), 9, 'line'], // biome-ignore format: a table
    ['in a function with a changed line', lines([[4, 4]]), 5, 'function'],
    ['in a function that lost a line', lines([], [4]), 5, 'function'],
    ['behind a line that was taken out after the function', lines([], [6]), 5, 'none'],
    ['in front of a function that lost a line', lines([], [2]), 4, 'none'],
    ['in another function', lines([[4, 4]]), 9, 'none'],
    ['of a file that is new', { kind: 'whole' } as const, 9, 'line'],
    ['of no line in a file that is new', { kind: 'whole' } as const, null, 'function'],
    ['of no line', lines([[4, 4]]), null, 'none'],
    ['of a file of which nobody knows the lines', { kind: 'unknown' } as const, 4, 'none'],
  ])('%s', (_, change, line, expected) => {
    const at = places(change)
    expect(at.at({ file: '/src/p/p.go', line })).toBe(expected)
    expect(at.changedLine({ file: '/src/p/p.go', line })).toBe(expected === 'line' ? 'p/p.go' : null)
  })

  test.each([
    ['of another file of that name', '/src/q/p.go'],
    ['of a file that the repository has not', '/elsewhere/p.go'],
    ['of another file', '/src/p/q.go'],
    ['of no file', null],
  ])('%s was not changed', (_, file) => {
    expect(places({ kind: 'whole' }).at({ file, line: 4 })).toBe('none')
  })

  test.each([
    ['whose source cannot be read', 'p/p.go', null],
    ['of another language', 'p/p.js', SOURCE],
  ])('of a file %s is told by its line alone', (_, path, source) => {
    const at = places(lines([[4, 4]]), path, source)
    expect([4, 5].map((line) => at.at({ file: `/src/${path}`, line }))).toEqual(['line', 'none'])
  })
})
