import { type ManifestErrorCode, readManifest } from '../../load/manifest.ts'
import type { Notice } from '../../model/notice.ts'
import type { ManifestFacts } from './manifest-facts.ts'

export interface FilledManifest {
  readonly bytes: Uint8Array
  /** Why the user's own is left as it is, byte for byte; null if nothing is wrong with it. */
  readonly reason: Notice<ManifestErrorCode> | null
}

/** Nothing can be added to these; anything else that is wrong may be the missing version. */
const UNFILLABLE: readonly ManifestErrorCode[] = ['manifest-too-large', 'manifest-not-json']

/** The manifest to store: all that the user's own says, and facts under the keys that it has not. */
export function fillManifest(own: Uint8Array | null, facts: ManifestFacts): FilledManifest {
  const known = Object.entries({ version: 1, ...facts }).filter(([, value]) => value !== null)
  if (own === null) return { bytes: encode(Object.fromEntries(known)), reason: null }
  const reading = readManifest(own)
  if (reading.kind === 'refused' && UNFILLABLE.includes(reading.reason.code)) {
    return { bytes: own, reason: reading.reason }
  }
  const said: object = JSON.parse(new TextDecoder().decode(own))
  const missing = known.filter(([key]) => !Object.hasOwn(said, key))
  if (missing.length === 0 && reading.kind === 'manifest') return { bytes: own, reason: null }
  const filled = encode({ ...said, ...Object.fromEntries(missing) })
  const again = readManifest(filled)
  return again.kind === 'manifest' ? { bytes: filled, reason: null } : { bytes: own, reason: again.reason }
}

const encode = (value: object): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value)}\n`)
