import type { ProfileKind } from '../model/kind.ts'
import type { Notice } from '../model/notice.ts'
import type { Profile } from '../model/profile.ts'
import { decodeProfile } from './decode.ts'
import { DecodeError } from './decode-error.ts'
import type { DecodeLimits } from './decoder.ts'
import { kindOf } from './kind.ts'

/** A file's bytes, or why there are none. */
export type Content =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly reason: Notice }

/** A file as a profile, or why it is none. */
export type ReadProfile =
  | { readonly kind: 'profile'; readonly profile: Profile; readonly kinds: readonly ProfileKind[] }
  | { readonly kind: 'refused'; readonly reason: Notice }

/** Reads and decodes one file. What is wrong with it is part of the answer; only bugs are thrown. */
export function readProfile(path: string, content: Content, limits?: DecodeLimits): ReadProfile {
  if (content.kind === 'refused') return content
  try {
    const profile = decodeProfile(content.bytes, limits)
    const { kind, certain } = kindOf(profile, path)
    return { kind: 'profile', profile, kinds: certain ? [kind] : ['mutex', 'block'] }
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return { kind: 'refused', reason: error.reason }
  }
}
