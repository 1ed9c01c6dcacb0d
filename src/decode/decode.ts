import { benchmark } from './benchmark.ts'
import { benchmarkJson } from './benchmark-json.ts'
import { DecodeError } from './decode-error.ts'
import { DEFAULT_LIMITS, type Decoded, type DecodeLimits, type FastInflate, type TextFormat } from './decoder.ts'
import { expvar } from './expvar.ts'
import { folded } from './folded.ts'
import { recogniseForeign, recogniseForeignText, recogniseOther, recogniseWreck } from './foreign.ts'
import { gctrace } from './gctrace.ts'
import { goContentionText } from './go-contention-text.ts'
import { goCountText } from './go-count-text.ts'
import { goHeapText } from './go-heap-text.ts'
import { goroutineDump } from './goroutine-dump.ts'
import { gunzip, isGzip } from './gzip.ts'
import { decodePprof } from './pprof.ts'
import { prometheus } from './prometheus.ts'
import { textOf } from './text.ts'
import { v8CpuProfile } from './v8-cpuprofile.ts'
import { v8HeapProfile } from './v8-heapprofile.ts'

/** All formats of text, the most telling first. */
const TEXT_FORMATS: readonly TextFormat[] = [
  goHeapText,
  goCountText,
  goContentionText,
  goroutineDump,
  benchmarkJson,
  v8CpuProfile,
  v8HeapProfile,
  expvar,
  prometheus,
  benchmark,
  gctrace,
  folded,
]

/**
 * Turns the bytes of a file into checked profiles, the main one first.
 * @param fastInflate preferred to our own where it gives an answer
 * @throws {DecodeError} with a reason that names what is wrong and where.
 */
export function decodeFile(
  bytes: Uint8Array,
  limits: DecodeLimits = DEFAULT_LIMITS,
  fastInflate: FastInflate = () => null,
): readonly Decoded[] {
  if (bytes.length === 0) throw new DecodeError('empty')
  const { inflatedBytes } = limits
  const inflated = isGzip(bytes) ? (fastInflate(inflatedBytes) ?? gunzip(bytes, inflatedBytes)) : bytes
  if (inflated.length === 0) throw new DecodeError('empty')
  if (inflated.length > limits.inflatedBytes) throw new DecodeError('too-large', { limitBytes: limits.inflatedBytes })
  const foreign = recogniseForeign(inflated)
  if (foreign !== null) throw new DecodeError('not-a-profile', { is: foreign })
  const text = textOf(inflated)
  // The protobuf form has no magic number: it is what is nothing else.
  return text === null ? decodeBinary(inflated) : decodeText(text)
}

function decodeText(text: string): readonly Decoded[] {
  const foreign = recogniseForeignText(text)
  if (foreign !== null) throw new DecodeError('not-a-profile', { is: foreign })
  for (const format of TEXT_FORMATS) if (format.recognises(text)) return format.decode(text)
  throw new DecodeError('not-a-profile', { is: recogniseOther(text) })
}

function decodeBinary(bytes: Uint8Array): readonly Decoded[] {
  try {
    return [{ kind: null, runs: [decodePprof(bytes)] }]
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    const wreck = recogniseWreck(bytes)
    throw wreck === null ? error : new DecodeError('not-a-profile', { is: wreck })
  }
}
