import { describe, expect, test } from 'vitest'
import { renderText } from '../../src/report/terminal.ts'
import { expectGolden } from '../golden.ts'
import { CASES, fail, textView } from './results.ts'

describe('the terminal', () => {
  for (const [name, make] of Object.entries(CASES)) {
    test(`shows the ${name} result as its golden does`, () => {
      expectGolden(`report/cli-${name}.txt`, renderText(make(), textView()))
    })
  }

  test('says the same in colour as without', () => {
    const coloured = renderText(fail(), textView({ colour: true }))
    expect(coloured).toContain('\u001b[31m')
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderText(fail(), textView()))
  })
})
