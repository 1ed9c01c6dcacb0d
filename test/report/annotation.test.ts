import { describe, expect, test } from 'vitest'
import { type AnnotationView, annotationsOf } from '../../src/report/annotation.ts'
import type { Cause, Result } from '../../src/result/result.ts'
import { expectGolden } from '../golden.ts'
import { cause, change, check, commentView, fail, limit, mib, place, result } from './results.ts'

/** Every place of a file that starts like this was changed. */
function view(start: string, parts: Partial<AnnotationView> = {}): AnnotationView {
  const lineOf = ({ file }: { readonly file: string | null }) => (file?.startsWith(start) ? file : null)
  return { ...commentView(), lineOf, most: 10, ...parts }
}

function of(made: Result, parts: Partial<AnnotationView> = {}, start = '') {
  return annotationsOf(made, view(start, parts))
}

function grown(at: number, parts: Partial<Cause> = {}) {
  return cause(`main.f${at}`, change(mib(1), mib(2 + at)), { file: `f${at}.go`, line: at + 1, ...parts })
}

function failing(causes: readonly Cause[], parts = {}) {
  return check({ outcome: 'fail', level: 'fail', total: change(mib(10), mib(30)), causes, ...parts })
}

const texts = (all: readonly { readonly file: string; readonly title: string }[]) => all.map(({ file }) => file)

describe('annotations', () => {
  test('say at each cause what the comment says of it, errors first', () => {
    expectGolden('report/annotations.json', `${JSON.stringify(of(fail()), null, 2)}\n`)
  })

  test('stand only where a line was changed', () => {
    expect(of(fail(), { lineOf: () => null })).toEqual([])
    expect(texts(of(fail(), {}, 'internal/catalog/cache'))).toEqual(['internal/catalog/cache.go'])
  })

  test('stand at the nearest caller that was changed, where the cause itself was not', () => {
    const callers = [
      place('main.near', 'near.go', 3),
      place('main.far', 'x-far.go', 4),
      place('main.top', 'x-top.go', 5),
    ]
    const [one, ...more] = of(result({ checks: [failing([grown(0, { callers })])] }), {}, 'x-')
    expect([one?.file, one?.line, more]).toEqual(['x-far.go', 4, []])
    expect(one?.message).toMatch(/^main\.f0, called from here: 1\.0 → 2\.0 MiB/)
  })

  test('are as many as are asked for, five of a check, and no more than GitHub shows', () => {
    const nine = Array.from({ length: 9 }, (_, at) => grown(9 - at))
    const checks = (level: 'fail' | 'warn', count: number) =>
      Array.from({ length: count }, (_, at) => {
        const causes = nine.map((each) => ({ ...each, file: `${level}${at}/${each.file}` }))
        return failing(causes, { rule: `${level}${at}`, outcome: level, level })
      })
    const made = result({ checks: [...checks('warn', 3), ...checks('fail', 3)] })
    const levels = (most: number) => of(made, { most }).map(({ level }) => level)
    const times = (level: string, count: number) => Array.from({ length: count }, () => level)
    expect(levels(0)).toEqual([])
    expect(levels(3)).toEqual(times('error', 3))
    expect(levels(20)).toEqual([...times('error', 10), ...times('warning', 8)])
    expect(texts(of(made, { most: 6 }))).toEqual([
      'fail0/f9.go',
      'fail0/f8.go',
      'fail0/f7.go',
      'fail0/f6.go',
      'fail0/f5.go',
      'fail1/f9.go',
    ])
  })

  test('do not say the same twice where two rules look at one thing', () => {
    const twice = ['warn', 'fail'].map((level) => failing([grown(1)], { rule: level, outcome: level, level }))
    expect(of(result({ checks: twice })).map(({ level }) => level)).toEqual(['error'])
  })

  test.each([
    ['was agreed on', { status: 'accepted' }],
    ['only moved', { status: 'moved' }],
    ['shrank', { delta: -1 }],
    ['has no line', { line: null }],
  ] as const)('say nothing of what %s', (_, parts) => {
    expect(of(result({ checks: [failing([grown(1, parts)])] }))).toEqual([])
  })

  test('say nothing of a check that passed, or compared nothing', () => {
    const passed = failing([grown(1)], { outcome: 'pass', level: 'pass' })
    const reason = { code: 'growth-not-compared', args: {} }
    const alone = failing([grown(1)], { reason, limits: [limit({ above: 1, exceeded: true })] })
    expect(of(result({ checks: [passed, alone] }))).toEqual([])
  })
})
