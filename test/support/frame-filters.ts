import { printedName } from '../../src/diff/function-name.ts'
import type { FunctionId, Profile } from '../../src/model/profile.ts'

/** Options of pprof that take frames out of stacks; profile-gate has none of them, tests need them to read goldens. */
export interface FrameFilters {
  readonly hide: RegExp | null
  readonly show: RegExp | null
  readonly showFrom: RegExp | null
}

/**
 * The profile that is left (google/pprof profile/filter.go), of the samples of the mask. A location without lines is
 * taken out of its stacks, and a sample without a stack goes.
 */
export function filterFrames(profile: Profile, keeps: (sample: number) => boolean, filters: FrameFilters): Profile {
  const { hide, show, showFrom } = filters
  const { locations, samples } = profile
  const matches = matcher(profile)
  const isShown = (line: number) => (hide === null || !matches(hide, line)) && (show === null || matches(show, line))
  const tops = new Set<number>()
  const lines = Array.from({ length: locations.count }, (_, location) => {
    const rows = range(locations.lineStart[location]!, locations.lineStart[location + 1]!).filter(isShown)
    const last = showFrom === null ? -1 : rows.findLastIndex((line) => matches(showFrom, line))
    if (last === -1) return rows
    tops.add(location)
    return rows.slice(0, last + 1)
  })
  const stacks = range(0, samples.count).map((sample) => {
    const stack = [...samples.stack.subarray(samples.stackStart[sample], samples.stackStart[sample + 1])]
    const top = showFrom === null ? stack.length - 1 : stack.findLastIndex((location) => tops.has(location))
    return stack.slice(0, top + 1).filter((location) => (lines[location] ?? []).length > 0)
  })
  const kept = range(0, samples.count).filter((sample) => keeps(sample) && (stacks[sample] ?? []).length > 0)
  const rows = lines.flat()
  const labelRows = kept.map((sample) => range(samples.labelStart[sample]!, samples.labelStart[sample + 1]!))
  return {
    ...profile,
    locations: {
      ...locations,
      lineStart: startsOf(lines),
      lineFunction: Uint32Array.from(rows, (line) => locations.lineFunction[line]!),
      lineNumber: Float64Array.from(rows, (line) => Number(locations.lineNumber[line]!)),
    },
    samples: {
      count: kept.length,
      stackStart: startsOf(kept.map((sample) => stacks[sample] ?? [])),
      stack: Uint32Array.from(kept.flatMap((sample) => stacks[sample] ?? [])),
      values: samples.values.map((column) => Float64Array.from(kept, (sample) => Number(column[sample]!))),
      labelStart: startsOf(labelRows),
      labels: {
        key: Uint32Array.from(labelRows.flat(), (row) => samples.labels.key[row]!),
        text: Uint32Array.from(labelRows.flat(), (row) => samples.labels.text[row]!),
        number: Float64Array.from(labelRows.flat(), (row) => Number(samples.labels.number[row]!)),
        unit: Uint32Array.from(labelRows.flat(), (row) => samples.labels.unit[row]!),
      },
    },
  }
}

function matcher(profile: Profile) {
  const { functions, locations, strings } = profile
  return (pattern: RegExp, line: number): boolean => {
    const id = locations.lineFunction[line]!
    return pattern.test(printedName(profile, id as FunctionId)) || pattern.test(strings.text(functions.fileName[id]!))
  }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

/** Where each list starts if all stand in a row, and where the last ends. */
function startsOf(lists: readonly (readonly number[])[]): Uint32Array {
  const starts = new Uint32Array(lists.length + 1)
  for (const [at, list] of lists.entries()) starts[at + 1] = starts[at]! + list.length
  return starts
}
