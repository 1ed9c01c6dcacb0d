import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { goroutineDump } from '../../src/decode/goroutine-dump.ts'
import { describeRecorded } from '../support/go-tool.ts'
import { sampleLines } from '../support/sample-lines.ts'
import { DUMP, MAIN, profileOf, WORKER } from './goroutine-dump-cases.ts'

/** The samples of a goroutine with this header and body, the body that of the worker if it is left out. */
function samplesOf(header: string, body: string = WORKER.slice(WORKER.indexOf('\n') + 1)): readonly string[] {
  return sampleLines(profileOf(`${header}\n${body}`))
}

describe('a goroutine dump', () => {
  test('counts goroutines, with their state, creator and how long they have been waiting', () => {
    expect(goroutineDump.decode(DUMP)[0]?.kind).toBe('goroutine')
    const profile = profileOf(DUMP)
    expect(profile.sampleTypes).toEqual([{ type: 'goroutine', unit: 'count' }])
    expect(sampleLines(profile, { places: true })).toEqual([
      'main.main@main.go:122;main.write@main.go:135 1 state=running',
      'main.(*queue).drain@queue.go:56 1 state=chan receive creator=main.wait waiting=5 minutes',
    ])
  })

  test('adds up goroutines at one place, and tells the longest wait', () => {
    const workers = [7, 2, 19].map((minutes, at) =>
      WORKER.replace('18', String(at + 20))
        .replace('5 minutes', `${minutes} minutes`)
        .replace('0xc000012345', `0xc${at}?`),
    )
    const fresh = WORKER.replace('18', '30').replace(', 5 minutes', '')
    expect(sampleLines(profileOf([MAIN, ...workers, fresh].join('\n')))[1]).toBe(
      'main.(*queue).drain 4 state=chan receive creator=main.wait waiting=19 minutes',
    )
  })

  test.each([
    ['state', 'chan receive', 'select'],
    ['creator', 'main.wait', 'main.other'],
    ['stack', 'queue.go:56', 'queue.go:57'],
    ['labels', 'receive, 5 minutes', 'receive, 5 minutes labels:{"a": "b"}'],
  ])('tells goroutines apart by their %s', (_name, from, to) => {
    const dump = `${DUMP}\n${WORKER.replace('18', '19').replace(from, to)}`
    expect(sampleLines(profileOf(dump)).length).toBe(3)
  })

  test('is read with the line ends of Windows', () => {
    expect(sampleLines(profileOf(DUMP.replaceAll('\n', '\r\n')))).toEqual(sampleLines(profileOf(DUMP)))
  })

  describe('has headers with', () => {
    const own = 'a=b k=, }"'
    test.each([
      ['the least', '[select]', 'state=select'],
      ['the pointers of GOTRACEBACK=system', 'gp=0xc000002380 m=0 mp=0x5a1be0 [select]', 'state=select'],
      ['no thread', 'gp=0xc000002380 m=nil [select]', 'state=select'],
      ['a state of several words', '[select (no cases)]', 'state=select (no cases)'],
      ['what else Go says of the state', '[chan receive (nil chan) (leaked) (scan)]', 'state=chan receive (nil chan)'],
      ['a durable wait', '[sync.WaitGroup.Wait (durable), synctest bubble 3]', 'state=sync.WaitGroup.Wait'],
      ['a thread of its own', '[syscall, locked to thread]', 'state=syscall'],
      [
        'all of it',
        '[IO wait (scan), 61 minutes, locked to thread, synctest bubble 1]',
        'state=IO wait',
        'waiting=61 minutes',
      ],
      [
        'labels of Go 1.26',
        '[select, 2 minutes labels:{"a": "b", "k": ", }\\""}]',
        'state=select',
        `waiting=2 minutes ${own}`,
      ],
      ['labels of Go 1.27', '[select, 2 minutes] {a: b, "k": ", }\\""}', 'state=select', `waiting=2 minutes ${own}`],
      ['labels of the same name', '[select] {state: mine, a: b}', 'state=select', 'a=b'],
    ])('%s', (_name, header, state, more = '') => {
      const expected = `main.(*queue).drain 1 ${state} creator=main.wait ${more}`.trim()
      expect(samplesOf(`goroutine 7 ${header}:`)).toEqual([expected])
    })
  })

  describe('has stacks with', () => {
    const created = 'created by main.wait\n\t/src/main.go:62 +0x37\n'
    test.each([
      [
        'functions of every form',
        'example.com/a/v2.Map[...](0x1, {0x2, ...})\n\t/a.go:1 +0x1\nmain.f.func1.2()\n\t/a.go:2 +0x1\n',
        'main.f.func1.2;example.com/a/v2.Map[...] 1',
      ],
      ['a panic', 'panic({0x1, 0x2})\n\t/go/panic.go:3 +0x1\nmain.f()\n\t/a.go:2 +0x1\n', 'main.f;runtime.gopanic 1'],
      [
        'inlined functions',
        'main.f(...)\n\t/a.go:1\nmain.g(...)\n\t/a.go:2\nmain.h()\n\t/a.go:3 +0x1\n',
        'main.h > main.g > main.f 1',
      ],
      ['nothing that the last is inlined into', 'main.f(...)\n\t/a.go:1\n', 'main.f 1'],
      ['registers of frames', 'main.f()\n\t/a.go:1 +0x1 fp=0xc1 sp=0xc2 pc=0xc3\n', 'main.f 1'],
      ['frames left out at the end', 'main.f()\n\t/a.go:1 +0x1\n...additional frames elided...\n', 'main.f 1'],
      [
        'frames left out in the middle',
        'main.f(...)\n\t/a.go:1\n...23 frames elided...\nmain.g()\n\t/a.go:1 +0x1\n',
        'main.g;main.f 1',
      ],
      ['C that nobody knows', 'non-Go function at pc=0x1\nmain.f()\n\t/a.go:1 +0x1\n', 'main.f;? 1'],
      [
        'C with symbols',
        'sleep(int)\n\t/a.c:7 pc=0x1\nstart\n\tpc=0x2\nnon-Go function\n\tpc=0x3\nmain.f()\n\t/a.go:1 +0x1\n',
        'main.f;?;start;sleep(int) 1',
      ],
      ['another thread on them', '\tgoroutine running on other thread; stack unavailable\n', '- 1'],
    ])('%s', (_name, frames, expected) => {
      expect(samplesOf('goroutine 7 [select]:', frames + created)).toEqual([
        `${expected} state=select creator=main.wait`,
      ])
    })
  })

  test('shows what started a goroutine, not what started that', () => {
    const ancestors = `[originating from goroutine 18]:
main.serve(...)
	/src/main.go:30 +0x5cb
...additional frames elided...
created by main.start
	/src/main.go:27 +0x87
[originating from goroutine 1]:
main.start(...)
	/src/main.go:30 +0x87
`
    expect(sampleLines(profileOf(DUMP + ancestors))).toEqual(sampleLines(profileOf(DUMP)))
  })

  test('may be the end of a crash', () => {
    const registers = '\nrax    0x0\nr15    0xc000002380\nrflags 0x246\nexit status 2\n'
    expect(sampleLines(profileOf(DUMP + registers))).toEqual(sampleLines(profileOf(DUMP)))
  })

  test('is no text that only speaks of goroutines', () => {
    expect(goroutineDump.recognises(DUMP)).toBe(true)
    expect(goroutineDump.recognises('goroutine 1 [runn')).toBe(true)
    for (const other of ['goroutine 1 is stuck\n', 'goroutines [all]\n', 'goroutine profile: total 5\n']) {
      expect(goroutineDump.recognises(other)).toBe(false)
    }
  })
})

describeRecorded('recorded goroutine dumps', (folder) => {
  const read = (file: string) => profileOf(readFileSync(join(folder, 'go-goroutine', file), 'utf8'))

  test.each([
    ['goleak_http.txt', 5],
    ['goleak_http.go1.20.txt', 5],
    ['goleak_http.tracebackancestors.txt', 5],
    ['dd-stackparse/example@acd916.txt', 10],
    ['dd-stackparse/cgo@ab99bf.txt', 3],
  ])('of %s have all goroutines', (file, goroutines) => {
    const text = readFileSync(join(folder, 'go-goroutine', file), 'utf8')
    expect(text.match(/^goroutine /gm)?.length).toBe(goroutines)
    const counts = Array.from(read(file).samples.values[0] ?? [], Number)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(goroutines)
  })

  test('say in which goroutine of which function a call of C is', () => {
    expect(sampleLines(read('dd-stackparse/cgo@ab99bf.txt')).slice(1)).toEqual([
      'main.cSleepLoop;main._Cfunc_c_sleep_loop 1 state=syscall creator=main.main',
      'main.cGoSleepLoop;main._Cfunc_c_go_sleep_loop;main._cgoexpwrap_65ad5df3a112_goSleep > main.goSleep;time.Sleep 1 state=sleep creator=main.main',
    ])
  })
})
