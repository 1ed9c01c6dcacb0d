import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { DecodeError } from '../../src/decode/decode-error.ts'
import { gunzip } from '../../src/decode/gzip.ts'
import { gzip, hello, join, patched, READ, REFUSED } from './gzip-cases.ts'

const MIB = 2 ** 20
const LIMIT_BYTES = 8 * MIB

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** What becomes of a gzip file: its text, or the reason why there is none. */
function outcome(bytes: Uint8Array, limitBytes = LIMIT_BYTES): string {
  try {
    return textOf(gunzip(bytes, limitBytes))
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return error.message
  }
}

describe('what Go reads is read', () => {
  test.each(READ)('%s', (_name, bytes, text) => {
    expect(outcome(bytes)).toBe(text)
  })

  // The size in the trailer is that of the last member: it must neither end the reading nor make thousands of pieces.
  test.each([1, 100, 5000, 16 * 1024, 16 * 1024 + 1, 300_000])(
    'a last member of %i bytes behind a large one',
    (size) => {
      const large = 'x'.repeat(300_000)
      const last = 'y'.repeat(size)
      expect(outcome(join(gzip(large), gzip(last)))).toBe(large + last)
    },
  )

  test.each([16 * 1024, 64 * 1024, 256 * 1024])('members that end exactly with a chunk of %i bytes', (size) => {
    const text = 'x'.repeat(size)
    expect(outcome(join(gzip(text), gzip(text), gzip('')))).toBe(text + text)
  })
})

describe('what Go refuses is refused with a reason', () => {
  test.each(REFUSED)('%s', (_name, bytes, reason) => {
    expect(outcome(bytes)).toBe(reason)
  })

  test('every file that was cut off, at whatever byte', () => {
    const whole = gzip('a profile of some length, with a length of some profile')
    for (let length = 2; length < whole.length; length++) {
      expect(outcome(whole.subarray(0, length))).toBe(`cut-off {"bytes":${length}}`)
    }
  })

  test('a checksum and a size with any bit flipped', () => {
    for (let bit = 0; bit < 64; bit++) {
      const at = hello.length - 8 + (bit >> 3)
      expect(outcome(patched(hello, at, (hello[at] ?? 0) ^ (1 << (bit & 7))))).toBe(
        'gzip-damaged {"detail":"checksum"}',
      )
    }
  })
})

describe('memory', () => {
  const zeros = (sizeBytes: number) => new Uint8Array(gzipSync(Buffer.alloc(sizeBytes)))
  const tooLarge = `too-large {"limitBytes":${LIMIT_BYTES}}`

  test('the limit itself is allowed, one byte more is not', () => {
    expect(gunzip(zeros(LIMIT_BYTES), LIMIT_BYTES).length).toBe(LIMIT_BYTES)
    expect(outcome(zeros(LIMIT_BYTES + 1))).toBe(tooLarge)
    expect(outcome(join(zeros(LIMIT_BYTES), gzip('x')))).toBe(tooLarge)
  })

  test.each([
    ['1 byte', 1],
    ['the limit', LIMIT_BYTES],
    ['4 GiB', 2 ** 32 - 1],
  ])('a trailer that promises %s changes nothing', (_name, promise) => {
    const lie = [promise & 0xff, (promise >> 8) & 0xff, (promise >> 16) & 0xff, (promise >>> 24) & 0xff]
    expect(outcome(patched(zeros(64 * MIB), -4, ...lie))).toBe(tooLarge)
    expect(outcome(patched(hello, -4, ...lie))).toBe('gzip-damaged {"detail":"checksum"}')
  })

  test('a small profile does not keep a large buffer', () => {
    const promising = patched(zeros(200_000), -4, ...[0, 0, 2, 0])
    expect(outcome(promising)).toBe('gzip-damaged {"detail":"checksum"}')
    expect(gunzip(hello, LIMIT_BYTES).buffer.byteLength).toBe('hello'.length)
  })

  test('a bomb of 1 GiB is refused within some MiB', { timeout: 60_000 }, () => {
    // A process of its own: the heap of the test runner says nothing.
    const script = `
      import { gunzip } from './src/decode/gzip.ts'
      const member = new Uint8Array(Buffer.from(process.argv[1], 'base64'))
      const bomb = new Uint8Array(member.length * 256)
      for (let at = 0; at < 256; at++) bomb.set(member, at * member.length)
      const before = process.memoryUsage().rss
      let reason = 'none'
      try { gunzip(bomb, ${LIMIT_BYTES}) } catch (error) { reason = error.reason.code }
      console.log(reason, process.resourceUsage().maxRSS * 1024 - before)
    `
    const [reason, growthBytes] = runTypeScript(script, Buffer.from(zeros(4 * MIB)).toString('base64')).split(' ')
    expect(reason).toBe('too-large')
    expect(Number(growthBytes)).toBeLessThan(6 * LIMIT_BYTES)
  })
})

/** Runs a module that may import TypeScript of this repository, and gives what it prints. */
function runTypeScript(script: string, ...args: readonly string[]): string {
  const esbuild = ['--bundle', '--platform=node', '--format=esm', '--loader=ts', '--external:pako']
  const bundle = execFileSync('node_modules/.bin/esbuild', esbuild, { input: script, encoding: 'utf8' })
  return execFileSync(process.execPath, ['--input-type=module', '-e', bundle, ...args], { encoding: 'utf8' }).trim()
}
