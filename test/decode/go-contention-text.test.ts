import { describe, expect, test } from 'vitest'
import { goContentionText } from '../../src/decode/go-contention-text.ts'
import type { Profile } from '../../src/model/profile.ts'
import { sampleLines } from '../support/sample-lines.ts'

const RECORD = `3371967163 159 @ 0x4dead9 0x4dead8 0x4849c1
#	0x4dead8	sync.(*Mutex).Unlock+0x98	/go/src/sync/mutex.go:65
#	0x4dead7	main.contend.func1+0x97		/src/main.go:92

`

const BLOCK = `--- contention:\ncycles/second=2596143325\n${RECORD}`
const MUTEX = `--- mutex:\ncycles/second=2596143325\nsampling period=5\n${RECORD}`

function decoded(text: string): { kind: string | null; profile: Profile } {
  const [{ kind, runs } = { kind: null, runs: [] }] = goContentionText.decode(text)
  if (runs[0] === undefined) throw new Error('no profile')
  return { kind, profile: runs[0] }
}

const linesOf = (text: string) => sampleLines(decoded(text).profile)

describe('the text of a Go contention profile', () => {
  test('has contentions, and cycles as nanoseconds', () => {
    const { kind, profile } = decoded(BLOCK)
    expect(kind).toBe('block')
    expect(profile.sampleTypes.map(({ type, unit }) => `${type}/${unit}`)).toEqual([
      'contentions/count',
      'delay/nanoseconds',
    ])
    expect([profile.periodType, profile.period]).toEqual([{ type: 'contentions', unit: 'count' }, 1])
    expect(sampleLines(profile)).toEqual([
      `main.contend.func1 > sync.(*Mutex).Unlock 159 ${Math.trunc(3371967163 / 2.596143325)}`,
    ])
  })

  test('of mutexes is not multiplied by the sampling period again', () => {
    expect(decoded(MUTEX).kind).toBe('mutex')
    expect(linesOf(MUTEX)).toEqual(linesOf(BLOCK))
  })

  test('is read with the line ends of Windows', () => {
    expect(linesOf(MUTEX.replaceAll('\n', '\r\n'))).toEqual(linesOf(BLOCK))
  })

  test('holds delays beyond 2^53', () => {
    expect(linesOf('--- contention:\ncycles/second=1000000000\n9223372036854770000 1 @ 0x1\n\n')).toEqual([
      '? 1 9223372036854769664',
    ])
  })

  test('of nothing has no samples', () => {
    expect(linesOf('--- mutex:\ncycles/second=1\nsampling period=0\n')).toEqual([])
  })

  test.each([
    ['mutexes', MUTEX, '--- mutex:\ncycles/second=2596143325\nsampling period=5\n'],
    ['blocking', BLOCK, '--- contention:\ncycles/second=2596143325\n'],
  ])('of %s is refused wherever it is cut, but where it might have had no more rows', (_what, text, head) => {
    for (let end = 12; end < text.length; end++) {
      const cut = text.slice(0, end)
      if (cut === head) expect(linesOf(cut)).toEqual([])
      else expect(() => linesOf(cut)).toThrow('text-damaged')
    }
  })

  describe('is refused, with the line,', () => {
    test.each([
      ['when nobody says how long a cycle is', `--- mutex:\nsampling period=5\n${RECORD}`, 3, 'cycles'],
      ['when a cycle has no length', '--- mutex:\ncycles/second=0\n', 2, 'cycles'],
      ['when it ends before that', '--- mutex:\n', 1, 'cycles'],
      ['when an attribute is unknown', '--- mutex:\ncycles/second=1\nformat=java\n', 3, 'row'],
      ['when a count is none', '--- mutex:\ncycles/second=1\n5 -1 @ 0x1\n', 3, 'row'],
      ['when a delay has more than 64 bits', '--- mutex:\ncycles/second=1\n9223372036854775807 1 @ 0x1\n', 3, 'row'],
      ['when it ends behind its first row', BLOCK.slice(0, BLOCK.indexOf('#')), 3, 'cut-off'],
      ['when it ends inside a stack', BLOCK.slice(0, BLOCK.indexOf('#\t0x4dead7')), 4, 'cut-off'],
      ['when it lacks the empty line under a stack', BLOCK.slice(0, -1), 3, 'cut-off'],
    ])('%s', (_name, text, line, detail) => {
      const reason = { code: 'text-damaged', args: { format: 'go-contention-text', line, detail } }
      expect(() => goContentionText.decode(text)).toThrow(expect.objectContaining({ reason }))
    })
  })

  test('is not that of another profiler', () => {
    expect([BLOCK, MUTEX].map(goContentionText.recognises)).toEqual([true, true])
    expect(goContentionText.recognises('--- contentionz 1 ---\ncycles/second = 1\n')).toBe(false)
    expect(goContentionText.recognises('--- mutex: a title ---\n')).toBe(false)
  })
})
