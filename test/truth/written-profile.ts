import type { Profile } from '../../src/model/profile.ts'
import type { PlainProfile } from '../support/encode-profile.ts'

/** A profile as the file that it could have been read from; of formats with a function to each location. */
export function writtenProfile(profile: Profile): PlainProfile {
  const { samples, locations, functions, strings, periodType } = profile
  const rows = (count: number) => Array.from({ length: count }, (_, row) => row)
  return {
    sampleTypes: profile.sampleTypes.map(({ type, unit }) => [type, unit]),
    samples: rows(samples.count).map((sample) => ({
      locations: Array.from(
        samples.stack.slice(samples.stackStart[sample], samples.stackStart[sample + 1]),
        (location) => location + 1,
      ),
      values: samples.values.map((column) => column[sample]!),
      labels: rows(samples.labelStart[sample + 1]! - samples.labelStart[sample]!).map((offset) => {
        const label = samples.labelStart[sample]! + offset
        return { key: strings.text(samples.labels.key[label]!), number: samples.labels.number[label]! }
      }),
    })),
    locations: rows(locations.count).map((location) => {
      const line = locations.lineStart[location]!
      return {
        id: location + 1,
        lines: [{ function: locations.lineFunction[line]! + 1, line: locations.lineNumber[line]! }],
      }
    }),
    functions: rows(functions.count).map((row) => ({
      id: row + 1,
      name: strings.text(functions.name[row]!),
      file: strings.text(functions.fileName[row]!),
    })),
    periodType: [periodType.type, periodType.unit],
    period: profile.period,
    timeNs: profile.timeNs,
    durationNs: profile.durationNs,
  }
}
