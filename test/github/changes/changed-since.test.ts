import { expect, test } from 'vitest'
import { changedSince } from '../../../src/github/changes/changed-since.ts'
import type { Stand } from '../../../src/github/stand.ts'

const [HEAD, BASE, PARENT] = ['a', 'b', 'c'].map((each) => each.repeat(40)) as [string, string, string]
const none = { kind: 'none', steps: [] } as const
const unknown = { kind: 'unknown', why: 'unavailable', message: 'x' } as const
const to = (how: 'parent' | 'base') => ({ kind: 'commit', sha: PARENT, how }) as const

test.each<[string, Stand['wanted'], Stand['policyCommits']['base'], string | null]>([
  ['a pull request by what it stands on', none, { kind: 'commit', sha: BASE, isSeen: true, since: PARENT }, PARENT],
  ['a push by its parent', to('parent'), { kind: 'none' }, PARENT],
  ['a push that is compared with another commit by nothing', to('base'), { kind: 'none' }, null],
  ['a schedule by nothing', none, { kind: 'none' }, null],
  ['a push whose parent is unknown by nothing', unknown, { kind: 'none' }, null],
  ['a pull request whose base is unknown by nothing', none, unknown, null],
])('the change of %s', (_, wanted, base, expected) => {
  expect(changedSince({ wanted, policyCommits: { base, head: HEAD } })).toBe(expected)
})
