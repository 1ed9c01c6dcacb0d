import { acceptanceShape, filesShape, overrideShape, partShape, policyShape, ruleShape, whenShape } from './schema.ts'

/** A mapping of the policy language. */
export interface Place {
  /** As the owner of a key: "a rule needs `name`". */
  readonly owner: string
  /** As where a key belongs: "it belongs into a rule". */
  readonly belongs: string
  readonly keys: readonly string[]
}

const POLICY: Place = { owner: 'a policy', belongs: 'to the top of the file', keys: Object.keys(policyShape) }
const FILES: Place = { owner: '`files`', belongs: 'under `files` at the top', keys: Object.keys(filesShape) }
const WHEN: Place = { owner: '`when`', belongs: 'under `when` at the top', keys: Object.keys(whenShape) }
const RULE: Place = { owner: 'a rule', belongs: 'to a rule, in the list `rules`', keys: Object.keys(ruleShape) }
const PART: Place = { owner: 'a limit', belongs: 'under `fail` or `warn`', keys: Object.keys(partShape) }
const OVERRIDE: Place = { owner: 'an override', belongs: 'to an override of a rule', keys: Object.keys(overrideShape) }
const ACCEPTANCE: Place = {
  owner: 'an acceptance',
  belongs: 'to an acceptance, in the list `accept`',
  keys: Object.keys(acceptanceShape),
}

/** In the order in which a misplaced key is looked for: `files` of an unknown place is that of a rule. */
const PLACES: readonly Place[] = [PART, RULE, ACCEPTANCE, WHEN, FILES, POLICY, OVERRIDE]

/** The mapping that stands at a path of keys and indexes, as `['rules', 0, 'fail']`. */
export function placeAt(path: readonly PropertyKey[]): Place {
  const names = path.filter((key) => typeof key === 'string')
  const last = names.at(-1)
  if (last === 'fail' || last === 'warn') return PART
  if (last === 'overrides') return OVERRIDE
  if (last === 'rules') return RULE
  if (last === 'accept') return ACCEPTANCE
  if (last === 'files') return FILES
  return last === 'when' ? WHEN : POLICY
}

/** Where else in the language a key of this name stands. */
export function placeOfKey(key: string): Place | null {
  if (key.startsWith('x-')) return POLICY
  return PLACES.find(({ keys }) => keys.includes(key)) ?? null
}
