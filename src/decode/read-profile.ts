import type { ProfileKind } from '../model/kind.ts'
import type { Notice } from '../model/notice.ts'
import type { Profile } from '../model/profile.ts'
import { decodeFile } from './decode.ts'
import { DecodeError } from './decode-error.ts'
import type { Decoded, DecodeLimits, FastInflate } from './decoder.ts'
import { kindOf } from './kind.ts'

/** A file's bytes, or why there are none. */
export type Content =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly inflate?: FastInflate }
  | { readonly kind: 'refused'; readonly reason: Notice }

/** A profile of a file. */
export interface FileProfile {
  /** Usually one; both where mutex and block cannot be told apart. */
  readonly kinds: readonly ProfileKind[]
  /** At least one. */
  readonly runs: readonly Profile[]
}

/** What a file holds, or why it holds no profile. */
export type ReadFile =
  /** The main one first; heap text (debug=1) has the metrics of its trailer beside it. */
  | { readonly kind: 'profiles'; readonly profiles: readonly FileProfile[] }
  | { readonly kind: 'refused'; readonly reason: Notice }

/** Reads and decodes one file. What is wrong with it is part of the answer; only bugs are thrown. */
export function readProfiles(path: string, content: Content, limits?: DecodeLimits): ReadFile {
  if (content.kind === 'refused') return content
  try {
    const decoded = decodeFile(content.bytes, limits, content.inflate)
    return { kind: 'profiles', profiles: decoded.map((one) => ({ kinds: kindsOf(one, path), runs: one.runs })) }
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    return { kind: 'refused', reason: error.reason }
  }
}

function kindsOf({ kind, runs }: Decoded, path: string): readonly ProfileKind[] {
  const [first] = runs
  if (kind !== null || first === undefined) return [kind ?? 'other']
  const known = kindOf(first, path)
  return known.certain ? [known.kind] : ['mutex', 'block']
}
