import { isControl } from './text.ts'

/**
 * What people hand over instead of a profile, so that the error can name it and the way out (`report/foreign-words.ts`
 * has the sentences).
 */
export type Foreign =
  | 'elf'
  | 'macho'
  | 'pe'
  | 'zip'
  | 'gzip-in-gzip'
  | 'zstd'
  | 'perf-data'
  | 'execution-trace'
  | 'heap-dump'
  | 'preprofile'
  | 'coverage'
  | 'lfs-pointer'
  | 'html'
  | 'http-error'
  | 'legacy-pprof'
  | 'speedscope'
  | 'stackprof'
  | 'chrome-trace'
  | 'json'
  | 'mangled-text'
  | 'text'

const HEAD_BYTES = 4096

/** First bytes (magic numbers) of binary formats. */
const MAGIC: readonly (readonly [Foreign, readonly number[]])[] = [
  ['elf', [0x7f, 0x45, 0x4c, 0x46]],
  ['macho', [0xcf, 0xfa, 0xed, 0xfe]],
  ['macho', [0xca, 0xfe, 0xba, 0xbe]],
  ['pe', [0x4d, 0x5a, 0x90]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['gzip-in-gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  // A CPU profile of gperftools begins with the words 0 and 3, of 32 or 64 bits in either byte order.
  ['legacy-pprof', [0, 0, 0, 0, 3, 0, 0, 0]],
  ['legacy-pprof', [0, 0, 0, 0, 0, 0, 0, 3]],
  ['legacy-pprof', [0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0]],
  ['legacy-pprof', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]],
]

/** First characters of binary formats. */
const BINARY_OPENINGS: readonly (readonly [Foreign, RegExp])[] = [
  ['perf-data', /^PERFILE2|^2ELIFREP/],
  ['execution-trace', /^go 1\.\d+ trace\0/],
  ['heap-dump', /^go1\.7 heap dump\n/],
]

/** First characters of text formats; the order decides. */
const OPENINGS: readonly (readonly [Foreign, RegExp])[] = [
  ['preprofile', /^GO PREPROFILE V/],
  ['coverage', /^mode: (set|count|atomic)\r?\n/],
  ['lfs-pointer', /^version https:\/\/git-lfs\.github\.com\/spec\//],
  ['html', /^\s*(<!doctype html|<html|<head|<body)/i],
  [
    'http-error',
    /^\s*(404 page not found|Unknown profile|server response|HTTP\/[12](\.[01])? \d{3}|Could not enable (CPU profiling|tracing)|profile duration exceeds)/i,
  ],
  ['legacy-pprof', /^(heap profile: (?!.*@ heap\/\d)|heap_v2\/|--- (contentionz|threadz|heapz|Memory map))/],
]

/** First characters of text that no format has claimed. */
const OTHERS: readonly (readonly [Foreign, RegExp])[] = [
  ['speedscope', /^\s*\{[\s\S]*"https:\/\/www\.speedscope\.app\/file-format-schema\.json"/],
  ['stackprof', /^\s*\{\s*"version":\s*[\d.]+,\s*"mode":\s*"\w+"/],
  ['chrome-trace', /^\s*(\{\s*"traceEvents"|\[\s*\{[^{}]*"ph"\s*:)/],
  ['json', /^\s*[[{]\s*["[{}\]]/],
]

/** Names what the bytes are instead of a profile, by their magic number; null if they may be one. */
export function recogniseForeign(bytes: Uint8Array): Foreign | null {
  for (const [is, magic] of MAGIC) if (startsWith(bytes, ...magic)) return is
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES))
  for (const [is, opening] of BINARY_OPENINGS) if (opening.test(head)) return is
  return null
}

/** The same for what is text; asked before any format. */
export function recogniseForeignText(text: string): Foreign | null {
  const head = text.slice(0, HEAD_BYTES)
  for (const [is, opening] of OPENINGS) if (opening.test(head)) return is
  // Windows PowerShell writes as UTF-16 whatever a program prints, be it text or not.
  return CONTROLS.test(head) ? 'mangled-text' : null
}

/** What a text is that no format has claimed. */
export function recogniseOther(text: string): Foreign {
  const head = text.slice(0, HEAD_BYTES)
  return OTHERS.find(([, opening]) => opening.test(head))?.[0] ?? 'text'
}

const CONTROLS = /[\0-\x08\x0e-\x1a\x1c-\x1f]/

function startsWith(bytes: Uint8Array, ...magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte)
}

/**
 * A second look, for bytes that turned out not to be protobuf: many U+FFFD mean that some tool read a binary file as
 * text and wrote it again; no control characters at all mean plain text.
 */
export function recogniseWreck(bytes: Uint8Array): Foreign | null {
  const head = bytes.subarray(0, HEAD_BYTES)
  let replaced = 0
  let binary = 0
  for (let at = 0; at < head.length; at++) {
    const byte = head[at]!
    if (byte === 0xef && head[at + 1] === 0xbf && head[at + 2] === 0xbd) replaced++
    if (isControl(byte)) binary++
  }
  if (replaced >= 4) return 'mangled-text'
  return binary === 0 ? 'text' : null
}
