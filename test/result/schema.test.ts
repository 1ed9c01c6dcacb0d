import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { renderJson } from '../../src/report/json.ts'
import { parseResult } from '../../src/result/parse.ts'
import type { Result, TreeNode } from '../../src/result/result.ts'
import { resultSchema } from '../../src/result/schema.ts'
import { CASES, cause, change, check, fail, result } from '../report/results.ts'
import { expectReadable } from './expect-result.ts'

/** A result in which the value at some keys is another one. */
function altered(keys: readonly (string | number)[], value: unknown): string {
  const made = JSON.parse(renderJson(fail())) as Record<string | number, unknown>
  let at = made
  for (const key of keys.slice(0, -1)) at = at[key] as typeof at
  at[keys.at(-1) ?? ''] = value
  return JSON.stringify(made)
}

const PLACE = { name: 'main.f', file: 'a.go', line: 1, changed: false, baseline: 1, candidate: 2, delta: 1 }

/** A call tree in one line. */
function chain(nodes: number): Result {
  let tree: TreeNode = { ...PLACE, children: [] }
  for (let at = 1; at < nodes; at++) tree = { ...PLACE, children: [tree] }
  return result({ checks: [check({ tree })] })
}

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('a result as JSON', () => {
  test.each(Object.entries(CASES))('is read as it was written: %s', (_, make) => {
    expectReadable(make())
  })

  test('has names as long as programs have them, and values beyond 2^53', () => {
    const values = { ...change(1, 2), candidate: '18446744073709551615' }
    expectReadable(result({ checks: [check({ causes: [cause(`main.F[${'int,'.repeat(1000)}]`, values)] })] }))
  })

  test('has a call tree of 200 nodes in one line, and not of 201', () => {
    expectReadable(chain(200))
    expect(parseResult(renderJson(chain(201))).kind).not.toBe('result')
  })

  test.each<[string, readonly (string | number)[], unknown]>([
    ['a key that it does not have', ['html'], ''],
    ['a key that its context does not have', ['context', 'pull'], 7],
    ['a key that a cause does not have', ['checks', 0, 'causes', 0, 'note'], ''],
    ['a key that a node does not have', ['checks', 0, 'tree', 'children', 0, 'note'], ''],
    ['another version', ['schemaVersion'], 2],
    ['an outcome that is none', ['outcome'], 'great'],
    ['a commit that is none', ['context', 'candidate', 'sha'], 'main'],
    ['a date that is none', ['context', 'date'], 'today'],
    ['a target that is none', ['context', 'target'], '../../x'],
    ['a way to the baseline that is none', ['context', 'baseline', 'how'], 'magic'],
    ['a rule that is a sentence', ['checks', 0, 'rule'], 'all is well'],
    ['a code that is a sentence', ['checks', 0, 'reason'], { code: 'All is well', args: {} }],
    ['arguments that are lists', ['checks', 0, 'reason'], { code: 'no-baseline', args: { name: ['x'] } }],
    ['an argument with a name of its own kind', ['checks', 0, 'reason'], { code: 'no-baseline', args: { 'a b': 1 } }],
    [
      'too many arguments',
      ['checks', 0, 'reason'],
      { code: 'x', args: Object.fromEntries(range(40).map((at) => [`a${at}`, at])) },
    ],
    ['an argument that is too long', ['checks', 0, 'reason'], { code: 'x', args: { name: 'x'.repeat(9000) } }],
    ['a name that is too long', ['checks', 0, 'causes', 0, 'name'], 'x'.repeat(9000)],
    ['a path that is too long', ['checks', 0, 'profile'], 'x/'.repeat(3000)],
    ['a value that is text', ['checks', 0, 'total', 'delta'], '12 MiB'],
    ['a value that is none', ['checks', 0, 'total', 'delta'], null],
    ['a line that is no whole number', ['checks', 0, 'causes', 0, 'line'], 1.5],
    ['groups that are none', ['checks', 0, 'of'], 'label: '],
    ['too many runs', ['checks', 0, 'runs', 'baseline'], range(20_000)],
    ['checks that are none', ['checks'], {}],
    ['a prototype', ['context'], JSON.parse('{"__proto__":{"date":"2026-11-30"}}')],
  ])('is none with %s', (_, keys, value) => {
    expect(parseResult(altered(keys, value))).toMatchObject({ kind: 'invalid' })
  })

  test.each([
    ['', 'not-json'],
    ['{', 'not-json'],
    ['\u0000', 'not-json'],
    ['NaN', 'not-json'],
    ['null', 'invalid'],
    ['[]', 'invalid'],
    [`{"a":${deep(200_000)}}`, 'too-deep'],
    [`{"a":"${deep(200_000)}"}`, 'invalid'],
    [`{"a":"\\"${'{'.repeat(600)}"}`, 'invalid'],
  ])('is told from other texts: %#', (text, kind) => {
    expect(parseResult(text).kind).toBe(kind)
  })

  test('says where it is wrong', () => {
    expect(parseResult(altered(['checks', 0, 'kind'], 'x'))).toEqual({ kind: 'invalid', where: 'checks.0.kind' })
  })
})

test('the form can be published as JSON Schema', () => {
  const schema = z.toJSONSchema(resultSchema)
  expect(schema).toMatchObject({ type: 'object', additionalProperties: false })
  expect(schema.required).toEqual(Object.keys(JSON.parse(renderJson(fail())) as object))
})

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at)
}
