import { describe, expect, test } from 'vitest'
import { renderJson } from '../../src/report/json.ts'
import { expectGolden } from '../golden.ts'
import { HOSTILE_NAMES } from './hostile-names.ts'
import { CASES, cause, change, check, mixed, result } from './results.ts'

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, part]) => [key, shuffled(part)]),
  )
}

describe('the JSON', () => {
  test('has the keys of the documentation in their order', () => {
    expectGolden('report/mixed.json', renderJson(mixed()))
  })

  test.each(Object.entries(CASES))('is the whole %s result, and nothing else', (_, make) => {
    expect(JSON.parse(renderJson(make()))).toEqual(make())
  })

  test('does not depend on the order in which a result was put together', () => {
    const args = result({ checks: [check({ causes: [cause('f', change(1, 2))] })] })
    expect(renderJson(shuffled(args) as typeof args)).toBe(renderJson(args))
  })

  test('keeps every name exactly, and shows none raw that moves the cursor', () => {
    const made = result({ checks: [check({ causes: HOSTILE_NAMES.map((name) => cause(name, change(1, 2))) })] })
    const text = renderJson(made)
    expect(JSON.parse(text)).toEqual(made)
    expect(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.exec(text.replaceAll('\n', ''))).toBeNull()
    expect(text.endsWith('}\n')).toBe(true)
  })

  test('leaves out keys that are no part of the result', () => {
    const made = { ...result(), secret: 1 }
    expect(renderJson(made)).toBe(renderJson(result()))
  })
})
