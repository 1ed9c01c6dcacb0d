import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OWN_CODE, RUNTIME_CODE } from '../../src/graph/graph-data.ts'
import { callTree, NO_NODE, type SideColumns } from '../../src/page/call-tree.ts'
import { neighboursOf } from '../../src/page/neighbours.ts'
import { functionSums, mainNodeOf } from '../../src/page/sums.ts'
import { anySample, type Stack, stacksOf, sumOf } from './trees.ts'

/** As one would count by hand: stack by stack. */
const NAIVE: Readonly<
  Record<'flat' | 'cum' | 'own', (stack: Stack, frame: number, flags: readonly number[]) => boolean>
> = {
  flat: ({ frames }, frame) => frames.at(-1) === frame,
  cum: ({ frames }, frame) => frames.includes(frame),
  own: ({ frames }, frame, flags) => {
    const has = (flag: number) => (each: number) => ((flags[each] ?? 0) & flag) !== 0
    const blamed = frames.findLast(has(OWN_CODE)) ?? frames.find((each) => !has(RUNTIME_CODE)(each)) ?? frames[0]
    return blamed === frame
  },
}

describe('sums of functions', () => {
  test.each(['flat', 'cum', 'own'] as const)('%s is that of all stacks, each counted once', (kind) => {
    fc.assert(
      fc.property(anySample, ({ tree, flags }) => {
        const columns: SideColumns = functionSums(tree, flags)[kind]
        const stacks = stacksOf(tree)
        for (const frame of flags.keys()) {
          const expected = sumOf(stacks.filter((stack) => NAIVE[kind](stack, frame, flags)))
          expect(columns.baseline[frame]).toBe(expected.baseline)
          expect(columns.candidate[frame]).toBe(expected.candidate)
        }
      }),
    )
  })

  test('own and flat of all functions are the total, but for what has no stack', () => {
    fc.assert(
      fc.property(anySample, ({ tree, flags }) => {
        const { flat, own } = functionSums(tree, flags)
        const all = (tree.total.candidate[0] as number) - (tree.self.candidate[0] as number)
        const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0)
        expect([sum(flat.candidate), sum(own.candidate)]).toEqual([all, all])
      }),
    )
  })
})

describe('callers and callees', () => {
  test('each edge is that of the stacks that have it, however often', () => {
    fc.assert(
      fc.property(anySample, fc.nat(5), ({ tree }, frame) => {
        const { callers, callees } = neighboursOf(tree, frame)
        const stacks = stacksOf(tree)
        const through = (caller: number, callee: number) =>
          sumOf(
            stacks.filter(({ frames }) =>
              frames.some((each, at) => each === callee && (at === 0 ? -1 : frames[at - 1]) === caller),
            ),
          )
        for (const { frame: caller, ...value } of callers) expect(value).toEqual(through(caller, frame))
        for (const { frame: callee, ...value } of callees) expect(value).toEqual(through(frame, callee))
      }),
    )
  })

  test('none that has a value is left out', () => {
    fc.assert(
      fc.property(anySample, fc.nat(5), ({ tree }, frame) => {
        const { callers, callees } = neighboursOf(tree, frame)
        const expected = { callers: new Set<number>(), callees: new Set<number>() }
        for (let node = 1; node < tree.size; node++) {
          if (tree.total.baseline[node] === 0 && tree.total.candidate[node] === 0) continue
          const [caller, callee] = [tree.frame[tree.parent[node] as number] as number, tree.frame[node] as number]
          if (callee === frame && caller !== frame) expected.callers.add(caller)
          if (caller === frame && callee !== frame) expected.callees.add(callee)
        }
        expect(new Set(callers.map((each) => each.frame))).toEqual(expected.callers)
        expect(new Set(callees.map((each) => each.frame))).toEqual(expected.callees)
      }),
    )
  })

  test('those of other metrics are', () => {
    const tree = callTree({
      parent: [-1, 0, 1, 1],
      frame: [-1, 0, 1, 2],
      baseline: [0, 0, 5, 0],
      candidate: [0, 0, 0, 0],
    })
    expect(neighboursOf(tree, 0).callees.map(({ frame }) => frame)).toEqual([1])
    expect(neighboursOf(tree, 2).callers).toEqual([])
  })

  test('the largest change stands first', () => {
    const tree = callTree({
      parent: [-1, 0, 1, 1, 1],
      frame: [-1, 0, 1, 2, 3],
      baseline: [0, 0, 5, 9, 1],
      candidate: [0, 0, 6, 0, 3],
    })
    expect(neighboursOf(tree, 0).callees.map(({ frame }) => frame)).toEqual([2, 3, 1])
  })
})

describe('the main node of a function', () => {
  const tree = callTree({
    parent: [-1, 0, 0, 0],
    frame: [-1, 7, 7, 7],
    baseline: [0, 50, 10, 2],
    candidate: [0, 51, 14, 6],
  })

  test('is the one that changed most, then the largest', () => {
    expect(mainNodeOf(tree, 7)).toBe(2)
  })

  test('is none where no stack has it', () => {
    expect(mainNodeOf(tree, 8)).toBe(NO_NODE)
  })
})
