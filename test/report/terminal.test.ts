import { describe, expect, test } from 'vitest'
import { renderText } from '../../src/report/terminal.ts'
import { expectGolden } from '../golden.ts'
import { CASES, fail, namesIn, repeated, result, textView, withBaseline } from './results.ts'
import { STATES } from './statistical-results.ts'

describe('the terminal', () => {
  for (const [name, make] of Object.entries({ ...CASES, ...STATES })) {
    test(`shows the ${name} result as its golden does`, () => {
      const made = make()
      expectGolden(`report/cli-${name}.txt`, renderText(made, textView(namesIn(made))))
    })
  }

  test('says the same in colour as without', () => {
    const coloured = renderText(fail(), textView({ colour: true }))
    expect(coloured).toContain('\u001b[31m')
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderText(fail(), textView()))
  })

  test.each([
    ['fail', fail, 'FAILED: 2 of 5 checks', 'exit code 1'],
    ['warn', fail, 'FAILED: 2 of 5 checks', 'exit code 1'],
    ['never', fail, 'the step passes all the same (fail-on: never)', null],
    ['fail', repeated, 'PASSED with 1 warning', null],
    ['warn', repeated, 'FAILED with 1 warning', 'exit code 1'],
    ['never', repeated, 'PASSED with 1 warning', null],
  ] as const)('with fail-on %s says what becomes of the step', (failOn, make, said, code) => {
    const text = renderText(make(), textView({ failOn }))
    expect(text).toContain(said)
    expect(/exit code \d/.exec(text)?.[0] ?? null).toBe(code)
  })

  test('says that a baseline is old, and that the policy changed', () => {
    const { context, ...rest } = withBaseline(result(), { age: 2 * 86_400 })
    const made = { ...rest, context: { ...context, policy: { ...context.policy, changed: true } } }
    const text = renderText(made, textView())
    expect(text).toContain('note: baseline: merge base on main, 2 days old\n')
    expect(text).toContain('note: The candidate changes the policy; it is judged by the one of the base.\n')
    expect(renderText(result(), textView())).not.toContain('note:')
  })
})
