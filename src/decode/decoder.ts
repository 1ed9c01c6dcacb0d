import type { Profile } from '../model/profile.ts'

/** Bounds that a hostile or mistaken file cannot exceed. */
export interface DecodeLimits {
  /** Most bytes that one file may have after decompression. */
  readonly inflatedBytes: number
}

export const DEFAULT_LIMITS: DecodeLimits = { inflatedBytes: 2 ** 31 }

/** One format of profile. A new format is a new file with one of these, and a line in `DECODERS`. */
export interface Decoder {
  readonly format: string
  /** True if the (inflated) bytes claim to be this format, readable or not. */
  recognises(bytes: Uint8Array): boolean
  /** @throws {DecodeError} if the bytes are not a valid profile of this format. */
  decode(bytes: Uint8Array): Profile
}
