import type { FunctionId } from '../model/profile.ts'
import type { Frames } from './frames.ts'
import { printedName } from './function-name.ts'
import type { SampleMask } from './sums.ts'

/** A regular expression with RE2's meaning, unanchored. */
export interface Pattern {
  matches(text: string): boolean
}

/** Which samples count: those with a frame that a `focus` matches and none that an `ignore` matches. */
export interface Selection {
  readonly focus: readonly Pattern[]
  readonly ignore: readonly Pattern[]
}

/**
 * The samples of a profile that a selection keeps, as pprof's FilterSamplesByName does it: a location matches by the
 * name or the file of any of its functions, or by its binary; ignore wins; a sample without a stack goes as soon as
 * anything is asked. Null keeps all.
 */
export function selectSamples(frames: Frames, selection: Selection): SampleMask {
  if (selection.focus.length === 0 && selection.ignore.length === 0) return null
  const focused = locationsThatMatch(frames, selection.focus)
  const ignored = locationsThatMatch(frames, selection.ignore)
  const { count, stack, stackStart } = frames.profile.samples
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

function locationsThatMatch(frames: Frames, patterns: readonly Pattern[]): Uint8Array {
  const { profile } = frames
  const matched = new Uint8Array(profile.locations.count)
  if (patterns.length === 0) return matched
  const anyMatches = (text: string) => patterns.some((pattern) => pattern.matches(text))
  const functions = profile.functions
  const functionMatches = new Uint8Array(functions.count)
  for (let id = 0; id < functions.count; id++) {
    const fileName = profile.strings.text(functions.fileName[id]!)
    functionMatches[id] = anyMatches(printedName(profile, id as FunctionId)) || anyMatches(fileName) ? 1 : 0
  }
  const mappingMatches = profile.mappings.map(({ fileName }) => anyMatches(fileName))
  for (let location = 0; location < matched.length; location++) {
    for (let frame = frames.start[location]!; frame < frames.start[location + 1]!; frame++) {
      const id = frames.functionOf[frame]!
      if ((id !== -1 && functionMatches[id] === 1) || mappingMatches[frames.mappingOf[frame]!]) matched[location] = 1
    }
  }
  return matched
}
