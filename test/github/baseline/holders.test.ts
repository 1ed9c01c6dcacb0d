import { expect, test } from 'vitest'
import type { Holder, WorkflowRun } from '../../../src/github/api/api.ts'
import { holdersOf } from '../../../src/github/baseline/holders.ts'

const at = (minute: number): string => `2026-11-20T12:${String(minute).padStart(2, '0')}:00Z`

const holder = (runId: number, minute: number, more: Partial<Holder> = {}): Holder => {
  return { runId, headBranch: 'main', isOwn: true, storedAt: at(minute), ...more }
}

const run = (id: number, minute: number): WorkflowRun => ({
  ...{ id, workflowId: 7, event: 'push', headSha: 'a'.repeat(40), headBranch: 'main', isOwn: true },
  ...{ createdAt: at(minute), startedAt: at(minute) },
})

const asked = (holders: readonly Holder[], isAll: boolean, branch: string | null = 'main') =>
  holdersOf({ name: 'p', branch, ownId: 99, api: { holdersOf: async () => ({ holders, isAll }) } })

test.each<[string, readonly Holder[], boolean]>([
  ['there is none at all', [], true],
  ['it is of this run', [holder(99, 5)], true],
  ["it is of a fork's run", [holder(5, 5, { isOwn: false })], true],
  ['it is of a pull request or another branch', [holder(5, 5, { headBranch: 'topic' })], true],
  ['it is of the branch', [holder(5, 5)], false],
  ['it is of a merge queue', [holder(5, 5, { headBranch: 'gh-readonly-queue/main/pr-1-x' })], false],
  ['nobody knows of which branch', [holder(5, 5, { headBranch: null })], false],
])('where %s', async (_, holders, isNone) => {
  expect((await asked(holders, true)).isNone).toBe(isNone)
  expect((await asked(holders, false)).isNone).toBe(false)
})

test('any branch will do where none is known', async () => {
  expect((await asked([holder(5, 5, { headBranch: 'topic' })], true, null)).isNone).toBe(false)
})

test('of a whole list only the runs in it are worth a look', async () => {
  const { mayBe, areAll } = await asked([holder(5, 9), holder(4, 8)], true)
  expect([run(5, 7), run(4, 7), run(3, 1), run(6, 9)].map(mayBe)).toEqual([true, true, false, false])
  expect([areAll(new Set([5])), areAll(new Set([3, 4, 5]))]).toEqual([false, true])
})

test('of a list that ends, runs that may be older than it are worth a look as well', async () => {
  const { mayBe, areAll } = await asked([holder(5, 9), holder(4, 8)], false)
  expect([run(5, 7), run(3, 1), run(3, 8), run(6, 9)].map(mayBe)).toEqual([true, true, true, false])
  expect(areAll(new Set([4, 5]))).toBe(false)
})

test.each<[string, readonly Holder[]]>([
  ['is not in the order of time', [holder(4, 8), holder(5, 9)]],
  ['has a time that is none', [holder(5, 9, { storedAt: '?' })]],
  ['tells nothing', []],
])('of a list that ends and %s, all runs are', async (_, holders) => {
  const { mayBe } = await asked(holders, false)
  expect([run(1, 1), run(6, 9), run(7, 30)].map(mayBe)).toEqual([true, true, true])
})

test('a merge queue is asked about only where it may hold one', async () => {
  const queue = holder(5, 5, { headBranch: 'gh-readonly-queue/main/pr-1-x' })
  const answers = [await asked([holder(4, 4)], true), await asked([queue], true), await asked([holder(4, 4)], false)]
  expect(answers.map(({ isOfQueue }) => isOfQueue)).toEqual([false, true, true])
})
