import { notice } from '../../model/notice.ts'
import { renderJson } from '../../report/json.ts'
import { inReadingOrder } from '../../report/order.ts'
import type { Result } from '../../result/result.ts'

/** Most causes of a check, step by step; a comment shows five at most. */
const MOST_CAUSES: readonly number[] = [Number.POSITIVE_INFINITY, 20, 5, 1]
/** Pages show the trees of the first few checks. */
const MOST_TREES = 10

/**
 * The result as JSON of at most `limitBytes` in UTF-8, as far as that is possible: whoever reads it takes no more. Trees go first,
 * then the smallest causes of each check; how many causes are missing is a warning of the result.
 */
export function shortJson(result: Result, limitBytes: number): string {
  let text = renderJson(result)
  for (const most of MOST_CAUSES) {
    if (Buffer.byteLength(text) <= limitBytes) return text
    text = renderJson(shortened(result, most))
  }
  return text
}

function shortened(result: Result, mostCauses: number): Result {
  const first = new Set(inReadingOrder(result.checks).slice(0, MOST_TREES))
  const checks = result.checks.map((check) => ({
    ...check,
    causes: check.causes.slice(0, mostCauses),
    tree: first.has(check) ? check.tree : null,
  }))
  const countOf = (all: Result['checks']) => all.reduce((sum, { causes }) => sum + causes.length, 0)
  const causes = countOf(result.checks) - countOf(checks)
  const missing = causes === 0 ? [] : [{ ...notice('result-shortened', { causes }), profile: null }]
  return { ...result, checks, warnings: [...missing, ...result.warnings] }
}
