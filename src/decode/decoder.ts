import type { ProfileKind } from '../model/kind.ts'
import type { Profile } from '../model/profile.ts'

/** Bounds that a hostile or mistaken file cannot exceed. */
export interface DecodeLimits {
  /** Most bytes that one file may have after decompression. */
  readonly inflatedBytes: number
}

export const DEFAULT_LIMITS: DecodeLimits = { inflatedBytes: 2 ** 31 }

/** Inflates an intact gzip file; null where it is not one, or has more than `limitBytes`. */
export type FastInflate = (limitBytes: number) => Uint8Array | null

/** A profile that a file holds, for most files the only one. */
export interface Decoded {
  /** Null where the sample types tell it, with the file's name and the frames (`kindOf`). */
  readonly kind: ProfileKind | null
  /** At least one; the output of `go test -bench -count 10` has ten. */
  readonly runs: readonly Profile[]
}

/**
 * One format of text or JSON. A new format is a new file with one of these, and a line in `TEXT_FORMATS`.
 * The text has no byte order mark; its lines end with LF, and CRLF is for the format to tolerate.
 */
export interface TextFormat {
  /** True if the text claims to be this format, readable or not. Asked of every file of text: be quick and strict. */
  recognises(text: string): boolean
  /**
   * All profiles in the text, the main one first.
   * @throws {DecodeError} if the text is not valid in this format.
   */
  decode(text: string): readonly Decoded[]
}
