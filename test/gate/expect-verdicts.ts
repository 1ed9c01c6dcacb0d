import { expect, test } from 'vitest'
import type { Result } from '../../src/result/result.ts'
import { expectGolden } from '../golden.ts'
import { resultText } from './result-text.ts'
import { type Case, gate } from './run.ts'

/** A pair, and what has to come of it: see `verdictOf`. */
export type Expected = readonly [verdict: string, pair: Case]

/**
 * Gives what judges pairs. What must come of each stands with it, and holds however often they are recorded; the whole results
 * are compared with `TOPIC.golden.txt`, which changes with the recording.
 */
export function verdictsOf(topic: string): (cases: Readonly<Record<string, Expected>>) => void {
  const all: (readonly [name: string, expected: Expected])[] = []
  const known = new Map<Case, Result>()
  const judged = (pair: Case): Result => {
    const result = known.get(pair) ?? gate(pair)
    known.set(pair, result)
    return result
  }
  test('the results in full are as the golden has them', () => {
    const blocks = all.map(([name, [, pair]]) => `# ${name}\n${resultText(judged(pair))}\n`)
    expectGolden(`../gate/${topic}.golden.txt`, blocks.join('\n'))
  })
  return (cases) => {
    const entries = Object.entries(cases)
    all.push(...entries)
    test.each(entries)('%s', (_, [verdict, pair]) => expect(verdictOf(judged(pair))).toBe(verdict))
  }
}

/** `fail pantry.sugar + period-differs`: the outcome of the check, its reason or what is over the limit, and warnings. */
function verdictOf({ checks, problems, warnings }: Result): string {
  const judged = checks.map(({ outcome, reason, causes }) => {
    const over = causes.filter(({ status }) => status === 'over-limit').map(({ name }) => shortName(name))
    return [outcome, ...(reason === null ? [] : [reason.code]), ...over.sort()].join(' ')
  })
  // How much a check could have seen has tests of its own.
  const said = warnings.map(({ code }) => code).filter((code) => code !== 'low-power')
  return [
    judged.join(', ') || problems.map(({ code, level }) => `${level} ${code}`).join(', '),
    ...[...new Set(said)].sort().map((code) => `+ ${code}`),
  ].join(' ')
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/\(\*(\w+)\)/, '$1')
}

/** A policy of one rule. */
export function rule(text: string, more = ''): string {
  return `rules:\n  - { name: rule, ${text} }\n${more}`
}
