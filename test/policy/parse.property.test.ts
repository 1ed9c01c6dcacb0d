import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../src/policy/parse.ts'
import { describeMistake } from '../../src/policy/print.ts'
import { EXAMPLE_POLICY } from './example-policy.ts'

const PIECES = [
  ...EXAMPLE_POLICY.split(/([ \n,:[\]{}])/).filter((piece) => piece !== ''),
  ...[
    '&a',
    '*a',
    '<<',
    '!t',
    '|',
    '>',
    '"',
    "'",
    '\t',
    '%YAML 1.1',
    '---',
    '? ',
    '- ',
    '\uFEFF',
    '\u0000',
    '.inf',
    '~',
  ],
]

/** Whatever the text: either a policy, or at least one mistake, each at a place in the text and fit to print. */
function readsWithoutThrowing(text: string): void {
  const result = parsePolicy(text, 'p.yml')
  if (result.kind === 'policy') {
    expect(result.policy.rules.length).toBeGreaterThan(0)
    return
  }
  expect(result.mistakes.length).toBeGreaterThan(0)
  const lines = text.split('\n').length
  for (const mistake of result.mistakes) {
    expect(mistake.line).toBeGreaterThanOrEqual(1)
    expect(mistake.line).toBeLessThanOrEqual(lines)
    expect(mistake.column).toBeGreaterThanOrEqual(1)
    expect(describeMistake(mistake)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
  }
}

describe('parsePolicy', () => {
  it('never throws on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), readsWithoutThrowing), { numRuns: 500 })
  })

  it('never throws on pieces of policies in any order', () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''))
    fc.assert(fc.property(text, readsWithoutThrowing), { numRuns: 1_000 })
  })

  it('never throws on a policy of which a stretch is replaced', () => {
    const change = fc.record({
      at: fc.nat(EXAMPLE_POLICY.length),
      length: fc.nat(40),
      by: fc.oneof(fc.constant(''), fc.constantFrom(...PIECES), fc.string({ maxLength: 10 })),
    })
    const text = fc
      .array(change, { minLength: 1, maxLength: 3 })
      .map((changes) =>
        changes.reduce((all, { at, length, by }) => all.slice(0, at) + by + all.slice(at + length), EXAMPLE_POLICY),
      )
    fc.assert(fc.property(text, readsWithoutThrowing), { numRuns: 400 })
  })

  it('never throws on any value at any key', () => {
    const key = fc.constantFrom(
      ...['version', 'own', 'confidence', 'files', 'rules', 'accept', 'when', 'name', 'kind', 'metric', 'of', 'fail'],
      ...['warn', 'only', 'overrides', 'percent', 'growth', 'above', 'up-to', 'until', 'reason', '__proto__', 'x-a'],
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('heap', '4MiB', '50ms', 'total', '(', '**', '2027-02-29', 'toString', ''),
        fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
      ),
    }))
    const text = fc.dictionary(key, tree, { maxKeys: 7 }).map((value) => JSON.stringify(value))
    fc.assert(fc.property(text, readsWithoutThrowing), { numRuns: 1_000 })
  })
})
