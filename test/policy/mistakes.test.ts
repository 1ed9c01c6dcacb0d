import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { MistakeCode } from '../../src/policy/mistake.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { describeMistake } from '../../src/policy/print.ts'
import { MISTAKE_CASES } from './mistake-cases.ts'

const GOLDEN = new URL('./mistakes.golden.txt', import.meta.url)
const FILE = '.github/profile-gate.yml'

function mistakesOf(text: string) {
  const result = parsePolicy(text, FILE)
  return result.kind === 'invalid' ? result.mistakes : []
}

function sectionOf([name, text]: readonly [string, string]): string {
  const described = mistakesOf(text).map(describeMistake).join('\n\n')
  return `=== ${name}\n${described === '' ? '(no mistake)' : described}\n`
}

/** Every code once: the compiler sees to it that none is forgotten. */
const EVERY_CODE: Record<MistakeCode, true> = {
  'too-large': true,
  'not-utf8': true,
  'control-character': true,
  'yaml-syntax': true,
  'tab-indent': true,
  'stray-indent': true,
  'nested-pair': true,
  unclosed: true,
  'bad-escape': true,
  'reserved-start': true,
  'unknown-tag': true,
  'several-documents': true,
  'unknown-alias': true,
  'endless-alias': true,
  'alias-expansion': true,
  'too-deep': true,
  'merge-not-mapping': true,
  'key-not-text': true,
  'duplicate-key': true,
  'empty-file': true,
  'not-a-mapping': true,
  'unknown-key': true,
  'missing-space': true,
  'missing-key': true,
  'empty-value': true,
  'wrong-type': true,
  'unknown-value': true,
  'unsupported-version': true,
  'empty-list': true,
  'out-of-range': true,
  'bad-name': true,
  'bad-quantity': true,
  'negative-quantity': true,
  'large-quantity': true,
  'bad-group': true,
  'bad-regex': true,
  'bad-glob': true,
  'bad-file-pattern': true,
  'bad-date': true,
  blank: true,
  'duplicate-name': true,
  'no-level': true,
  'empty-part': true,
  'not-alone': true,
  'unit-mismatch': true,
  'mixed-units': true,
  'unknown-metric': true,
  'metric-needed': true,
  'group-unfit': true,
  'no-groups': true,
  'no-frames': true,
  'selects-nothing': true,
  'several-subjects': true,
  'limited-deletion': true,
  'unknown-rule': true,
}

describe('mistakes in a policy', () => {
  const cases = Object.entries(MISTAKE_CASES)
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, cases.map(sectionOf).join('\n'))
  const golden = new Map(
    readFileSync(GOLDEN, 'utf8')
      .split(/^(?==== )/m)
      .map((section) => [section.slice(4, section.indexOf('\n')), section.trimEnd()] as const),
  )

  it.each(cases)('are told: %s', (name, text) => {
    expect(sectionOf([name, text]).trimEnd()).toBe(golden.get(name))
  })

  it('have a golden text for each case and no other', () => {
    expect([...golden.keys()]).toEqual(cases.map(([name]) => name))
  })

  it('have a case for each code', () => {
    const seen = new Set(cases.flatMap(([, text]) => mistakesOf(text).map(({ code }) => code)))
    expect(Object.keys(EVERY_CODE).filter((code) => !seen.has(code as MistakeCode))).toEqual([])
  })

  it('are limited to a hundred', () => {
    const keys = Array.from({ length: 5_000 }, (_, index) => `key${index}: 1`).join('\n')
    expect(mistakesOf(`version: 1\n${keys}`)).toHaveLength(100)
  })

  it('stand in the order of the text, with the mark inside the line', () => {
    for (const [, text] of cases) {
      const mistakes = mistakesOf(text)
      const places = mistakes.map(({ line, column }) => line * 1e6 + column)
      expect(places).toEqual(places.toSorted((left, right) => left - right))
      for (const { column, endColumn, frame } of mistakes) {
        expect(endColumn).toBeGreaterThan(column)
        expect(frame.caretStart + frame.caretLength).toBeLessThanOrEqual(160)
      }
    }
  })
})
