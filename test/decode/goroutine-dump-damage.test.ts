import { describe, expect, test } from 'vitest'
import { goroutineDump } from '../../src/decode/goroutine-dump.ts'
import { DUMP, MAIN, profileOf, WORKER } from './goroutine-dump-cases.ts'

describe('a goroutine dump', () => {
  describe('that may have lost its end is refused:', () => {
    const refused = (text: string) => expect(() => goroutineDump.decode(text)).toThrow('text-damaged')

    test('wherever it ends, but between goroutines', () => {
      const second = DUMP.indexOf('goroutine 18')
      for (let end = 1; end < DUMP.length; end++) {
        // Both ends of the lines of the first goroutine: it may end behind either of its frames.
        const isWhole = end <= second && /\n\t\S+ \+0x[0-9a-f]+\n\n?$/.test(DUMP.slice(0, end))
        if (!isWhole) refused(DUMP.slice(0, end))
      }
      refused(DUMP.trimEnd())
    })

    test('after a frame of a goroutine that Go would say the creator of', () => {
      refused(DUMP.slice(0, DUMP.indexOf('created by')))
    })

    test.each([
      ['from C', 'goroutine 17 [syscall, locked to thread]:\nmain.f()\n\t/a.go:1 +0x1\n'],
      [
        'of finalizers',
        'goroutine 17 [running]:\nmain.f()\n\t/a.go:1 +0x1\nruntime.runFinalizers()\n\t/go/mfinal.go:255 +0x1\n',
      ],
    ])('unless it is one without a creator: %s', (_name, last) => {
      expect(profileOf(`${DUMP}\n${last}`).samples.count).toBe(3)
    })

    test('after an ancestor that is not the first goroutine', () => {
      refused(`${DUMP}[originating from goroutine 7]:\nmain.start(...)\n\t/a.go:1 +0x1\n`)
    })

    test("where it fills Go's buffer", () => {
      const filler = (bytes: number) => `\n${WORKER.replace('18', '19').replace('drain', 'd'.repeat(bytes))}`
      const rest = 2 ** 26 - (DUMP + filler(0)).length
      expect(profileOf(DUMP + filler(rest - 1)).samples.count).toBe(3)
      refused(DUMP + filler(rest))
      refused(DUMP + filler(rest).replace('ddd', 'dü'))
    })
  })

  describe('is refused, with the line,', () => {
    test.each([
      ['when a header is not whole', 'goroutine 1 [running', 1, 'header'],
      ['when labels are not whole', DUMP.replace('5 minutes]', '5 minutes] {a: '), 7, 'header'],
      ['when a goroutine has no stack', `goroutine 1 [running]:\n\n${WORKER}`, 2, 'incomplete'],
      ['when a frame has no place', DUMP.replace('\t/src/main.go:135 +0x126\n', ''), 3, 'incomplete'],
      ['when a place has no function', DUMP.replace('main.main()\n', ''), 4, 'line'],
      ['when a creator has no place', `${DUMP.replace('\t/src/main.go:62 +0x37\n', '')}\n${MAIN}`, 11, 'incomplete'],
      ['when a function is none', DUMP.replace('main.main()', 'main.main)('), 4, 'frame'],
      ['when it has a stack of no goroutine', `${MAIN}\nmain.f()\n`, 7, 'line'],
      ['when it holds two dumps', `${DUMP}\n${DUMP}`, 13, 'two-dumps'],
    ])('%s', (_name, text, line, detail) => {
      const reason = { code: 'text-damaged', args: { format: 'goroutine-dump', line, detail } }
      expect(() => goroutineDump.decode(text)).toThrow(expect.objectContaining({ reason }))
    })
  })
})
