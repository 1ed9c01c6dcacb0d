import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readProfiles } from '../../src/decode/read-profile.ts'
import { Frames } from '../../src/diff/frames.ts'
import { ownCode } from '../../src/diff/own.ts'
import { GraphCollector } from '../../src/graph/collector.ts'
import { framesRequest } from '../../src/graph/frames-request.ts'
import type { ProfileKind } from '../../src/model/kind.ts'
import type { Profile } from '../../src/model/profile.ts'
import { graphData } from '../../src/report/html/graphs.ts'
import { arbitraryProfile } from '../support/arbitrary-profile.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import { describeRecorded } from '../support/go-tool.ts'
import { recordedFiles, recordedPairs } from '../support/recorded-profiles.ts'
import { textProfile } from '../support/text-profile.ts'
import { functionValues } from './graph-values.ts'
import { NOTHING_SELECTED, tabulate } from './tabulated.ts'

const own = ownCode(['github.com/acme/...', 'example.com/...'])

/** The data of the page for two profiles; null where there is nothing to show. */
function graphsOf(baseline: readonly Profile[], candidate: readonly Profile[], kind: ProfileKind = 'other') {
  const collector = new GraphCollector(Number.POSITIVE_INFINITY)
  const frames = (profiles: readonly Profile[]) => profiles.map((profile) => new Frames(profile))
  const sides = { baseline: frames(baseline), candidate: frames(candidate) }
  const request = framesRequest({ profile: 'p', kind, ...sides, ownCode: own, selection: NOTHING_SELECTED })
  if (request !== null) collector.add(request, 0)
  const data = graphData(collector.collected, {
    sides: { baseline: 'Baseline', candidate: 'This PR' },
    checks: [],
    url: () => null,
    path: () => null,
    change: () => 'none',
    source: () => null,
  })
  return { data, sides }
}

/** Holds the values of every function in the graph against those of `diff`, on every metric. */
function expectSame(baseline: readonly Profile[], candidate: readonly Profile[], kind: ProfileKind = 'other'): number {
  const { data, sides } = graphsOf(baseline, candidate, kind)
  const [profile] = data.profiles
  let compared = 0
  for (const { name } of profile?.metrics ?? []) {
    const expected = tabulate(sides, kind, name, own)
    const actual = profile === undefined ? new Map() : functionValues(data, profile, name)
    const shown = [...actual].filter(([, { flat, cum, own }]) =>
      [flat, cum, own].some((sides) => sides.baseline !== 0 || sides.candidate !== 0),
    )
    expect(new Map(shown.sort(([a], [b]) => (a < b ? -1 : 1)))).toEqual(expected)
    compared += expected.size
  }
  return compared
}

describe('the call trees of the report', () => {
  test('give every function the flat, cum and own that diff gives it', () => {
    const shape = { largest: 2n ** 40n, nameless: true }
    fc.assert(
      fc.property(arbitraryProfile(shape), arbitraryProfile(shape), (before, after) => {
        expectSame([decodeProfile(encodeProfile(before))], [decodeProfile(encodeProfile(after))])
      }),
      { numRuns: 300 },
    )
  })

  test('hold the means of repeats', () => {
    const runs = [textProfile('samples/count\nmain.main;net.f 5'), textProfile('samples/count\nmain.main;net.f 6')]
    const { data } = graphsOf(runs, runs)
    expect(data.profiles[0]).toMatchObject({ runs: { baseline: 2, candidate: 2 } })
    expect(data.profiles[0]?.metrics[0]?.candidate).toEqual([0, 0, 5.5])
  })

  test('put the larger side first, whatever the metric, then the name', () => {
    const before = textProfile('samples/count\nmain.main;c 9\nmain.main;b 5\nmain.main;a 5')
    const after = textProfile('samples/count\nmain.main;c 1\nmain.main;b 5\nmain.main;a 5\nmain.main;d 8')
    const { data } = graphsOf([before], [after])
    const { frames, strings } = data
    const names = data.profiles[0]?.frame.slice(1).map((row) => strings[frames.name[row] ?? 0])
    expect(names).toEqual(['main.main', 'c', 'd', 'a', 'b'])
  })

  test('are in preorder', () => {
    const profile = textProfile('samples/count\na;b;c 1\na;d 5\ne 2')
    const { data } = graphsOf([], [profile])
    expect(data.profiles[0]?.parent).toEqual([-1, 0, 1, 1, 3, 0])
  })
})

describeRecorded('of the recorded profiles, the call trees', (folder) => {
  const read = (file: string) => {
    const bytes = new Uint8Array(readFileSync(join(folder, file)))
    const found = readProfiles(file, { kind: 'bytes', bytes })
    return found.kind === 'profiles' ? found.profiles[0] : undefined
  }

  test.each(recordedPairs(folder))('give what diff gives of $name', ({ baseline, candidate }) => {
    const sides = [read(baseline), read(candidate)]
    const kind = sides[1]?.kinds[0] ?? 'other'
    if (kind === 'benchmark' || kind === 'metrics') return
    expect(expectSame(sides[0]?.runs ?? [], sides[1]?.runs ?? [], kind)).toBeGreaterThan(0)
  })

  test('give what top gives of each one', () => {
    let compared = 0
    for (const { file } of recordedFiles(folder)) {
      const found = read(file)
      const kind = found?.kinds[0] ?? 'other'
      if (found === undefined || kind === 'benchmark' || kind === 'metrics') continue
      if (found.runs.some(({ samples }) => samples.count > 2000)) continue
      compared += expectSame([], found.runs, kind)
    }
    expect(compared).toBeGreaterThan(5000)
  })
})
