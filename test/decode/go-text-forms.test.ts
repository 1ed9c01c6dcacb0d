import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeFile } from '../../src/decode/decode.ts'
import type { Profile } from '../../src/model/profile.ts'
import { describeWithGo, pprofTool } from '../support/go-tool.ts'
import { sampleLines } from '../support/sample-lines.ts'

function readProfile(path: string): Profile {
  const profile = decodeFile(new Uint8Array(readFileSync(path)))[0]?.runs[0]
  if (profile === undefined) throw new Error(`no profile in ${path}`)
  return profile
}

/** Values of each sample that has any, as `go tool pprof` reads the file. */
function pprofValues(path: string): readonly string[] {
  const converted = `${path}.converted`
  const { stderr } = spawnSync(pprofTool ?? '', ['-proto', `-output=${converted}`, path], { encoding: 'utf8' })
  try {
    return valuesOf(readProfile(converted))
  } catch {
    throw new Error(stderr)
  }
}

function valuesOf({ samples }: Profile): readonly string[] {
  const rows = Array.from({ length: samples.count }, (_, sample) => samples.values.map((column) => column[sample]))
  return rows.filter((row) => row.some((value) => value !== 0)).map((row) => row.join(' '))
}

describeWithGo('the text forms of a Go program', () => {
  let folder = ''

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'profile-gate-text-forms-'))
    execFileSync('go', ['run', join(import.meta.dirname, 'text-forms/main.go'), folder], { stdio: 'pipe' })
  }, 300_000)

  afterAll(() => rmSync(folder, { recursive: true }))

  const path = (name: string, debug: 0 | 1 | 2) => join(folder, `${basename(name)}.debug${debug}`)

  /** Generic functions have no type arguments as text; samples of nothing come and go with every form written. */
  function comparable(profile: Profile, { labels = true } = {}): readonly string[] {
    return sampleLines(profile, { places: true, hideRuntime: true })
      .map((line) => line.replace(/\[[^\]=]*\]/g, '[...]'))
      .filter((line) => !/^\S+( 0)+( |$)/.test(line.replaceAll(' > ', '>')))
      .map((line) => (labels ? line : line.replace(/ bytes=\d+$/, '')))
      .sort()
  }

  test.each(['heap', 'allocs', 'mutex', 'block', 'threadcreate', 'goroutine', 'example.com/open'])(
    'of %s have the stacks, places, values and labels of the protobuf form',
    (name) => {
      const [binary, text] = [readProfile(path(name, 0)), readProfile(path(name, 1))]
      expect(text.sampleTypes).toEqual(binary.sampleTypes)
      expect([text.periodType, text.period]).toEqual([binary.periodType, binary.period])
      expect(comparable(text)).toEqual(comparable(binary))
      expect(comparable(text).length).toBeGreaterThan(0)
    },
  )

  test.each(['heap', 'allocs', 'goroutine', 'block', 'example.com/open'])(
    'of %s have the values that pprof reads',
    (name) => {
      expect(valuesOf(readProfile(path(name, 1)))).toEqual(pprofValues(path(name, 1)))
    },
  )

  test('of mutex have the values that pprof reads where it has nothing to multiply by', () => {
    const once = `${path('mutex', 1)}.once`
    writeFileSync(once, readFileSync(path('mutex', 1), 'utf8').replace('sampling period=0', 'sampling period=1'))
    expect(valuesOf(readProfile(path('mutex', 1)))).toEqual(pprofValues(once))
  })

  test('have the figures of the runtime under the heap', () => {
    const decoded = decodeFile(new Uint8Array(readFileSync(path('heap', 1))))
    const types = decoded[1]?.runs[0]?.sampleTypes.map(({ type }) => type) ?? []
    expect(decoded.map(({ kind }) => kind)).toEqual(['heap', 'metrics'])
    expect(types).toEqual(
      expect.arrayContaining(['HeapAlloc', 'StackInuse', 'StackSys', 'MCacheSys', 'NumGC', 'NextGC']),
    )
  })

  test('of goroutines as a dump have all of them, but for the frames of the runtime', () => {
    const [binary, dump] = [readProfile(path('goroutine', 0)), readProfile(path('goroutine', 2))]
    const withoutRuntime = (line: string) =>
      line
        .split(' ')[0]!
        .split(';')
        .filter((frame) => !frame.startsWith('runtime.'))
        .join(';')
    const entries = ({ samples }: Profile, lines: readonly string[]) =>
      lines.flatMap((line, at) => Array<string>(Number(samples.values[0]?.[at])).fill(withoutRuntime(line))).sort()
    const plain = (profile: Profile) =>
      // A dump is written by other functions of runtime/pprof, and wrappers have no line in it.
      sampleLines(profile).map((line) => line.replaceAll(' > ', ';').replace(/;runtime\/pprof\.\S+/, ';runtime/pprof'))
    expect(entries(dump, plain(dump))).toEqual(entries(binary, plain(binary)))
    expect(sampleLines(dump)).toContainEqual(
      expect.stringMatching(/^main\.wait\.func2 1 state=select \(no cases\) creator=main\.wait$/),
    )
  })

  test('of the heap are unsampled as pprof does it, but for the last bit of an exponential', () => {
    const random = randoms(1)
    let [values, inexact] = [0, 0]
    for (const rate of [1, 2, 1024, 8191, 1048576, 2 ** 30]) {
      const rows = Array.from({ length: 4000 }, (_, at): HeapRow => {
        const inuse = random(2 ** random(20))
        return { at, inuse, allocated: inuse + random(2 ** random(20)), size: 1 + random(2 ** (1 + random(30))) }
      })
      const file = join(folder, `random-${rate}`)
      writeFileSync(file, heapText(rows, rate))
      const [ours, theirs] = [valuesOf(readProfile(file)), pprofValues(file)]
      expect(ours.length).toBe(theirs.length)
      for (const [at, row] of ours.entries()) {
        const expected = theirs[at]?.split(' ').map(Number) ?? []
        for (const [column, value] of row.split(' ').map(Number).entries()) {
          const gap = Math.abs(value - (expected[column] ?? 0))
          values++
          if (gap > 0) inexact++
          expect(gap).toBeLessThanOrEqual(value * 2 ** -50 + (value > 2 ** 40 ? 1 : 0))
        }
      }
    }
    expect(inexact / values).toBeLessThan(0.001)
  })
})

interface HeapRow {
  readonly at: number
  readonly inuse: number
  readonly allocated: number
  readonly size: number
}

/** Numbers from 0 that look random, the same in every run (Lehmer's generator). */
function randoms(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48271) % 2147483647
    return state % below
  }
}

function heapText(rows: readonly HeapRow[], doubleRate: number): string {
  const sum = (amount: (row: HeapRow) => number) => rows.reduce((total, row) => total + amount(row), 0)
  const lines = rows.map(
    ({ at, inuse, allocated, size }) =>
      `${inuse}: ${inuse * size} [${allocated}: ${allocated * size}] @ 0x${(at + 2).toString(16)}\n`,
  )
  const total = `${sum(({ inuse }) => inuse)}: ${sum(({ inuse, size }) => inuse * size)}`
  return `heap profile: ${total} [0: 1] @ heap/${doubleRate}\n${lines.join('')}`
}
