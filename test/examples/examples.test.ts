import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeRecipe } from '../docs/recipe.ts'
import { Checkout, exampleFolder } from './example.ts'

const MINUTES = 60_000

interface Example {
  readonly name: string
  /** The part that the regression is in. */
  readonly target: string | null
  readonly culprit: string
  /** Parts that it is not in. */
  readonly others: readonly string[]
}

const EXAMPLES: readonly Example[] = [
  { name: 'library', target: null, culprit: 'example.com/catalog/export.CSV', others: [] },
  { name: 'monorepo', target: 'search', culprit: 'example.com/shop/search.both', others: ['cart'] },
]

/** The rules that a regression fails, and the one that it does not. */
const FAILED = ['allocation', 'allocs-per-op', 'bytes-per-op']
const RULES = [...FAILED, 'live-heap']

interface Verdict {
  readonly outcome: string
  readonly checks: readonly {
    readonly rule: string
    readonly outcome: string
    readonly causes: readonly { readonly name: string }[]
  }[]
  readonly problems: readonly unknown[]
}

/** What a result says, without its numbers, which differ a little from run to run. */
function outline(markdown: string): readonly string[] {
  const lines = markdown.split('\n').filter((line) => /^(### |\*\*Start|\| ❌)/.test(line))
  return lines.map((line) => line.replace(/[▁-█]+/g, '').replace(/[-+−±<>]*\d[\d.,]*(?: ?(?:%|×|[KMG]?i?B))?/g, '#'))
}

for (const { name, target, culprit, others } of EXAMPLES) {
  describeRecipe(`the example ${name}`, () => {
    let checkout: Checkout

    beforeAll(() => {
      checkout = new Checkout(name)
      checkout.measure('baseline')
      checkout.measure('same-code')
      checkout.regress()
      checkout.measure('regression')
    }, 5 * MINUTES)
    afterAll(() => checkout.remove())

    const judged = (to: string, part: string | null) => {
      const { code, out } = checkout.compare('baseline', to, part, '--format', 'json')
      return { code, verdict: JSON.parse(out) as Verdict }
    }

    it('passes without a regression, and every rule has something to say', () => {
      for (const part of [target, ...others]) {
        const { code, verdict } = judged('same-code', part)
        expect({ code, outcome: verdict.outcome, problems: verdict.problems }).toEqual({
          ...{ code: 0, outcome: 'pass', problems: [] },
        })
        expect([...new Set(verdict.checks.map(({ rule }) => rule))].sort()).toEqual(RULES)
      }
    })

    it('fails with the regression, and names the function', () => {
      const { code, verdict } = judged('regression', target)
      const fails = verdict.checks.filter(({ outcome }) => outcome === 'fail')
      expect(code).toBe(1)
      expect(fails.map(({ rule }) => rule).sort()).toEqual(FAILED)
      expect(fails.find(({ rule }) => rule === 'allocation')?.causes[0]?.name).toBe(culprit)
    })

    it('passes in the parts that the regression is not in', () => {
      expect(others.map((part) => judged('regression', part).verdict.outcome)).toEqual(others.map(() => 'pass'))
    })

    it('has the result that result.md shows', () => {
      const { out } = checkout.compare('baseline', 'regression', target, '--format', 'markdown')
      const file = join(exampleFolder(name), 'result.md')
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, out)
      expect(outline(out).length).toBeGreaterThan(FAILED.length)
      expect(outline(out)).toEqual(outline(readFileSync(file, 'utf8')))
    })
  })
}
