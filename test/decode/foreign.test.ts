import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { DecodeError } from '../../src/decode/decode-error.ts'
import type { Foreign } from '../../src/decode/foreign.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { textProfileBytes } from '../support/text-profile.ts'

const profile = textProfileBytes(`
  alloc_space/bytes
  main.main;main.load 512
`)

/** What the bytes are called: a format that is no profile, or the code of another reason. */
function nameOf(content: string | Uint8Array): string {
  try {
    decodeProfile(typeof content === 'string' ? new TextEncoder().encode(content) : content)
    return 'a profile'
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return error.reason.code === 'not-a-profile' ? String(error.reason.args['is']) : error.reason.code
  }
}

const binary = (...bytes: readonly number[]) => Uint8Array.from([...bytes, ...Array(64).fill(0)])
const zeros = (count: number) => Array<number>(count).fill(0)

/** UTF-16 with a byte order mark. */
function utf16(text: string, order: 'little' | 'big'): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return new Uint8Array(order === 'little' ? bytes : bytes.swap16())
}

/** What a tool leaves of a binary file that it read as UTF-8 and wrote again. */
const asText = (bytes: Uint8Array) => new TextEncoder().encode(new TextDecoder().decode(bytes))

const FILES: readonly (readonly [name: string, content: string | Uint8Array, is: Foreign])[] = [
  ['a Linux program', binary(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1), 'elf'],
  ['a macOS program', binary(0xcf, 0xfa, 0xed, 0xfe), 'macho'],
  ['a macOS program for two machines', binary(0xca, 0xfe, 0xba, 0xbe), 'macho'],
  ['a Windows program', binary(0x4d, 0x5a, 0x90), 'pe'],
  ['a zip archive', binary(0x50, 0x4b, 3, 4), 'zip'],
  ['an empty zip archive', binary(0x50, 0x4b, 5, 6), 'zip'],
  ['gzip inside gzip', new Uint8Array(gzipSync(gzipSync(profile))), 'gzip-in-gzip'],
  ['zstd', binary(0x28, 0xb5, 0x2f, 0xfd), 'zstd'],
  ['perf.data', 'PERFILE2\0\0', 'perf-data'],
  ['perf.data of the other byte order', '2ELIFREP\0\0', 'perf-data'],
  ['an execution trace', 'go 1.22 trace\0\0\0', 'execution-trace'],
  ['a heap dump', 'go1.7 heap dump\n\x06', 'heap-dump'],
  ["the compiler's form of a profile", 'GO PREPROFILE V1\nmain.main\n', 'preprofile'],
  ['a coverage profile', 'mode: atomic\nexample.com/a.go:1.1,2.2 1 1\n', 'coverage'],
  ['a coverage profile from Windows', 'mode: set\r\nexample.com/a.go:1.1,2.2 1 1\r\n', 'coverage'],
  ['a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 5\n', 'lfs-pointer'],
  ['a login page', '\n<!DOCTYPE html>\n<html>', 'html'],
  ['a page with a byte order mark', '\ufeff<html lang="en">', 'html'],
  ['an answer of a server: not found', '404 page not found\n', 'http-error'],
  ['an answer of a server: unknown profile', 'Unknown profile\n', 'http-error'],
  [
    'an answer of a server: somebody else profiles',
    'Could not enable CPU profiling: cpu profiling already in use\n',
    'http-error',
  ],
  ['an answer of a server with its headers', 'HTTP/1.1 200 OK\r\n\r\n', 'http-error'],
  ['a heap of gperftools', 'heap profile: 1: 2 [3: 4] @ heapprofile\n', 'legacy-pprof'],
  ['the growth of a heap', 'heap profile: 1: 2 [3: 4] @ growthz\n', 'legacy-pprof'],
  ['contention of gperftools', '--- contentionz 1 ---\n', 'legacy-pprof'],
  ['threads of gperftools', '--- threadz 1 ---\n', 'legacy-pprof'],
  ['a heap of Java', '--- heapz 1 ---\nformat = java\n', 'legacy-pprof'],
  ['a heap of jemalloc', 'heap_v2/524288\n  t*: 1: 2 [0: 0]\n', 'legacy-pprof'],
  ['CPU of gperftools, 64 bits', binary(...zeros(8), 3, ...zeros(15), 0x10, 0x27), 'legacy-pprof'],
  ['CPU of gperftools, 32 bits', binary(...zeros(4), 3, ...zeros(7), 0x10, 0x27), 'legacy-pprof'],
  ['CPU of gperftools, 64 bits, other byte order', binary(...zeros(15), 3, ...zeros(8)), 'legacy-pprof'],
  ['CPU of gperftools, 32 bits, other byte order', binary(...zeros(7), 3, ...zeros(4)), 'legacy-pprof'],
  ['a profile for speedscope', '{"$schema":"https://www.speedscope.app/file-format-schema.json"}', 'speedscope'],
  ["a profile of Ruby's stackprof", '{"version":1.2,"mode":"wall","interval":1000}', 'stackprof'],
  ['a trace of Chrome', '{"traceEvents":[]}', 'chrome-trace'],
  ['a list of events of Chrome', ' [ {"ph": "X"} ]', 'chrome-trace'],
  ['JSON', '{"nodes": []}', 'json'],
  ['a list in JSON', ' [ {"name": "X"} ]', 'json'],
  ['a profile that was copied as text', asText(new Uint8Array(gzipSync(profile))), 'mangled-text'],
  ['a raw profile that was copied as text', asText(longProfile()), 'mangled-text'],
  ['a profile that PowerShell redirected', utf16('\u001f\u00ef\b\0\0\t\u00f1\u0088', 'little'), 'mangled-text'],
  ['text that PowerShell redirected', utf16('main.main 5\r\n', 'little'), 'text'],
  ['UTF-16 of the other byte order', utf16('main.main 5\n', 'big'), 'text'],
  ['an error page that PowerShell redirected', utf16('404 page not found\r\n', 'little'), 'http-error'],
  ['a log', '2026-11-21 connection refused\n', 'text'],
  ['text that is not English', 'Prüfung fehlgeschlagen\n', 'text'],
]

/** Many ids of two bytes, as every profile of some size has. */
function longProfile(): Uint8Array {
  const lines = Array.from({ length: 300 }, (_, at) => `main.main;main.f${at} ${at * 1000}`)
  return textProfileBytes(['alloc_space/bytes', ...lines].join('\n'))
}

describe('what is no profile is named for what it is', () => {
  test.each(FILES)('%s', (_name, content, is) => {
    expect(nameOf(content)).toBe(is)
  })

  test.each(FILES.filter(([, , is]) => is !== 'gzip-in-gzip'))('compressed: %s', (_name, content, is) => {
    const compressed = gzipSync(content)
    // The bytes that make a compressed file one that was copied as text are those of the compression.
    expect(nameOf(new Uint8Array(compressed))).toBe(is)
  })
})

describe('what may be a profile is not named otherwise', () => {
  test('a profile is one, raw and compressed', () => {
    expect(nameOf(profile)).toBe('a profile')
    expect(nameOf(longProfile())).toBe('a profile')
    expect(nameOf(new Uint8Array(gzipSync(profile)))).toBe('a profile')
  })

  test('a damaged profile is called malformed, with its place, not text', () => {
    expect(nameOf(profile.subarray(0, profile.length - 1))).toBe('malformed')
    expect(nameOf(Uint8Array.of(0x1f))).toBe('malformed')
    expect(nameOf(new Uint8Array(1000))).toBe('malformed')
  })
})
