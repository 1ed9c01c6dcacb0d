import type * as z from 'zod'
import { editDistance } from '../model/edit-distance.ts'
import { type Found, type MistakeDetail, mistake } from './mistake.ts'
import { nearestName } from './nearest.ts'
import { type Place, placeAt, placeOfKey } from './places.ts'
import { refusedDetail } from './schema-values.ts'
import { headRange, keyRange } from './site.ts'
import type { Range } from './source.ts'
import { instead, written } from './wrong-type.ts'
import { type Node, nodeAt } from './yaml-tree.ts'

type Issue = z.core.$ZodIssue

/** The mistakes behind the schema's issues. `path` leads from the root of the file to what the schema was given. */
export function issueMistakes(issues: readonly Issue[], root: Node, path: readonly PropertyKey[]): readonly Found[] {
  const found = issues.flatMap((issue) => issueMistake(issue, root, [...path, ...issue.path]))
  // A misspelt key is not missing as well.
  const meant = new Set(found.map(({ detail }) => (detail.code === 'unknown-key' ? detail.args.near : null)))
  return found.filter(({ detail }) => detail.code !== 'missing-key' || !meant.has(detail.args.key))
}

function issueMistake(issue: Issue, root: Node, path: readonly PropertyKey[]): readonly Found[] {
  const node = nodeAt(root, path)
  const key = keyName(path)
  if (node === null) return [missingKey(root, path)]
  if (node.kind === 'unread') return []
  if (issue.code === 'unrecognized_keys') return issue.keys.flatMap((name) => unknownKey(node, name, placeAt(path)))
  if (node.kind === 'scalar' && node.value === null) return [mistake(keyRange(root, path), 'empty-value', { key })]
  switch (issue.code) {
    case 'custom': {
      const detail = refusedDetail(issue.params)
      if (detail === null) throw new Error('an issue of the policy schema carries no mistake')
      return [{ range: faultRange(node, detail), detail }]
    }
    case 'invalid_union': {
      const branch = meantBranch(issue.errors, node)
      if (branch !== null) return branch.flatMap((inner) => issueMistake(inner, root, [...path, ...inner.path]))
      return [wrongType(node, path, issue.message)]
    }
    case 'invalid_value':
      return [unknownValue(node, path, issue.values.map(String))]
    case 'too_small':
      if (issue.origin === 'array') return [mistake(node.range, 'empty-list', { key })]
      return [outOfRange(node, key, `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`)]
    case 'too_big':
      return [outOfRange(node, key, `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`)]
    default:
      return [wrongType(node, path, issue.message)]
  }
}

/** All of the value; of a regular expression from the fault on, where the text stands in the file as it is. */
function faultRange(node: Node, detail: MistakeDetail): Range {
  if (node.kind !== 'scalar' || detail.code !== 'bad-regex') return headRange(node)
  const inside = node.written.indexOf(String(node.value))
  if (inside === -1) return node.range
  const start = node.range.start + inside
  return { start: start + detail.args.index, end: start + String(node.value).length }
}

/** The branch of a union that the value was meant for: a list for the list, anything else for the single value. */
function meantBranch(branches: readonly (readonly Issue[])[], node: Node): readonly Issue[] | null {
  const aside = (issue: Issue) =>
    issue.path.length === 0 &&
    (issue.code === 'invalid_type' || (issue.code === 'invalid_value' && node.kind !== 'scalar'))
  return branches.find((issues) => !issues.some(aside)) ?? null
}

function unknownKey(node: Node, name: string, place: Place): readonly Found[] {
  const entry = node.kind === 'map' ? node.entries.get(name) : undefined
  if (entry === undefined) return []
  const [, before = '', after = ''] = /^([^:]+):(\S.*)$/.exec(name) ?? []
  if (place.keys.includes(before)) return [mistake(entry.keyRange, 'missing-space', { key: before, value: after })]
  const near = nearestName(name, place.keys)
  const elsewhere = placeOfKey(name)
  // A slip of one letter (`file` for `files`) is likelier than a key of another place.
  const slip = near !== null && (elsewhere === null || editDistance(name, near) <= 1)
  return [
    mistake(entry.keyRange, 'unknown-key', {
      key: name,
      near: slip ? near : null,
      belongs: slip ? null : (elsewhere?.belongs ?? null),
      known: place.keys,
    }),
  ]
}

/** Points to the beginning of the mapping that lacks the key: its first key, or its brace. */
function missingKey(root: Node, path: readonly PropertyKey[]): Found {
  const owner = path.slice(0, -1)
  const node = nodeAt(root, owner) ?? root
  return mistake(headRange(node), 'missing-key', { key: keyName(path), owner: placeAt(owner).owner })
}

function keyName(path: readonly PropertyKey[]): string {
  return path.findLast((key) => typeof key === 'string') ?? 'the file'
}

function wrongType(node: Node, path: readonly PropertyKey[], expected: string): Found {
  const key = keyName(path)
  const item = typeof path.at(-1) === 'number'
  return mistake(headRange(node), 'wrong-type', {
    key,
    item,
    expected,
    got: written(node),
    instead: item ? null : instead(node, key, expected),
  })
}

function outOfRange(node: Node, key: string, range: string): Found {
  return mistake(node.range, 'out-of-range', { key, value: node.kind === 'scalar' ? node.written : '', range })
}

/** Words of other tools for what a value is called here. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['allocs', 'heap'],
  ['memory', 'heap'],
  ['mem', 'heap'],
  ['profile', 'cpu'],
  ['lock', 'mutex'],
  ['ignore', 'pass'],
])

function unknownValue(node: Node, path: readonly PropertyKey[], known: readonly string[]): Found {
  const key = keyName(path)
  if (key === 'version') return mistake(headRange(node), 'unsupported-version', { got: written(node) })
  if (node.kind !== 'scalar') return wrongType(node, path, known.join(', '))
  const value = String(node.value)
  const synonym = SYNONYMS.get(value)
  const near = nearestName(value, known) ?? (synonym !== undefined && known.includes(synonym) ? synonym : null)
  return mistake(node.range, 'unknown-value', { key, value, near, known })
}
