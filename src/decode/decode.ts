import type { Profile } from '../model/profile.ts'
import { DecodeError } from './decode-error.ts'
import { DEFAULT_LIMITS, type DecodeLimits, type Decoder } from './decoder.ts'
import { recogniseForeign, recogniseWreck } from './foreign.ts'
import { gunzip, isGzip } from './gzip.ts'
import { pprofDecoder } from './pprof.ts'

/** All formats, the most telling first; the protobuf form has no magic number and is asked last. */
const DECODERS: readonly Decoder[] = [pprofDecoder]

/**
 * Turns the bytes of a file into a checked profile.
 * @throws {DecodeError} with a reason that names what is wrong and where.
 */
export function decodeProfile(bytes: Uint8Array, limits: DecodeLimits = DEFAULT_LIMITS): Profile {
  if (bytes.length === 0) throw new DecodeError('empty')
  const inflated = isGzip(bytes) ? gunzip(bytes, limits.inflatedBytes) : bytes
  if (inflated.length === 0) throw new DecodeError('empty')
  if (inflated.length > limits.inflatedBytes) throw new DecodeError('too-large', { limitBytes: limits.inflatedBytes })
  const foreign = recogniseForeign(inflated)
  if (foreign !== null) throw new DecodeError('not-a-profile', { is: foreign })
  for (const decoder of DECODERS) if (decoder.recognises(inflated)) return decodeOrName(decoder, inflated)
  throw new DecodeError('not-a-profile', { is: 'text' })
}

function decodeOrName(decoder: Decoder, bytes: Uint8Array): Profile {
  try {
    return decoder.decode(bytes)
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    const wreck = recogniseWreck(bytes)
    throw wreck === null ? error : new DecodeError('not-a-profile', { is: wreck })
  }
}
