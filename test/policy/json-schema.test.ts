import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { policyJsonSchema } from '../../src/policy/json-schema.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { compileRegex } from '../../src/policy/regex.ts'
import { EXAMPLE_POLICY, SMALLEST_POLICY } from './example-policy.ts'
import { MISTAKE_CASES } from './mistake-cases.ts'

const COMMITTED = new URL('../../src/policy/policy.schema.json', import.meta.url)
const DEFAULT_POLICY = new URL('../../src/policy/default-policy.yml', import.meta.url)

type Schema = Readonly<Record<string, unknown>>

const schema = policyJsonSchema()

/** Whether a value is valid, for those keywords of draft 2020-12 that the schema uses; any other keyword throws. */
function accepts(rule: Schema, value: unknown): boolean {
  return Object.entries(rule).every(([keyword, argument]) => keywordAccepts(keyword, argument, rule, value))
}

function keywordAccepts(keyword: string, argument: unknown, rule: Schema, value: unknown): boolean {
  const list = argument as readonly Schema[]
  const limit = argument as number
  const object =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : null
  switch (keyword) {
    case '$schema':
    case '$defs':
    case 'title':
    case 'description':
    case 'default':
    case 'format':
    case 'patternProperties':
    case 'id':
      return true
    case '$ref':
      return accepts(definition(argument as string), value)
    case 'type':
      return (
        argument === (object !== null ? 'object' : Array.isArray(value) ? 'array' : typeof value) ||
        (argument === 'integer' && Number.isInteger(value))
      )
    case 'const':
      return value === argument
    case 'enum':
      return (argument as readonly unknown[]).includes(value)
    case 'anyOf':
      return list.some((branch) => accepts(branch, value))
    case 'items':
      return !Array.isArray(value) || value.every((item) => accepts(argument as Schema, item))
    case 'minItems':
      return !Array.isArray(value) || value.length >= limit
    case 'minProperties':
      return object === null || object.size >= limit
    case 'minimum':
      return typeof value !== 'number' || value >= limit
    case 'maximum':
      return typeof value !== 'number' || value <= limit
    case 'exclusiveMinimum':
      return typeof value !== 'number' || value > limit
    case 'exclusiveMaximum':
      return typeof value !== 'number' || value < limit
    case 'pattern':
      return typeof value !== 'string' || compileRegex(argument as string).matches(value)
    case 'required':
      return object === null || (argument as readonly string[]).every((key) => object.has(key))
    case 'properties':
      return Object.entries(argument as Record<string, Schema>).every(
        ([key, child]) => !object?.has(key) || accepts(child, object.get(key)),
      )
    case 'additionalProperties': {
      const free = Object.keys((rule['patternProperties'] ?? {}) as object).map(compileRegex)
      const known = new Set(Object.keys((rule['properties'] ?? {}) as object))
      return [...(object?.keys() ?? [])].every((key) => known.has(key) || free.some((regex) => regex.matches(key)))
    }
    default:
      throw new Error(`the schema uses ${keyword}, which this test does not know`)
  }
}

function definition(reference: string): Schema {
  const found = (schema['$defs'] as Record<string, Schema>)[reference.replace('#/$defs/', '')]
  if (found === undefined) throw new Error(`nothing is defined as ${reference}`)
  return found
}

function objectsOf(value: unknown): readonly Schema[] {
  if (typeof value !== 'object' || value === null) return []
  return [value as Schema, ...Object.values(value).flatMap(objectsOf)]
}

describe('the JSON Schema of policies', () => {
  it('is the committed one', () => {
    const text = `${JSON.stringify(schema, null, 2)}\n`
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(COMMITTED, text)
    expect(readFileSync(COMMITTED, 'utf8')).toBe(text)
  })

  it('is of draft 2020-12 and names every key', () => {
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema')
    const keys = objectsOf(schema).flatMap(({ type, properties }) =>
      type === 'object' ? Object.entries(properties as object) : [],
    )
    expect(keys.length).toBeGreaterThan(45)
    expect(keys.filter(([, help]) => typeof help.title !== 'string' || typeof help.description !== 'string')).toEqual(
      [],
    )
  })

  it.each([
    ['the example', EXAMPLE_POLICY],
    ['the smallest policy', SMALLEST_POLICY],
    ['the default policy', readFileSync(DEFAULT_POLICY, 'utf8')],
  ])('accepts %s, as the parser does', (_, text) => {
    expect(parsePolicy(text, 'p.yml').kind).toBe('policy')
    expect(accepts(schema, parse(text, { merge: true }))).toBe(true)
  })

  it('refuses what is wrong in form', () => {
    const cases = [
      'no version',
      'another version',
      'a version in quotes',
      'no rules',
      'an empty list of rules',
      'rules as a mapping',
      'a rule without a name, another without a kind',
      'a misspelt key at the top',
      'a misspelt key in a limit',
      'a limit beside fail',
      'a key of when in files',
      'a free key inside a rule',
      'no space after a colon',
      'a glob that is not in a list',
      'a percent sign',
      'a number as a name',
      'a word for a boolean',
      'a misspelt kind',
      'a misspelt level',
      'a list that should not be empty',
      'numbers out of their range',
      'a name with capital letters',
      'quantities in other spellings',
      'a negative quantity',
      'a misspelt group',
      'a label without a key',
      'a blank reason',
      'a rule without a limit',
      'a limit without a part',
      'an acceptance without an end',
      'an acceptance without a value',
    ]
    expect(cases.filter((name) => accepts(schema, parse(MISTAKE_CASES[name] ?? 'absent')))).toEqual([])
  })
})
