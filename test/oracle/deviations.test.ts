import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as gzipCases from '../decode/gzip-cases.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import { describeRecorded, describeWithGo, pprofTop } from '../support/go-tool.ts'
import { textProfile, textProfileBytes } from '../support/text-profile.ts'
import { diffOf, topOf } from '../support/text-table.ts'
import { ourDiff, ourTop, readProfileFile, scratchFiles, theirs } from './tables.ts'

/** Where we differ from pprof on purpose. A test fails here when pprof changes, so that the list stays true. */
describeWithGo('unlike go tool pprof, we', () => {
  const scratch = scratchFiles()
  const request = { column: 0, unit: 'minimum' }

  function rowsOf(answer: ReturnType<typeof pprofTop>): readonly string[] {
    if (answer.kind !== 'tables') throw new Error(answer.why)
    return theirs(answer.tables[0] ?? [])
  }

  test('show one row for each file, not one for each start line of its functions', () => {
    const functions = [1, 2].map((id) => ({ id, name: `f${id}`, file: 'a.go', startLine: id }))
    const locations = [1, 2].map((id) => ({ id, lines: [{ function: id }] }))
    const samples = [{ locations: [1, 2], values: [5] }]
    const bytes = encodeProfile({ sampleTypes: [['samples', 'count']], functions, locations, samples })
    expect(rowsOf(pprofTop({ profile: scratch('files', bytes) }, { ...request, of: 'files' }))).toEqual([
      '5 5 a.go',
      '0 5 a.go',
    ])
    expect(ourTop(decodeProfile(bytes), { of: 'file' })).toEqual(['5 5 a.go'])
  })

  test('show one row for each file, not one for each binary that it is in', () => {
    const mappings = [1, 2].map((id) => ({ id, file: `/bin/${id}` }))
    const functions = [{ id: 1, name: 'f', file: 'a.go' }]
    const locations = [1, 2].map((id) => ({ id, mapping: id, lines: [{ function: 1 }] }))
    const samples = [1, 2].map((id) => ({ locations: [id], values: [id] }))
    const bytes = encodeProfile({ sampleTypes: [['samples', 'count']], mappings, functions, locations, samples })
    expect(rowsOf(pprofTop({ profile: scratch('binaries', bytes) }, { ...request, of: 'files' }))).toEqual([
      '2 2 a.go',
      '1 1 a.go',
    ])
    expect(ourTop(decodeProfile(bytes), { of: 'file' })).toEqual(['3 3 a.go'])
  })

  test('show one row for each binary, not one for each start line of its nameless functions', () => {
    const functions = [1, 2].map((id) => ({ id, startLine: id }))
    const locations = [1, 2].map((id) => ({ id, lines: [{ function: id }] }))
    const samples = [{ locations: [1, 2], values: [5] }]
    const bytes = encodeProfile({ sampleTypes: [['samples', 'count']], functions, locations, samples })
    expect(rowsOf(pprofTop({ profile: scratch('nameless', bytes) }, request))).toEqual([
      '5 5 <unknown>',
      '0 5 <unknown>',
    ])
    expect(ourTop(decodeProfile(bytes), {})).toEqual(['5 5 <unknown>'])
  })

  test('leave names as they are that a linker has mangled', () => {
    const stacks = 'samples/count\n_ZN4shop3putEi 5\n_RNvC4shop3get 3'
    expect(rowsOf(pprofTop({ profile: scratch('mangled', textProfileBytes(stacks)) }, request))).toEqual([
      '5 5 shop::put',
      '3 3 shop::get',
    ])
    expect(ourTop(textProfile(stacks), {})).toEqual(['5 5 _ZN4shop3putEi', '3 3 _RNvC4shop3get'])
  })

  test('subtract exactly beyond 2^53, where pprof goes through doubles', () => {
    const value = 2n ** 53n + 1n
    const [before, after] = [`samples/count\nf ${value}`, `samples/count\nf ${value}\nf 0`]
    const files = {
      baseline: scratch('before', textProfileBytes(before)),
      profile: scratch('after', textProfileBytes(after)),
    }
    expect(rowsOf(pprofTop(files, request))).toEqual(['1 1 f'])
    expect(diffOf([textProfile(before)], [textProfile(after)]).rows[0]?.flat.delta).toBe(0)
  })

  test('add up exactly beyond 2^63, where pprof wraps around', () => {
    const stacks = `samples/count\nf ${2n ** 63n - 1n}\nf ${2n ** 63n - 1n}\nf 1`
    expect(rowsOf(pprofTop({ profile: scratch('wrap', textProfileBytes(stacks)) }, request))).toEqual(['-1 -1 f'])
    expect(topOf([textProfile(stacks)]).rows[0]?.flat).toBe(2n ** 64n - 1n)
  })

  test('keep columns that have the same name, of which pprof shows the others only', () => {
    const stacks = 'bytes/bytes bytes/bytes samples/count\nf 5 6 7'
    expect(rowsOf(pprofTop({ profile: scratch('twins', textProfileBytes(stacks)) }, request))).toEqual(['7 7 f'])
    expect([0, 1, 2].map((column) => ourTop(textProfile(stacks), { column }))).toEqual([
      ['5 5 f'],
      ['6 6 f'],
      ['7 7 f'],
    ])
  })

  test('refuse a gzip header with flags that RFC 1952 reserves', () => {
    const bytes = gzipCases.patched(gzipCases.hello, 3, 0xe0)
    expect(pprofTop({ profile: scratch('flags', bytes) }, request)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('parsing profile'),
    })
    expect(() => decodeProfile(bytes)).toThrow('gzip-damaged {"detail":"data"}')
  })

  describe('read the text forms of Go, of which it', () => {
    const ask = (text: string, column = 0) =>
      pprofTop({ profile: scratch('text', encode(text)) }, { ...request, column })
    const encode = (text: string) => new TextEncoder().encode(text)
    const symbol = '#\t0x1\tmain.f+0x1\t/main.go:5\n\n'

    test('passes over the symbols', () => {
      const text = `goroutine profile: total 2\n2 @ 0x2\n${symbol}`
      expect(rowsOf(ask(text))).toEqual(['2 2 <unknown>'])
      expect(ourTop(decodeProfile(encode(text)))).toEqual(['2 2 main.f'])
    })

    test('refuses threads without a stack', () => {
      const text = 'threadcreate profile: total 4\n4 @\n#\t0x0\n\n'
      expect(ask(text).kind).toBe('refused')
      expect(decodeProfile(encode(text)).samples.values[0]?.[0]).toBe(4)
    })

    test('multiplies mutexes by a period that Go has applied', () => {
      const text = `--- mutex:\ncycles/second=1000000000\nsampling period=5\n7 3 @ 0x2\n${symbol}`
      expect(rowsOf(ask(text, 1))).toEqual(['35 35 <unknown>'])
      expect(ourTop(decodeProfile(encode(text)), { column: 1 })).toEqual(['7 7 main.f'])
    })

    test('takes numbers that begin with a zero for octal ones', () => {
      const text = 'goroutine profile: total 10\n010 @ 0x2\n'
      expect(rowsOf(ask(text))).toEqual(['8 8 <unknown>'])
      expect(ourTop(decodeProfile(encode(text)))).toEqual(['10 10 <unknown>'])
    })

    test('refuses spaces at the end of a row', () => {
      const text = 'goroutine profile: total 2\n2 @ 0x2 \n'
      expect(ask(text).kind).toBe('refused')
      expect(ourTop(decodeProfile(encode(text)))).toEqual(['2 2 <unknown>'])
    })

    test('refuses what other programs have written after a heap', () => {
      const text = `heap profile: 1: 8 [1: 8] @ heap/2\n1: 8 [1: 8] @ 0x2\n\n# runtime.MemStats\n# DebugGC = false\nthe end\n`
      expect(ask(text).kind).toBe('refused')
      expect(ourTop(decodeProfile(encode(text)), { column: 1 })).toEqual(['8 8 <unknown>'])
    })

    test('takes delays beyond 2^63 nanoseconds', () => {
      const text = `--- contention:\ncycles/second=1\n${2n ** 62n} 1 @ 0x2\n`
      expect(ask(text, 1).kind).toBe('tables')
      expect(() => decodeProfile(encode(text))).toThrow('"detail":"row"')
    })

    test('estimates heaps with an exponential that has other last digits', () => {
      const values = '50543349: 56760180927 [50543349: 56760180927] @'
      const text = `heap profile: ${values} heap/1048576\n${values} 0x2\n`
      const estimate = 26527661582441
      const answer = pprofTop({ profile: scratch('text', encode(text)) }, { column: 1, unit: 'bytes' })
      expect(Number(rowsOf(answer)[0]?.split(' ')[0]) / estimate).toBeCloseTo(1, 12)
      expect(ourTop(decodeProfile(encode(text)), { column: 1 })).toEqual([`${estimate} ${estimate} <unknown>`])
    })

    test('takes for a heap of two columns where nothing was freed', () => {
      const text = `heap profile: 2: 16 [2: 16] @ heap/2\n2: 16 [2: 16] @ 0x2\n`
      expect(rowsOf(ask(text, 1))).toEqual(['16 16 <unknown>'])
      expect(ask(text, 3).kind).not.toBe('tables')
      expect([0, 1, 2, 3].map((column) => ourTop(decodeProfile(encode(text)), { column }))).toEqual(
        ['2', '16', '2', '16'].map((value) => [`${value} ${value} <unknown>`]),
      )
    })

    test('takes what has lost its end', () => {
      const text = 'goroutine profile: total 5\n2 @ 0x2\n'
      expect(rowsOf(ask(text))).toEqual(['2 2 <unknown>'])
      expect(() => decodeProfile(encode(text))).toThrow('"detail":"totals"')
    })
  })

  describe('name what pprof converts or knows from former days, and do not read it yet:', () => {
    test.each([
      [
        'contention of gperftools',
        '--- contentionz 1 ---\ncycles/second = 1000\nsampling period = 1\n1 1 @ 0x1\n',
        'legacy-pprof',
      ],
    ])('%s', (_name, text, is) => {
      const bytes = new TextEncoder().encode(text)
      expect(pprofTop({ profile: scratch('legacy', bytes) }, request).kind).toBe('tables')
      expect(() => decodeProfile(bytes)).toThrow(`not-a-profile {"is":"${is}"}`)
    })
  })

  describeRecorded('and with recorded profiles', (folder) => {
    test('compare those whose period types differ', () => {
      const files = {
        baseline: join(folder, 'go-other/fgprof-2022.pb.gz'),
        profile: join(folder, 'go-other/fgprof-2022-12.pb.gz'),
      }
      expect(pprofTop(files, request)).toMatchObject({ kind: 'no-tables', why: expect.stringContaining('period type') })
      const rows = ourDiff(readProfileFile(files.baseline), readProfileFile(files.profile), { column: 'time' })
      expect(rows.length).toBeGreaterThan(100)
    })
  })
})
