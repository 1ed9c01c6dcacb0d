import { describe, expect, test } from 'vitest'
import { goCountText } from '../../src/decode/go-count-text.ts'
import type { Profile } from '../../src/model/profile.ts'
import { sampleLines } from '../support/sample-lines.ts'

const GOROUTINES = `goroutine profile: total 5
3 @ 0x47e34e 0x415bce 0x4de954 0x4849c1
#	0x4de953	main.(*queue).drain+0x33	/src/main.go:56

2 @ 0x47e34e 0x45f866 0x4df04f 0x4849c1
# labels: {"request":"0", "tri\\"cky":"a, b}\\nü\\t"}
#	0x45f865	main.wait.func2+0xe	/src/main.go:69
#	0x4df04e	main.main+0x2e		/src/with space/main.go:12

`

function countsOf(text: string): Profile {
  const profile = goCountText.decode(text)[0]?.runs[0]
  if (profile === undefined) throw new Error('no profile')
  return profile
}

describe('the text of a Go profile that counts stacks', () => {
  test('has the stacks of the symbols, counts and labels', () => {
    expect(sampleLines(countsOf(GOROUTINES), { places: true })).toEqual([
      'main.(*queue).drain@main.go:56 3',
      'main.main@main.go:12;main.wait.func2@main.go:69 2 request=0 tri"cky=a, b}\nü\t',
    ])
  })

  test('is read with the line ends of Windows, and without white space at its end', () => {
    const expected = sampleLines(countsOf(GOROUTINES))
    expect(sampleLines(countsOf(GOROUTINES.replaceAll('\n', '\r\n')))).toEqual(expected)
    expect(sampleLines(countsOf(GOROUTINES.trimEnd()))).toEqual(expected)
  })

  test('is read where spaces stand for tabs', () => {
    expect(sampleLines(countsOf(GOROUTINES.replaceAll('\t', '    ')), { places: true })).toEqual(
      sampleLines(countsOf(GOROUTINES), { places: true }),
    )
  })

  test('has nameless frames where there are no symbols', () => {
    expect(sampleLines(countsOf('goroutine profile: total 2\n2 @ 0x1 0x2\n'))).toEqual(['?;? 2'])
  })

  test('names by symbols only what has a name', () => {
    const text = 'goroutine profile: total 1\n1 @ 0x2 0x13\n#\t0x1\n#\t0x12\tmain.f+0x2\t/src/f.go:1\n\n'
    expect(sampleLines(countsOf(text))).toEqual(['main.f;? 1'])
  })

  describe('has threads without a stack', () => {
    test.each([
      ['without addresses', '4 @\n#\t0x0\n\n'],
      ['with a space after the sign', '4 @ \n#\t0x0\n\n'],
      ['without the address that is none', '4 @\n\n'],
    ])('%s', (_name, record) => {
      const text = `threadcreate profile: total 5\n1 @ 0x450f45\n#\t0x450f44\tmain.f+0x4\t/src/f.go:7\n\n${record}`
      expect(sampleLines(countsOf(text))).toEqual(['main.f 1', '- 4'])
      expect(sampleLines(countsOf(text.trimEnd()))).toEqual(['main.f 1', '- 4'])
    })
  })

  test('has nameless frames for the unused places of a stack, as the protobuf form', () => {
    const text = `threadcreate profile: total 5
4 @ 0x0 0x0 0x0
#	0x0

1 @ 0x450f45 0x0 0x0
#	0x450f44	main.f+0x4	/src/f.go:7

`
    expect(sampleLines(countsOf(text))).toEqual(['?;?;? 4', '?;?;main.f 1'])
    expect(sampleLines(countsOf(text.trimEnd()))).toEqual(['?;?;? 4', '?;?;main.f 1'])
  })

  test.each([
    ['goroutine', 'goroutine'],
    ['goroutineleak', 'goroutineleak'],
    ['threadcreate', 'threadcreate'],
    ['example.com/open', null],
    ['heap', null],
  ])('called %s is of the kind %s', (name, kind) => {
    const [decoded] = goCountText.decode(`${name} profile: total 1\n1 @ 0x1\n`)
    const type = { type: name, unit: 'count' }
    expect(decoded).toMatchObject({ kind, runs: [{ sampleTypes: [type], periodType: type, period: 1 }] })
  })

  test('of nothing has no samples', () => {
    expect(sampleLines(countsOf('goroutineleak profile: total 0\n'))).toEqual([])
  })

  describe('shows what is inlined as one place:', () => {
    const stack = (...symbols: readonly (readonly [pc: number, name: string, entry: number])[]) => {
      const hex = (value: number) => `0x${value.toString(16)}`
      const lines = symbols.map(
        ([pc, name, entry], at) => `#\t${hex(pc)}\t${name}+${hex(pc - entry)}\t/f.go:${at + 1}\n`,
      )
      const addresses = symbols.map(([pc]) => ` ${hex(pc + 1)}`)
      return sampleLines(countsOf(`goroutine profile: total 1\n1 @${addresses.join('')}\n${lines.join('')}\n`))
    }
    test.each([
      [
        'nothing',
        [
          [0x110, 'f', 0x100],
          [0x220, 'g', 0x200],
        ],
        'g;f 1',
      ],
      [
        'one function in another',
        [
          [0x111, 'f', 0x100],
          [0x110, 'g', 0x100],
          [0x220, 'h', 0x200],
        ],
        'h;g > f 1',
      ],
      [
        'several, with the address that older versions give all',
        [
          [0x110, 'e', 0x100],
          [0x110, 'f', 0x100],
          [0x110, 'g', 0x100],
        ],
        'g > f > e 1',
      ],
      [
        'no recursion',
        [
          [0x110, 'f', 0x100],
          [0x110, 'f', 0x100],
          [0x120, 'f', 0x100],
        ],
        'f;f;f 1',
      ],
      [
        'recursion through an inlined function',
        [
          [0x120, 'f', 0x100],
          [0x111, 'g', 0x100],
          [0x110, 'f', 0x100],
        ],
        'f > g;f 1',
      ],
    ] as const)('%s', (_name, symbols, expected) => {
      expect(stack(...symbols)).toEqual([expected])
    })
  })

  describe('is refused, with the line,', () => {
    const at = (part: string) => GOROUTINES.slice(0, GOROUTINES.indexOf(part))
    test.each([
      ['when rows are missing', at('2 @'), 1, 'totals'],
      ['when it ends after a row', at('# labels'), 5, 'cut-off'],
      ['when it ends inside labels', at('cky'), 6, 'labels'],
      ['when it ends after labels', at('#\t0x45f865'), 6, 'cut-off'],
      ['when it ends inside a stack', at('#\t0x4df04e'), 7, 'cut-off'],
      ['when it ends inside a function', at('0x2e'), 8, 'symbol'],
      ['when it ends before the number of a line', at('12\n\n'), 8, 'symbol'],
      ['when a count is none', 'goroutine profile: total 1\n-1 @ 0x1\n', 2, 'row'],
      ['when a row is no row', 'goroutine profile: total 1\n1 goroutine\n', 2, 'row'],
      ['when the total is too large', 'goroutine profile: total 9223372036854775808\n', 1, 'number'],
    ])('%s', (_name, text, line, detail) => {
      const reason = { code: 'text-damaged', args: { format: 'go-count-text', line, detail } }
      expect(() => goCountText.decode(text)).toThrow(expect.objectContaining({ reason }))
    })
  })

  test('is nothing that only speaks of profiles', () => {
    expect(goCountText.recognises(GOROUTINES)).toBe(true)
    for (const other of ['my goroutine profile: total 5\n', 'goroutine profile: total 5 of 7\n', 'x'.repeat(1e6)]) {
      expect(goCountText.recognises(other)).toBe(false)
    }
  })
})
