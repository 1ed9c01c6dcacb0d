import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DecodeError } from '../../src/decode/decode-error.ts'
import { gunzip } from '../../src/decode/gzip.ts'
import { fileBytes } from '../../src/load/inflate.ts'

const LIMIT = 2 ** 24

/** Does not shrink below what is worth the fast way. */
function noise(length: number, seed: number): Uint8Array {
  let state = seed
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  })
}

function fast(bytes: Uint8Array, limitBytes = LIMIT): Uint8Array | null {
  return fileBytes(bytes).inflate?.(limitBytes) ?? null
}

function careful(bytes: Uint8Array): Uint8Array | null {
  try {
    return gunzip(bytes, LIMIT)
  } catch (error) {
    if (error instanceof DecodeError) return null
    throw error
  }
}

const content = noise(40_000, 7)
const member = new Uint8Array(gzipSync(content))
const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))

describe('the fast way to inflate', () => {
  test('gives the content of one member and of several', () => {
    expect(fast(member)).toEqual(content)
    expect(fast(joined(member, member))).toEqual(joined(content, content))
  })

  test('is not offered for small files and for what is no gzip', () => {
    expect(fileBytes(new Uint8Array(gzipSync('small'))).inflate).toBeUndefined()
    expect(fileBytes(content).inflate).toBeUndefined()
  })

  test.each([
    ['zeros behind the end', joined(member, new Uint8Array(9))],
    ['text behind the end', joined(member, new TextEncoder().encode('more'))],
    ['the start of another member', joined(member, Uint8Array.of(0x1f))],
    ['a cut end', member.subarray(0, -3)],
    ['a wrong checksum', joined(member.subarray(0, -8), Uint8Array.of(1, 2, 3, 4), member.subarray(-4))],
  ])('gives no answer for %s, as the careful way refuses it', (_name, bytes) => {
    expect(fast(bytes)).toBeNull()
    expect(careful(bytes)).toBeNull()
  })

  test('gives no answer beyond the limit', () => {
    expect(fast(member, content.length)).toEqual(content)
    expect(fast(member, content.length - 1)).toBeNull()
  })

  test('never gives another answer than the careful way', () => {
    const damage = fc.record({ at: fc.nat(), to: fc.nat(255), cut: fc.nat(20), tail: fc.uint8Array({ maxLength: 3 }) })
    fc.assert(
      fc.property(damage, ({ at, to, cut, tail }) => {
        const bytes = joined(member.subarray(0, member.length - (cut > 10 ? 0 : cut)), tail)
        bytes[10 + (at % (bytes.length - 10))] = to
        const answer = fast(bytes)
        if (answer !== null) expect(answer).toEqual(careful(bytes))
      }),
      { numRuns: 300 },
    )
  })
})
