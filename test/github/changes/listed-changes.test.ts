import { expect, test } from 'vitest'
import type { ListedFile } from '../../../src/github/api/api.ts'
import { listedChanges } from '../../../src/github/changes/listed-changes.ts'

const PATCH = '@@ -1 +1 @@\n-a\n+b'
const LINE = { kind: 'lines', added: [{ first: 1, last: 1 }], cuts: [] }
const NO_LINE = { kind: 'lines', added: [], cuts: [] }
const UNKNOWN = { kind: 'unknown' }

test.each<[string, Partial<ListedFile>, object | null]>([
  ['modified', { patch: PATCH }, LINE],
  ['modified, of which no patch is shown', { changes: 9000 }, UNKNOWN],
  ['binary', { changes: 0 }, UNKNOWN],
  ['modified, whose patch is cut off', { patch: '@@ -1,9 +1,9 @@\n a' }, UNKNOWN],
  ['added', { status: 'added', patch: '@@ -0,0 +1 @@\n+a' }, { kind: 'whole' }],
  ['added, of which no patch is shown', { status: 'added', changes: 9000 }, { kind: 'whole' }],
  ['renamed', { status: 'renamed', changes: 0 }, NO_LINE],
  ['renamed and changed', { status: 'renamed', patch: PATCH }, LINE],
  ['renamed and changed, of which no patch is shown', { status: 'renamed', changes: 9000 }, UNKNOWN],
  ['of another mode', { status: 'changed', changes: 0 }, NO_LINE],
  ['removed', { status: 'removed', patch: '@@ -1 +0,0 @@\n-a' }, null],
  ['unchanged', { status: 'unchanged' }, null],
])('a file that is %s', (_, parts, expected) => {
  const file = { path: 'a.go', status: 'modified', changes: 2, patch: null, blob: null, ...parts }
  const change = expected === null ? [] : [{ path: 'a.go', change: expected }]
  expect(listedChanges([file])).toEqual(change)
})
