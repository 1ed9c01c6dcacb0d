import { describe, expect, test } from 'vitest'
import { StringTable } from '../../src/model/string-table.ts'

/** A table as a file has it: each text behind some other bytes. */
function tableOf(texts: readonly (string | Uint8Array)[], between: readonly number[] = [0x32, 0x05]): StringTable {
  const bytes: number[] = [1, 2, 3]
  const starts: number[] = []
  const lengths: number[] = []
  for (const text of texts) {
    const encoded = typeof text === 'string' ? new TextEncoder().encode(text) : text
    bytes.push(...between)
    starts.push(bytes.length)
    lengths.push(encoded.length)
    bytes.push(...encoded)
  }
  return new StringTable(Uint8Array.from(bytes), Uint32Array.from(starts), Uint32Array.from(lengths))
}

const LONG = 'a'.repeat(300)

describe('a table of strings', () => {
  test.each<[name: string, texts: readonly string[], between?: readonly number[]]>([
    ['plain', ['', 'main.main', 'shop/a.(*T).Do']],
    ['whose lengths are no characters', ['', LONG, 'b'], [0x32, 0xac, 0x02]],
    ['whose lengths look like the start of a character', ['', LONG, 'b'], [0x32, 0xc3, 0x01]],
    ['of other scripts', ['', 'größe', '大きさ', '𝒳', 'plain']],
    ['with a byte order mark', ['', '\ufeffa', 'b']],
    ['far apart from each other', ['', 'main.main', 'b'], new Array(50).fill(0x41)],
  ])('%s reads as it was written', (_name, texts, between) => {
    const table = tableOf(texts, between)
    expect(texts.map((_, at) => table.text(at))).toEqual(texts)
    // And in any other order.
    const again = tableOf(texts, between)
    expect(texts.map((_, at) => again.text(texts.length - 1 - at))).toEqual(texts.toReversed())
  })

  test('has U+FFFD for what is not UTF-8, string by string', () => {
    const table = tableOf([
      Uint8Array.of(),
      Uint8Array.of(0x61, 0xff),
      Uint8Array.of(0xe2, 0x82),
      'ok',
      Uint8Array.of(0xac),
    ])
    expect([1, 2, 3, 4].map((at) => table.text(at))).toEqual(['a\ufffd', '\ufffd', 'ok', '\ufffd'])
    expect(tableOf(['', Uint8Array.of(0xff), 'b'])).toBeDefined()
    expect(tableOf(['', Uint8Array.of(0xff), 'b']).text(1)).toBe('\ufffd')
  })

  test('knows nothing beyond its end', () => {
    expect(() => tableOf(['', 'a']).text(2)).toThrow(RangeError)
  })
})
