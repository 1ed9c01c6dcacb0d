import { describe, expect, test } from 'vitest'
import { joinVerdicts, type Verdict } from '../../src/judge/verdict.ts'
import { notice } from '../../src/model/notice.ts'
import type { CheckOutcome, Level } from '../../src/result/result.ts'

const part = (outcome: CheckOutcome, level: Level, code?: string): Verdict => {
  return { outcome, level, reason: code === undefined ? null : notice(code) }
}
const join = (...parts: Verdict[]) => {
  const { outcome, level, reason } = joinVerdicts(parts)
  return `${outcome} ${level} ${reason?.code ?? '-'}`
}

describe('the parts of a check', () => {
  test.each([
    ['pass alone', join(), 'pass pass -'],
    ['pass together', join(part('pass', 'pass'), part('pass', 'pass')), 'pass pass -'],
    [
      'fail if one does, certain before open',
      join(part('inconclusive', 'warn', 'a'), part('fail', 'fail')),
      'fail fail a',
    ],
    [
      'warn if one does, with what is open as the reason',
      join(part('warn', 'warn'), part('inconclusive', 'fail', 'a')),
      'warn fail a',
    ],
    [
      'take the worst level, whosever it is',
      join(part('not-compared', 'error', 'a'), part('warn', 'warn', 'b')),
      'warn error b',
    ],
    ['are errors before warnings', join(part('warn', 'warn'), part('error', 'warn', 'a')), 'error warn a'],
    [
      'are inconclusive before not compared',
      join(part('not-compared', 'warn', 'a'), part('inconclusive', 'warn', 'b')),
      'inconclusive warn b',
    ],
    [
      'are not compared before a pass',
      join(part('pass', 'pass'), part('not-compared', 'pass', 'a')),
      'not-compared pass a',
    ],
    ['keep the reason of a pass', join(part('pass', 'warn', 'a'), part('pass', 'pass')), 'pass warn a'],
    ['explain no failure by a warning’s reason', join(part('warn', 'warn', 'a'), part('fail', 'fail')), 'fail fail -'],
  ])('%s', (_, joined, expected) => {
    expect(joined).toBe(expected)
  })
})
