import { expect, test } from 'vitest'
import { decodedText } from '../support/decoded-text.ts'
import { goCommand } from '../support/go-program.ts'
import { describeWithGo } from '../support/go-tool.ts'

const TYPES = 'live-heap/bytes gc-pause/nanoseconds gc-cpu/nanoseconds'
const FIRST =
  'gc 1 @1.234s 2%: 0.018+1.3+0.076 ms clock, 0.054+0.35/1.2/3.0+0.23 ms cpu, 4->4->2 MB, 5 MB goal, 0 MB stacks, 0 MB globals, 4 P\n'

test('pauses and CPU add up, the heap is what the last collection found alive', () => {
  const second =
    'gc 2 @2.0s 2%: 1.0+20+0.5 ms clock, 1.0+0/2.0/0+0.5 ms cpu, 8->9->7 MB, 5 MB goal, 0 MB stacks, 0 MB globals, 4 P (forced)\n'
  expect(decodedText(FIRST + second)).toEqual(['metrics', TYPES, `${7 * 2 ** 20} 1594000 8334000`])
})

test.each([
  [
    'Go 1.5 with five phases',
    'gc 18 @0.5s 2%: 0.011+0.24+0.13+0.43+0.22 ms clock, 0.011+0.24+0+0/0.2/0.1+0.22 ms cpu, 4->4->1 MB, 5 MB goal, 4 P',
    '1048576 231000 771000',
  ],
  [
    'Go 1.10',
    'gc 9 @0.1s 0%: 0.006+0.10+0.002 ms clock, 0.012+0/0.071/0.13+0.005 ms cpu, 4->4->0 MB, 5 MB goal, 2 P (forced)',
    '0 8000 218000',
  ],
  [
    'Go 1.26 when it looks for leaked goroutines',
    'gc 3 @0.1s 0% (checking for goroutine leaks): 0.006+0.10+0.002 ms clock, 0.012+0/0.071/0.13+0.005 ms cpu, 4->4->3 MB, 5 MB goal, 0 MB stacks, 0 MB globals, 2 P (forced)',
    '3145728 8000 218000',
  ],
  [
    'a collector of logs with the time before the line',
    `shop-1  | 2026-11-21T10:00:00Z ${FIRST.trim()}`,
    '2097152 94000 4834000',
  ],
])('the line of %s', (_what, line, values) => {
  expect(decodedText(`${line}\n`)).toEqual(['metrics', TYPES, values])
  expect(decodedText(`listening on :6060\r\n${line}\r\nscvg: 0 MB released\r\nbye`)).toEqual(['metrics', TYPES, values])
})

test.each([
  ['cut off', `${FIRST.slice(0, 60)}\n`],
  ['written into', FIRST.replace('+0.35', 'GET /\n+0.35')],
])('a line that is %s is refused', (_what, line) => {
  expect(decodedText(`a log\n${FIRST}${line}`)).toEqual(['refused: text-damaged format=gctrace line=3 detail=gc-line'])
})

test('a last line that the end of the program cut off is a collection less', () => {
  for (const length of [3, 7, 60]) expect(decodedText(FIRST + FIRST.slice(0, length))).toEqual(decodedText(FIRST))
})

test.each([
  ['a document that quotes a line', `\`\`\`\n${FIRST}\`\`\`\n`],
  ['a long line of beginnings', 'gc 1 @1s 1%: ms clock, '.repeat(5000)],
  ['a line with a long text before it', `${'x'.repeat(300)} ${FIRST}`],
  ['an indented quote', `Set GODEBUG:\n\n    ${FIRST}`],
  ['a log without a collection', 'gc 12 @ the usual place\n'],
])('%s is text', (_what, text) => {
  expect(decodedText(text)).toEqual(['refused: not-a-profile is=text'])
})

describeWithGo('the log of a program here', () => {
  const program = `package main

import "runtime"

var kept = make([]byte, 8<<20)

func main() {
	println("a log line")
	runtime.GC()
	runtime.KeepAlive(kept)
}
`

  test('the live heap is that of the program', () => {
    // The program alone: compilers that run side by side write into each other's lines.
    const { stderr } = goCommand({ 'main.go': program }, ['run', '-exec', 'env GODEBUG=gctrace=1', '.'], {})
    const [kind, types, values = ''] = decodedText(stderr)
    expect([kind, types]).toEqual(['metrics', TYPES])
    const [live = 0, pauseNs, cpuNs] = values.split(' ').map(Number)
    expect(live / 2 ** 20).toBeGreaterThanOrEqual(8)
    expect(live / 2 ** 20).toBeLessThan(10)
    expect(pauseNs).toBeGreaterThan(0)
    expect(cpuNs).toBeGreaterThan(0)
  })
})
