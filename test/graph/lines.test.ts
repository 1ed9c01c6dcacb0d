import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Frames } from '../../src/diff/frames.ts'
import { diffLines } from '../../src/diff/lines.ts'
import { ownCode } from '../../src/diff/own.ts'
import { GraphCollector } from '../../src/graph/collector.ts'
import { metricOf } from '../../src/model/metric.ts'
import { sourcesOf } from '../../src/report/html/sources.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { textProfile } from '../support/text-profile.ts'
import { NOTHING_SELECTED } from './tabulated.ts'

const own = ownCode(null)

function collected(baseline: readonly Frames[], candidate: readonly Frames[]) {
  const collector = new GraphCollector()
  const more = { profile: 'p', kind: 'heap', ownCode: own, selection: NOTHING_SELECTED } as const
  collector.addFrames({ ...more, baseline, candidate })
  return collector.collected
}

const heapOf = (side: string) =>
  new Frames(decodeProfile(new Uint8Array(readFileSync(`test/fixtures/session-cache/${side}/heap.pb.gz`))))

describe('the lines of the functions that changed', () => {
  test('have the values that list gives them, on every metric', () => {
    const [before, after] = [heapOf('baseline'), heapOf('candidate')]
    const { functions, lines, trees } = collected([before], [after])
    expect(functions[lines[0]?.number ?? -1]?.name).toBe('example.com/shop/session-cache/session.(*Store).Get')
    let compared = 0
    for (const { number, file, values } of lines) {
      const name = functions[number]?.name
      for (const [at, { name: metric }] of (trees[0]?.metrics ?? []).entries()) {
        const run = (frames: Frames) => {
          const column = frames.profile.sampleTypes.findIndex(({ type }) => type === metric)
          return { frames, metric: metricOf(frames.profile.sampleTypes[column] ?? { type: '', unit: '' }, column) }
        }
        const wanted = { matches: (text: string) => text === name }
        const listed = diffLines([run(before)], [run(after)], { wanted, selection: NOTHING_SELECTED })
        const expected = listed.functions.find((each) => each.file === file)?.lines ?? []
        const shown = values[at]
        const actual = (shown?.lines ?? []).map((line, row) => ({
          line,
          flat: [shown?.flat.baseline[row], shown?.flat.candidate[row]],
          cum: [shown?.cum.baseline[row], shown?.cum.candidate[row]],
        }))
        expect(actual).toEqual(
          expected.map(({ line, flat, cum }) => ({
            line,
            flat: [flat.baseline, flat.candidate],
            cum: [cum.baseline, cum.candidate],
          })),
        )
        compared += actual.length
      }
    }
    expect(compared).toBeGreaterThan(20)
  })

  test('are known of functions that have values of a later metric only', () => {
    const stacks = 'inuse_space/bytes alloc_space/bytes\n'
    const before = new Frames(textProfile(`${stacks}main.main@a.go:3 4 4\nmain.short@b.go:7 0 50`))
    const after = new Frames(
      textProfile(`${stacks}main.main@a.go:3 6 90\nmain.main@a.go:4 6 8\nmain.short@b.go:7 0 90`),
    )
    const { functions, lines } = collected([before], [after])
    expect(functions.map(({ name, file, line }) => [name, file, line])).toEqual([
      // By the first metric, though the other one grew more in another line.
      ['main.main', 'a.go', 4],
      ['main.short', 'b.go', 7],
    ])
    expect(lines.map(({ number }) => functions[number]?.name)).toContain('main.short')
  })

  test('are shown from the first line of a function to its end, with the lines that were changed', () => {
    const stack = (lines: string) => new Frames(textProfile(`inuse_space/bytes\n${lines}`))
    const { functions, lines } = collected([stack('main.main@a.go:3 1')], [stack('main.main@a.go:3 9')])
    const text = ['package main', 'func main() {', '\tcall()', '}', '', 'func other() {}']
    const sources = sourcesOf(lines, functions, {
      source: (_name, file) => (file === 'a.go' ? text : null),
      change: ({ line }) => (line === 3 ? 'line' : 'function'),
    })
    expect(sources).toEqual([
      {
        ...{ frame: 0, startLine: 1, changedLines: [3] },
        text: ['package main', 'func main() {', '    call()', '}'],
        values: [
          {
            ...{ profile: 0, metric: 0, lines: [3] },
            flat: { baseline: [1], candidate: [9] },
            cum: { baseline: [1], candidate: [9] },
          },
        ],
      },
    ])
  })

  test('are left out where the checkout has another version', () => {
    const stack = (lines: string) => new Frames(textProfile(`inuse_space/bytes\n${lines}`))
    const { functions, lines } = collected([], [stack('main.main@a.go:30 1')])
    expect(sourcesOf(lines, functions, { source: () => ['package main'], change: () => 'none' })).toEqual([])
  })
})
