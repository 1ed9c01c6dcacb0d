import { expect } from 'vitest'
import { renderJson } from '../../src/report/json.ts'
import { hasWordsFor } from '../../src/report/known-codes.ts'
import { parseResult } from '../../src/result/parse.ts'
import type { Result } from '../../src/result/result.ts'

/** Holds a result against its published form: written as JSON it is read again as it was, and there are words for all of it. */
export function expectReadable(result: Result): void {
  const parsed = parseResult(renderJson(result))
  expect(parsed).toEqual({ kind: 'result', result })
  expect(hasWordsFor(result)).toBe(true)
}
