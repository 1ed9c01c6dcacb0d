import { describe, expect, test } from 'vitest'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { expectGolden } from '../golden.ts'
import { CASES, commentView, fail, localView, noBaseline, pass, passingChecks, result } from './results.ts'

describe('the comment', () => {
  for (const [name, make] of Object.entries(CASES)) {
    test(`shows the ${name} result as its golden does`, () => {
      expectGolden(`report/comment-${name}.md`, renderMarkdown(make(), commentView()))
    })
  }

  test('links nothing on a laptop, where there is nothing to link to', () => {
    const text = renderMarkdown(fail(), localView())
    expectGolden('report/local-fail.md', text)
    expect(text).not.toContain('](')
  })

  test('does not speak of a missing baseline where only one profile is new', () => {
    const added = noBaseline().checks[1]
    if (added === undefined) throw new Error('no check')
    const text = renderMarkdown(result({ checks: [added, ...passingChecks().slice(0, 2)] }), commentView())
    expect(text).toContain('passed: 2 checks within their limits, 1 not compared')
    expect(text).toContain('Closest to a limit')
    expect(text).toContain('growth limit +10 not compared')
    expect(text).not.toMatch(/[Nn]o baseline|To get a baseline/)
  })

  test('has its marker in the first line, and only if there is one', () => {
    expect(renderMarkdown(pass(), commentView({ marker: '<!-- m -->' }))).toMatch(/^<!-- m -->\n### ✅/)
    expect(renderMarkdown(pass(), commentView({ marker: null }))).toMatch(/^### ✅/)
  })
})
