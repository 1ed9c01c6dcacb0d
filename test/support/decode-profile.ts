import { decodeFile } from '../../src/decode/decode.ts'
import type { DecodeLimits } from '../../src/decode/decoder.ts'
import type { Profile } from '../../src/model/profile.ts'

/** The main profile of a file, of several runs the first. */
export function decodeProfile(bytes: Uint8Array, limits?: DecodeLimits): Profile {
  const profile = decodeFile(bytes, limits)[0]?.runs[0]
  if (profile === undefined) throw new Error('a file without a profile')
  return profile
}
