import { IndexColumnBuilder, IntColumnBuilder } from '../model/int64.ts'
import type { FunctionId, Profile, SampleColumns } from '../model/profile.ts'
import { printedName } from './function-name.ts'
import type { Pattern } from './selection.ts'

/** Frames that the producer of a profile calls uninteresting: the inside of an allocator, of a lock, of the profiler. */
export interface Pruning {
  readonly drop: Pattern
  /** Frames that stay though `drop` matches them. */
  readonly keep: Pattern | null
}

/**
 * What the profile asks to be left out (`drop_frames`, `keep_frames`); null if nothing, or with an expression that does
 * not compile, which pprof ignores too. Of a difference pprof takes what the candidate asks, for both sides.
 */
export function pruningOf({ dropFrames, keepFrames }: Profile, compile: Compile): Pruning | null {
  if (dropFrames === '') return null
  const drop = compile(`^(${dropFrames})$`)
  const keep = keepFrames === '' ? null : compile(`^(${keepFrames})$`)
  return drop === null || (keepFrames !== '' && keep === null) ? null : { drop, keep }
}

/** A matching location goes with all that it calls (1), or stays as the caller of its matching inlined functions (2). */
const WHOLE = 1
const BENEATH = 2

/**
 * Cuts each stack where the first such frame is called, as google/pprof profile/prune.go does it. What comes before the
 * first frame that does not match, from the root, stays: a stack of nothing else is kept whole.
 */
export function prune(profile: Profile, pruning: Pruning): Profile {
  const { locations, marks } = pruneLocations(profile, pruning)
  return { ...profile, locations, samples: pruneSamples(profile.samples, marks) }
}

/** Compiles RE2, unanchored; null if it refuses the source. */
export type Compile = (source: string) => Pattern | null

/** Both sides pruned as the candidate asks, or as the baseline does where there is no candidate. */
export function pruneSides(
  baseline: readonly Profile[],
  candidate: readonly Profile[],
  compile: Compile,
): { readonly baseline: readonly Profile[]; readonly candidate: readonly Profile[] } {
  const asking = candidate[0] ?? baseline[0]
  const pruning = asking === undefined ? null : pruningOf(asking, compile)
  const pruned = (profiles: readonly Profile[]) =>
    pruning === null ? profiles : profiles.map((profile) => prune(profile, pruning))
  return { baseline: pruned(baseline), candidate: pruned(candidate) }
}

function pruneLocations(profile: Profile, { drop, keep }: Pruning) {
  const { functions, locations } = profile
  const isDropped = Array.from({ length: functions.count }, (_, id) => {
    const printed = printedName(profile, id as FunctionId)
    const name = simplified(printed)
    return printed !== '' && drop.matches(name) && !keep?.matches(name)
  })
  const marks = new Uint8Array(locations.count)
  const lineStart = new Uint32Array(locations.count + 1)
  const lineFunction = new IndexColumnBuilder()
  const lineNumber = new IntColumnBuilder()
  for (let location = 0; location < locations.count; location++) {
    const start = locations.lineStart[location]!
    const end = locations.lineStart[location + 1]!
    let matched = end - 1
    while (matched >= start && !isDropped[locations.lineFunction[matched]!]) matched--
    if (matched >= start) marks[location] = matched === end - 1 ? WHOLE : BENEATH
    for (let line = marks[location] === BENEATH ? matched + 1 : start; line < end; line++) {
      lineFunction.push(locations.lineFunction[line]!)
      lineNumber.push(locations.lineNumber[line]!)
    }
    lineStart[location + 1] = lineFunction.count
  }
  const lines = { lineStart, lineFunction: lineFunction.build(), lineNumber: lineNumber.build() }
  return { locations: { ...locations, ...lines }, marks }
}

function pruneSamples(samples: SampleColumns, marks: Uint8Array): SampleColumns {
  const stackStart = new Uint32Array(samples.count + 1)
  const stack = new IndexColumnBuilder()
  for (let sample = 0; sample < samples.count; sample++) {
    const start = samples.stackStart[sample]!
    const end = samples.stackStart[sample + 1]!
    let leaf = start
    let metOthers = false
    for (let at = end - 1; at >= start; at--) {
      const mark = marks[samples.stack[at]!]
      if (mark === 0) metOthers = true
      else if (metOthers) {
        leaf = mark === WHOLE ? at + 1 : at
        break
      }
    }
    for (let at = leaf; at < end; at++) stack.push(samples.stack[at]!)
    stackStart[sample + 1] = stack.count
  }
  return { ...samples, stackStart, stack: stack.build() }
}

/** The name without its parameters, and without the dot that PowerPC puts before it (pprof's simplifyFunc). */
function simplified(name: string): string {
  const plain = name.startsWith('.') ? name.slice(1) : name
  for (const { 0: found, index } of plain.matchAll(/\(anonymous namespace\)|operator\(\)|\(/g)) {
    if (found === '(') return plain.slice(0, index)
  }
  return plain
}
