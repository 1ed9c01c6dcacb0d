import { describe, expect, test } from 'vitest'
import { PATTERNS } from '../../src/advice/patterns.ts'
import { AdviceOnce, adviceLine, adviceLines, adviceOf } from '../../src/report/advice-words.ts'
import { markdownPen, PLAIN } from '../../src/report/pen.ts'
import { resultSchema } from '../../src/result/schema.ts'
import { HOSTILE_NAMES } from '../report/hostile-names.ts'
import { cause, change, heapFailure, result } from '../report/results.ts'

const pen = markdownPen('this PR')
const about = (code: string, args = {}, name = 'shop/a.Put') => ({
  ...cause(name, change(0, 10)),
  hint: { code, args },
})

describe.each(PATTERNS)('$code', ({ code, says, link }) => {
  test('has a code of its own that a result can hold', () => {
    expect(PATTERNS.filter((other) => other.code === code)).toHaveLength(1)
    const held = result({ checks: [heapFailure({ causes: [about(code, { share: 0.5, frame: 'runtime.f' })] })] })
    expect(resultSchema.safeParse(held).success).toBe(true)
  })

  test('says it in at most two short sentences, with code in pairs of backticks', () => {
    expect(says).toMatch(/^[`A-Z]/)
    expect(says).not.toMatch(/[.|<>[\]*_\n]$|[|<>[\]*_\n@#]/)
    expect(says.length).toBeLessThanOrEqual(180)
    expect((says.match(/`/g) ?? []).length % 2).toBe(0)
  })

  test('leads to the documentation of Go', () => {
    expect(link.url).toMatch(/^https:\/\/(go\.dev\/(blog|doc|ref)\/|pkg\.go\.dev\/)[\w./#-]+$/)
    expect(link.title).not.toMatch(/[[\]()`<>|]/)
  })
})

test('the rows of a kind fit into the bits of a number', () => {
  for (const kind of new Set(PATTERNS.flatMap(({ kinds }) => kinds))) {
    expect(PATTERNS.filter(({ kinds }) => kinds.includes(kind)).length).toBeLessThan(31)
  }
})

describe('advice', () => {
  test('says what to do, what shows it, and where to read on', () => {
    const known = about('concatenation', { share: 0.957, frame: 'runtime.concatstring2' })
    expect(adviceLine(adviceOf(known, pen))).toBe(
      '<sub>Hint: Every `+` of strings copies them: a `strings.Builder` copies each once (96% of it, as in `runtime.concatstring2`). [strings.Builder](https://pkg.go.dev/strings#Builder)</sub>',
    )
    expect(adviceLines(adviceOf(known, PLAIN))).toEqual([
      'hint: Every + of strings copies them: a strings.Builder copies each once (96% of it, as in',
      '      runtime.concatstring2).',
      '      https://pkg.go.dev/strings#Builder',
    ])
  })

  test('does not name the cause as what shows it', () => {
    const args = { share: 1, frame: 'runtime.gcBgMarkWorker' }
    expect(adviceOf(about('collection', args, 'runtime.gcBgMarkWorker'), PLAIN)?.text).not.toContain('100%')
  })

  test('is nothing where nothing is known, and a code that is not known is shown as one', () => {
    expect(adviceLine(adviceOf({ ...about('x'), hint: null }, pen))).toBe('')
    expect(adviceLines(adviceOf({ ...about('x'), hint: null }, PLAIN))).toEqual([])
    expect(adviceLine(adviceOf(about('of-a-later-version'), pen))).toBe('<sub>Hint: `of-a-later-version`.</sub>')
  })

  test('is given once for a cause, and once in a check', () => {
    const advice = new AdviceOnce()
    const isGiven = (name: string, id: string) => advice.of(about('kept', {}, name), { id }, pen) !== null
    expect(isGiven('shop/a.Put', 'total')).toBe(true)
    expect(isGiven('shop/b.Get', 'total')).toBe(false)
    expect(isGiven('shop/a.Put', 'by-function')).toBe(false)
    expect(isGiven('shop/c.Add', 'another')).toBe(true)
  })

  test.each(HOSTILE_NAMES)('keeps %j in code', (frame) => {
    const text = adviceOf(about('concatenation', { share: 0.9, frame }), pen)?.text ?? ''
    expect(text).toContain(frame === '' ? 'once.' : pen.code(frame))
  })
})
