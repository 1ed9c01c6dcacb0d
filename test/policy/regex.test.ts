import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileRegex, RegexError } from '../../src/policy/regex.ts'

describe('compileRegex', () => {
  it.each([
    ['Put', 'cache.(*Cache).Put', true],
    ['Put', 'cache.(*Cache).put', false],
    ['^cache', 'x/cache', false],
    ['cache$', 'x/cache', true],
    ['^cache$', 'cache\n', false],
    ['^b$', 'a\nb\nc', false],
    ['(?m)^b$', 'a\nb\nc', true],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['(?i)PUT', 'put', true],
    ['a(?i)b(?-i)c', 'aBc', true],
    ['a(?i)b(?-i)c', 'aBC', false],
    ['(?i:x)Y', 'XY', true],
    ['(?U)a+$', 'baaa', true],
    ['end\\z', 'the end', true],
    ['end\\z', 'the end\n', false],
    ['\\Astart', 'start', true],
    ['(?P<name>\\w+)\\.\\(\\*', 'cache.(*Cache)', true],
    ['(?<name>\\d{2,3})x', '1x', false],
    ['\\bPut\\b', 'x.Put(', true],
    ['\\bPut\\b', 'x.Puts', false],
    ['[[:upper:]]ache', 'Cache', true],
    ['[^a-c]x', 'bx', false],
    ['\\p{Greek}', 'λ', true],
    ['\\pL', '1', false],
    ['\\d', '٣', false],
    ['\\Qa.b(\\E', 'xa.b(', true],
    ['\\x{1F600}', '😀', true],
    ['^.$', '😀', true],
    ['\uD83D', '😀', false],
    ['a|b|', 'zzz', true],
    ['func\\d+', 'main.func12.1', true],
    ['\\(\\*Cache\\)', 'cache.(*Cache).Put', true],
    ['x*', '', true],
    ['(a{0,5}){3}b', 'aab', true],
  ])('finds %s in %j: %s', (source, text, found) => {
    expect(compileRegex(source).matches(text)).toBe(found)
  })

  it.each([
    ['(a+)+$', 'a', 'b'],
    ['(a|aa|a*)*b$', 'a', 'c'],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a', '1'],
    ['(x+x+)+y', 'x', ''],
    ['(.*)(.*)(.*)(.*)(.*)[^a]{3}', 'a', ''],
    ['a.{400}b', 'a', ''],
  ])('takes linear time for %s', (source, letter, end) => {
    const regex = compileRegex(source)
    const started = performance.now()
    expect(regex.matches(letter.repeat(100_000) + end)).toBe(false)
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it.each([
    ['a(?=b)', 1, 'lookaround'],
    ['a(?!b)', 1, 'lookaround'],
    ['(?<=a)b', 0, 'lookaround'],
    ['x(?<!a)b', 1, 'lookaround'],
    ['(a)\\1', 3, 'backreference'],
    ['(?<n>a)\\k<n>', 7, 'backreference'],
    ['(?P<n>a)(?P=n)', 8, 'backreference'],
    ['(?>a)', 0, 'atomic'],
    ['ba++', 2, 'atomic'],
    ['a{2}+', 1, 'atomic'],
    ['*.Put', 0, 'glob'],
    ['a\\Z', 1, 'end-of-text'],
    ['\\u0041', 0, 'unicode-escape'],
    ['a)', 1, null],
    ['(a))(b)', 3, null],
    ['(?=x)(?=', 0, 'lookaround'],
    ['x(ab', 0, null],
    ['[z-a]', 1, null],
    ['a{1001}', 1, null],
    ['a\\', 1, null],
    ['[(?=](?=x)', 5, 'lookaround'],
    ['\\\\1(a)\\1', 6, 'backreference'],
  ])('refuses %s at index %d', (source, index, foreign) => {
    const error = refusalOf(source)
    expect(error).toMatchObject({ index, foreign })
    expect(error.message).toContain(`at character ${index + 1}`)
  })

  it('refuses what would take long to compile', () => {
    expect(refusalOf('a'.repeat(10_001)).reason).toMatch(/longer than 10000/)
    expect(refusalOf(`${'('.repeat(4_000)}${')'.repeat(4_000)}`).reason).toMatch(/nests too deeply/)
    expect(refusalOf('a{1000}'.repeat(1_400)).reason).toMatch(/too large/)
  })

  it('throws nothing but RegexError', () => {
    const text = fc.array(fc.constantFrom(...'(?<=!P)[]{}*+\\pkZ1ab^$|-:,\uD800é'), { maxLength: 20 })
    fc.assert(
      fc.property(text, (letters) => {
        const source = letters.join('')
        try {
          compileRegex(source)
        } catch (error) {
          if (!(error instanceof RegexError)) throw error
          expect(error.index).toBeGreaterThanOrEqual(0)
          expect(error.index).toBeLessThan(source.length)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('agrees with the regular expressions of JavaScript where both mean the same', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\.', '(?:ab|b)', '(a)')
    const piece = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{1,2}')).map((parts) => parts.join(''))
    const source = fc
      .tuple(fc.constantFrom('', '^'), fc.array(piece, { maxLength: 5 }), fc.constantFrom('', '$'))
      .map(([start, pieces, end]) => start + pieces.join('') + end)
    const text = fc.array(fc.constantFrom('a', 'b', '.', 'c'), { maxLength: 8 }).map((letters) => letters.join(''))
    fc.assert(
      fc.property(source, text, (pattern, subject) => {
        expect(compileRegex(pattern).matches(subject)).toBe(new RegExp(pattern, 'u').test(subject))
      }),
      { numRuns: 1_000 },
    )
  })
})

function refusalOf(source: string): RegexError {
  try {
    compileRegex(source)
  } catch (error) {
    if (error instanceof RegexError) return error
    throw error
  }
  throw new Error(`${source} was accepted`)
}
