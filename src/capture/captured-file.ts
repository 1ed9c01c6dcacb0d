import { readProfiles } from '../decode/read-profile.ts'
import { fileBytes } from '../load/inflate.ts'
import type { ProfileKind } from '../model/kind.ts'
import type { Profile } from '../model/profile.ts'
import { wordFile } from '../report/file-words.ts'
import { PLAIN } from '../report/pen.ts'

/** A file of a capture. */
export interface CapturedFile {
  readonly name: string
  readonly kind: ProfileKind
  readonly bytes: number
  /** 0: nothing was recorded. */
  readonly samples: number
}

export type CheckedAnswer =
  | { readonly kind: 'profile'; readonly file: CapturedFile; readonly profile: Profile }
  /** `why` goes on after "what it sends". */
  | { readonly kind: 'refused'; readonly why: string }

/** Reads an answer as the gate will read the file: a web page or half a profile is never written. */
export function checkedAnswer(name: string, kind: ProfileKind, bytes: Uint8Array): CheckedAnswer {
  const read = readProfiles(name, fileBytes(bytes))
  if (read.kind === 'refused') {
    const { what, todo } = wordFile(read.reason, PLAIN)
    return { kind: 'refused', why: todo === null ? what : `${what}. ${todo}` }
  }
  const [main] = read.profiles
  const [profile] = main?.runs ?? []
  if (main === undefined || profile === undefined || !main.kinds.includes(kind)) {
    return { kind: 'refused', why: `is a profile of another kind (${main?.kinds.join(', ') ?? 'none'})` }
  }
  return { kind: 'profile', file: { name, kind, bytes: bytes.length, samples: profile.samples.count }, profile }
}
