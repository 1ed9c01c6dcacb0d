import type { FunctionId, Profile } from '../model/profile.ts'
import type { Frames } from './frames.ts'
import { printedName } from './function-name.ts'
import type { SampleMask } from './sums.ts'

/** A regular expression with RE2's meaning, unanchored. */
export interface Pattern {
  matches(text: string): boolean
}

/** Chooses samples of a profile by their labels. */
export type TagFocus = (profile: Profile) => (sample: number) => boolean

/** Which samples count: those with a frame that a `focus` matches and none that an `ignore` matches. */
export interface Selection {
  readonly focus: readonly Pattern[]
  readonly ignore: readonly Pattern[]
  /** Left out: labels do not matter. */
  readonly tagFocus?: TagFocus
}

/** Rules share their masks: several parts of a check ask for the same one. */
const masks = new WeakMap<Frames, WeakMap<Selection, SampleMask>>()

/**
 * The samples of a profile that a selection keeps, as pprof's FilterSamplesByName and FilterSamplesByTag do it: a
 * location matches by the name or the file of any of its functions, inlined or not, or by its binary; ignore wins; a
 * sample without a stack goes as soon as any frame is asked for. Null keeps all. Masks are not to be written to.
 */
export function selectSamples(frames: Frames, selection: Selection): SampleMask {
  if (!asksForFrames(selection) && selection.tagFocus === undefined) return null
  const known = masks.get(frames) ?? new WeakMap<Selection, SampleMask>()
  masks.set(frames, known)
  const mask = known.get(selection) ?? findMask(frames.profile, selection)
  known.set(selection, mask)
  return mask
}

function asksForFrames({ focus, ignore }: Selection): boolean {
  return focus.length > 0 || ignore.length > 0
}

function findMask(profile: Profile, selection: Selection): Uint8Array {
  const mask = asksForFrames(selection)
    ? maskByFrames(profile, selection)
    : new Uint8Array(profile.samples.count).fill(1)
  if (selection.tagFocus === undefined) return mask
  const hasTag = selection.tagFocus(profile)
  for (let sample = 0; sample < mask.length; sample++) if (mask[sample] === 1 && !hasTag(sample)) mask[sample] = 0
  return mask
}

function maskByFrames(profile: Profile, selection: Selection): Uint8Array {
  const focused = locationsThatMatch(profile, selection.focus)
  const ignored = locationsThatMatch(profile, selection.ignore)
  const { count, stack, stackStart } = profile.samples
  const mask = new Uint8Array(count)
  for (let sample = 0; sample < count; sample++) {
    let inFocus = selection.focus.length === 0 && stackStart[sample] !== stackStart[sample + 1]
    let isIgnored = false
    for (let at = stackStart[sample]!; at < stackStart[sample + 1]!; at++) {
      if (ignored[stack[at]!] === 1) isIgnored = true
      if (focused[stack[at]!] === 1) inFocus = true
    }
    mask[sample] = inFocus && !isIgnored ? 1 : 0
  }
  return mask
}

function locationsThatMatch(profile: Profile, patterns: readonly Pattern[]): Uint8Array {
  const { functions, locations } = profile
  const matched = new Uint8Array(locations.count)
  if (patterns.length === 0) return matched
  const anyMatches = (text: string) => patterns.some((pattern) => pattern.matches(text))
  const functionMatches = new Uint8Array(functions.count)
  for (let id = 0; id < functions.count; id++) {
    const fileName = profile.strings.text(functions.fileName[id]!)
    functionMatches[id] = anyMatches(printedName(profile, id as FunctionId)) || anyMatches(fileName) ? 1 : 0
  }
  const mappingMatches = profile.mappings.map(({ fileName }) => anyMatches(fileName))
  for (let location = 0; location < matched.length; location++) {
    if (mappingMatches[locations.mapping[location]!]) matched[location] = 1
    for (let line = locations.lineStart[location]!; line < locations.lineStart[location + 1]!; line++) {
      if (functionMatches[locations.lineFunction[line]!] === 1) matched[location] = 1
    }
  }
  return matched
}
