import type { ProfileKind } from '../model/kind.ts'
import type { Profile } from '../model/profile.ts'

/** What a profile is of, as told by its sample types and, between mutex and block, by its name and frames. */
export interface RecognisedKind {
  readonly kind: ProfileKind
  /** False where mutex and block could not be told apart: rules for both match. */
  readonly certain: boolean
}

/** Tells the kind. `path` is the relative path of the file. */
export function kindOf(profile: Profile, path: string): RecognisedKind {
  const has = (type: string, unit?: string) =>
    profile.sampleTypes.some((known) => known.type === type && (unit === undefined || known.unit === unit))
  if (has('inuse_space') || has('alloc_space') || isShortHeap(profile)) return certainly('heap')
  if (has('cpu', 'nanoseconds')) return certainly('cpu')
  if (has('contentions') && has('delay')) return contentionKind(profile, path)
  for (const kind of ['goroutine', 'goroutineleak', 'threadcreate'] as const) if (has(kind)) return certainly(kind)
  if (has('time', 'nanoseconds') || has('wall', 'nanoseconds')) return certainly('wall')
  return certainly('other')
}

const certainly = (kind: ProfileKind): RecognisedKind => ({ kind, certain: true })

/** Older heap profiles name their two columns `objects` and `space`; they hold what is in use. */
function isShortHeap(profile: Profile): boolean {
  return (
    profile.sampleTypes.length === 2 && profile.sampleTypes.every(({ type }) => type === 'objects' || type === 'space')
  )
}

/**
 * Go writes the same sample types for both: the name decides, then the frames (a mutex profile is taken at Unlock,
 * a block profile where somebody waits).
 */
function contentionKind(profile: Profile, path: string): RecognisedKind {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (name.includes('mutex')) return certainly('mutex')
  if (name.includes('block')) return certainly('block')
  const { functions, strings } = profile
  let unlocks = 0
  let waits = 0
  for (let row = 0; row < functions.count; row++) {
    const functionName = strings.text(functions.name[row]!)
    if (/\.(RUnlock|Unlock|unlock|runtime_Semrelease)$/.test(functionName)) unlocks++
    if (/^runtime\.(chanrecv|chansend|selectgo|block)|\.(Lock|RLock|Wait)$/.test(functionName)) waits++
  }
  if (unlocks > 0 && waits === 0) return certainly('mutex')
  if (waits > 0 && unlocks === 0) return certainly('block')
  return { kind: 'mutex', certain: false }
}
