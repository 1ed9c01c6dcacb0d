import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { goHeapText } from '../../src/decode/go-heap-text.ts'
import type { Profile } from '../../src/model/profile.ts'
import { describeRecorded } from '../support/go-tool.ts'
import { sampleLines } from '../support/sample-lines.ts'

const STATS = ['', '# runtime.MemStats', '# HeapAlloc = 11317784', '# DebugGC = false', ''].join('\n')

/** One sample of a block of 512 KiB. */
const SMALL = `heap profile: 1: 524288 [3: 1572864] @ heap/1048576
1: 524288 [3: 1572864] @ 0x420cef 0x422151
#	0x420cee	main.(*Cache).Put+0x2e	/src/shop/cache.go:17
#	0x422150	main.main+0x10		/src/shop/main.go:5

${STATS}`

function heapOf(text: string): Profile {
  const profile = goHeapText.decode(text)[0]?.runs[0]
  if (profile === undefined) throw new Error('no profile')
  return profile
}

const typesOf = ({ sampleTypes }: Profile) => sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(' ')

describe('the text of a Go heap profile', () => {
  test('has four columns, unsampled, and the size of the blocks', () => {
    const heap = heapOf(SMALL)
    expect(typesOf(heap)).toBe('alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes')
    expect(sampleLines(heap, { places: true })).toEqual([
      'main.main@main.go:5;main.(*Cache).Put@cache.go:17 4 2488234 1 829411 bytes=524288',
    ])
    expect(heap.period).toBe(524288)
    expect(heap.periodType).toEqual({ type: 'space', unit: 'bytes' })
  })

  test('is read with the line ends of Windows', () => {
    expect(sampleLines(heapOf(SMALL.replaceAll('\n', '\r\n')))).toEqual(sampleLines(heapOf(SMALL)))
  })

  test('is read when a tool has taken the white space off its end', () => {
    expect(sampleLines(heapOf(SMALL.trimEnd()))).toEqual(sampleLines(heapOf(SMALL)))
  })

  test('has nameless frames where there are no symbols', () => {
    const heap = heapOf('heap profile: 1: 8 [2: 16] @ heap/2\n1: 8 [2: 16] @ 0x1 0x2 0x3\n')
    expect(sampleLines(heap)).toEqual(['?;?;? 2 16 1 8 bytes=8'])
  })

  test('may hold samples without a stack', () => {
    expect(sampleLines(heapOf('heap profile: 1: 8 [2: 16] @ heap/2\n1: 8 [2: 16] @\n'))).toEqual(['- 2 16 1 8 bytes=8'])
  })

  test('of a program that does not profile has no samples', () => {
    const heap = heapOf(`heap profile: 0: 0 [0: 1] @ heap/0\n${STATS}`)
    expect([heap.samples.count, heap.period, heap.sampleTypes.length]).toEqual([0, 0, 4])
  })

  test('holds values beyond 2^53 exactly', () => {
    const row = '9007199254740993: 9223372036854775807 [9007199254740993: 9223372036854775807]'
    const heap = heapOf(`heap profile: ${row} @ heap/2\n${row} @ 0x1\n`)
    expect(sampleLines(heap)).toEqual([`? ${row.replace(/[[:\]]/g, '')} bytes=1023`])
  })

  test.each([
    ['all that was allocated is in use', '2: 16 [2: 16]'],
    ['nothing says what was allocated', '2: 16 [0: 0]'],
    ['other objects were allocated', '2: 16 [3: 16]'],
  ])('has the same columns where %s', (_name, header) => {
    const heap = heapOf(`heap profile: ${header} @ heap/2\n2: 16 [2: 16] @ 0x1\n`)
    expect(typesOf(heap)).toBe('alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes')
    expect(sampleLines(heap)).toEqual(['? 2 16 2 16 bytes=8'])
  })

  describe('is unsampled', () => {
    test.each([
      ['at rate 1, where all blocks were seen', 2, '7: 700 [9: 900]', '9 900 7 700 bytes=100'],
      ['at an unknown rate', 0, '7: 700 [9: 900]', '9 900 7 700 bytes=100'],
      ['by truncation', 1048576, '1: 16 [1: 16]', '32768 524296 32768 524296 bytes=16'],
      [
        'for large blocks, which are always seen',
        1048576,
        '1: 1073741824 [2: 2147483648]',
        '2 2147483648 1 1073741824 bytes=1073741824',
      ],
      ['where all was freed', 1048576, '0: 0 [1: 1024]', '512 524800 0 0 bytes=1024'],
      ['where more was freed than allocated', 2, '-1: -8 [2: 16]', '2 16 -1 -8 bytes=8'],
      ['where blocks have no size', 1048576, '3: 0 [3: 0]', '0 0 0 0 bytes=0'],
    ])('%s', (_name, doubleRate, row, expected) => {
      const [, objects, space] = /^(\S+): (\S+) /.exec(row) ?? []
      const text = `heap profile: 0: 0 [1: 0] @ heap/${doubleRate}\n${row} @ 0x1\n`
      // The first line cannot have the negative numbers that a row may have.
      const balance = `${-Number(objects)}: ${-Number(space)} [0: 0] @ 0x2\n`
      expect(sampleLines(heapOf(text + balance))[0]).toBe(`? ${expected}`)
    })
  })

  test('has the figures of the runtime as a second profile', () => {
    const text = `heap profile: 0: 0 [0: 1] @ heap/1048576

# runtime.MemStats
# Alloc = 11317784
# Mallocs = 62180
# Stack = 425984 / 425985
# NextGC = 8946670875744013434
# PauseNs = [177173 57355 0]
# NumGC = 3
# GCCPUFraction = 0.0011008824311725513
# DebugGC = false
# MaxRSS = 21741568
`
    const [heap, metrics] = goHeapText.decode(text)
    expect([heap?.kind, metrics?.kind]).toEqual(['heap', 'metrics'])
    const [profile] = metrics?.runs ?? []
    const values = profile?.sampleTypes.map(
      ({ type, unit }, at) => `${type} ${profile.samples.values[at]?.[0]} ${unit}`,
    )
    expect(values).toEqual([
      'Alloc 11317784 bytes',
      'Mallocs 62180 count',
      'StackInuse 425984 bytes',
      'StackSys 425985 bytes',
      'NextGC 8946670875744013434 bytes',
      'NumGC 3 count',
      'GCCPUFraction 0.0011008824311725513 ratio',
      'MaxRSS 21741568 bytes',
    ])
  })

  describe('is refused, with the line,', () => {
    test.each([
      ['when a row is missing', SMALL.replace('1: 524288 [3', '2: 524288 [3'), 1, 'totals'],
      ['when it ends before the figures of the runtime', SMALL.replace(STATS, ''), 5, 'cut-off'],
      ['when it ends inside of them', SMALL.replace('# DebugGC = false\n', ''), 8, 'cut-off'],
      ['when it ends inside a stack', SMALL.slice(0, SMALL.indexOf('#\t0x422150')), 3, 'cut-off'],
      ['when it ends inside a function', SMALL.slice(0, SMALL.indexOf('+0x2e')), 3, 'symbol'],
      ['when it ends inside a row', SMALL.slice(0, SMALL.indexOf('1572864] @ 0x42')), 2, 'row'],
      ['when a row has bytes of no object', 'heap profile: 0: 8 [1: 8] @ heap/2\n0: 8 [1: 8] @ 0x1\n', 2, 'row'],
      ['when a row is no row', 'heap profile: 1: 8 [1: 9] @ heap/2\nMAPPED_LIBRARIES:\n', 2, 'row'],
      ['when an address is none', 'heap profile: 1: 8 [1: 9] @ heap/2\n1: 8 [1: 8] @ 0x1 0xg\n', 2, 'row'],
      [
        'when a number has more than 64 bits',
        'heap profile: 1: 8 [1: 9] @ heap/2\n1: 9223372036854775808 [1: 8] @ 0x1\n',
        2,
        'row',
      ],
      ['when it ends inside its last figure', `${SMALL}# MaxRSS = 2174`, 10, 'cut-off'],
      ['when a figure is none', SMALL.replace('11317784', '1131x'), 8, 'number'],
    ])('%s', (_name, text, line, detail) => {
      const reason = { code: 'text-damaged', args: { format: 'go-heap-text', line, detail } }
      expect(() => goHeapText.decode(text)).toThrow(expect.objectContaining({ reason }))
    })
  })

  test('is not that of another profiler', () => {
    expect(goHeapText.recognises(SMALL)).toBe(true)
    for (const other of ['heapprofile', 'heap_v2/524288', 'growthz', 'fragmentationz', 'heap']) {
      expect(goHeapText.recognises(`heap profile: 1: 2 [3: 4] @ ${other}\n`)).toBe(false)
    }
    expect(goHeapText.recognises('# Notes\nheap profile: 1: 2 [3: 4] @ heap/1048576\n')).toBe(false)
  })
})

describeRecorded("pprof's own sample of the form", (folder) => {
  test('has the values that pprof gives it', () => {
    const read = (file: string) => readFileSync(join(folder, 'legacy', file), 'utf8')
    const golden = [
      ...read('golden/gobench.heap.string').matchAll(/^ +(\d+) +(\d+) +(\d+) +(\d+): ([\d ]*)\n +(\S+)$/gm),
    ]
    const expected = golden.map(([, a, b, c, d, stack = '', label = '']) => {
      const depth = stack.split(' ').filter((id) => id !== '').length
      return `${Array(depth).fill('?').join(';') || '-'} ${a} ${b} ${c} ${d} ${label.replace(':[', '=').replace(']', '')}`
    })
    expect(expected.length).toBe(15)
    expect(sampleLines(heapOf(read('gobench.heap')))).toEqual(expected)
  })
})
