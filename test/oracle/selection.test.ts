import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { metricOf } from '../../src/model/metric.ts'
import { SELECTIONS, STACKS } from '../diff/selection-cases.ts'
import { TAG_FOCUSES, TAGGED } from '../diff/tag-focus-cases.ts'
import { TRIMMINGS } from '../diff/trim-path-cases.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import {
  describeRecorded,
  describeWithGo,
  pprofTool,
  pprofTop,
  pprofTops,
  type TopRequest,
} from '../support/go-tool.ts'
import { pruned } from '../support/pruned.ts'
import { textProfile, textProfileBytes } from '../support/text-profile.ts'
import { type TableOptions, topOf } from '../support/text-table.ts'
import { ourTop, type Question, questions, readProfileFile, scratchFiles, theirs } from './tables.ts'

/** The rows of pprof; an error if it shows none. */
function rowsOf(profile: string, request: TopRequest): readonly string[] {
  const answer = pprofTop({ profile }, request)
  if (answer.kind !== 'tables') throw new Error(answer.why)
  return theirs(answer.tables[0] ?? [])
}

describeWithGo('go tool pprof -focus and -ignore keep what we keep', () => {
  const scratch = scratchFiles()
  const pattern = (source: string | null) => (source === null ? [] : [new RegExp(source)])

  test.each(SELECTIONS)('%s', (_name, focus, ignore) => {
    const request = {
      column: 0,
      unit: 'bytes',
      ...(focus === null ? {} : { focus }),
      ...(ignore === null ? {} : { ignore }),
    }
    const ours = ourTop(textProfile(STACKS), { focus: pattern(focus), ignore: pattern(ignore) })
    expect(ours).toEqual(rowsOf(scratch('stacks', textProfileBytes(STACKS)), request))
  })
})

describeWithGo('go tool pprof -tagfocus keeps what we keep', () => {
  const scratch = scratchFiles()
  const bytes = encodeProfile(TAGGED)

  test.each(TAG_FOCUSES)('%s', (tagFocus) => {
    const ours = ourTop(decodeProfile(bytes), { tagFocus })
    expect(ours).toEqual(rowsOf(scratch('tagged', bytes), { column: 0, unit: 'bytes', tagFocus }))
  })

  test('and refuses what we refuse', () => {
    for (const tagFocus of ['tenant=(', 'a,(']) {
      expect(pprofTop({ profile: scratch('tagged', bytes) }, { column: 0, unit: 'bytes', tagFocus }).kind).toBe(
        'no-tables',
      )
    }
  })
})

describeWithGo('go tool pprof -trim_path and -source_path show the files that we show', () => {
  const scratch = scratchFiles()

  test.each(TRIMMINGS)('%s, less %j, with sources in %j', (file, trimPath, sourcePath) => {
    const stacks = `samples/count\nmain.f@${file}:7 1`
    const request = { column: 0, unit: 'minimum', of: 'lines', trimPath, sourcePath } as const
    const ours = ourTop(textProfile(stacks), { of: 'line', trimming: { trimPath, sourcePath } })
    expect(ours).toEqual(rowsOf(scratch('files', textProfileBytes(stacks)), request))
  })
})

/** Tables of every sample type, with options for both sides. */
function asked(path: string, request: Partial<TopRequest>, options: TableOptions): readonly Question[] {
  return questions(readProfileFile(path), 'function', 'line').map((question) => ({
    request: { ...question.request, ...request },
    options: { ...question.options, ...options },
  }))
}

/** Fails unless our tables are pprof's, without the frames that the profile asks to be left out. */
function expectTables(path: string, questions: readonly Question[]): void {
  const profile = pruned(readProfileFile(path))
  const answer = pprofTops(
    { profile: path },
    questions.map(({ request }) => request),
  )
  if (answer.kind !== 'tables') throw new Error(answer.why)
  for (const [at, { options }] of questions.entries()) {
    expect(ourTop(profile, options), `${options.column} by ${options.of}`).toEqual(theirs(answer.tables[at] ?? []))
  }
}

describeWithGo('go tool pprof shows of recorded profiles what we show', () => {
  describeRecorded('of those with inlined functions and labels', (folder) => {
    test.each([
      'go-cpu/pprofutils/labelframes.in.pprof',
      'go-cpu/parca/cpu_labels.pb.gz',
      'go-goroutine/concurrentmap_goroutine.pprof',
      'pprof-goldens/cpu.pb.gz',
      'pprof-goldens/heap.pb.gz',
      'non-go/rust-pprof-rs/2020-02-20a_profile.pb',
      'non-go/julia-pprofjl/profile.pb.gz',
    ])('%s, with -noinlines', (file) => {
      const profile = join(folder, file)
      expectTables(profile, asked(profile, { noInlines: true }, { noInlines: true }))
    })

    test.each([
      ['go-cpu/parca/labels.pb.gz', 'api=.*'],
      ['go-cpu/parca/cpu_labels.pb.gz', 'grpc'],
      ['go-cpu/pyroscope/cpu-mux.pb.gz', 'profile_id=^[0-9a-f]+$'],
      ['pprof-goldens/cpu.pb.gz', 'key[12]'],
      ['pprof-goldens/cpu.pb.gz', 'key1=tag1,tag2'],
      ['pprof-goldens/heap.pb.gz', '1mb:2gb'],
      ['pprof-goldens/heap.pb.gz', '30kb:'],
      ['pprof-goldens/heap_request.pb.gz', '+400kb:'],
      ['pprof-goldens/heap_tags.pb.gz', 'key1=tag'],
      ['non-go/julia-pprofjl/alloc-profile.pb.gz', 'bytes=:1kb'],
      ['non-go/ebpf-parca-agent/profile-with-labels.pb.gz', 'thread'],
      ['go-heap/parca/diff.pb.gz', 'bytes=32b:1kb'],
    ])('%s, with -tagfocus=%s', (file, tagFocus) => {
      const profile = join(folder, file)
      expectTables(profile, asked(profile, { tagFocus }, { tagFocus }))
    })

    test.each([
      ['go-cpu/parca/cpu_labels.pb.gz', '/usr/local/go/src:/home'],
      ['pprof-goldens/cpu.pb.gz', '/usr'],
    ])('%s, with -trim_path=%s', (file, trimPath) => {
      const profile = join(folder, file)
      expectTables(profile, asked(profile, { trimPath }, { trimming: { trimPath, sourcePath: '' } }))
    })

    test('with -source_path', () => {
      const profile = join(folder, 'go-cpu/parca/cpu_labels.pb.gz')
      const sourcePath = '/nowhere/else:/checkout/src'
      expectTables(profile, asked(profile, { sourcePath }, { trimming: { trimPath: '', sourcePath } }))
    })
  })
})

describeWithGo('go tool pprof -tagroot adds up what our groups of a label do', () => {
  const scratch = scratchFiles()

  /** The cumulative value of each value of a label: pprof makes them frames whose file is the key. */
  function roots(profile: string, column: number, unit: string, key: string): readonly string[] {
    const rows = rowsOf(profile, { column, unit, of: 'lines', tagRoot: key })
    const suffix = ` ${key}`
    return rows
      .map((row) => row.replace(/^\S+ /, ''))
      .filter((row) => row.endsWith(suffix))
      .map((row) => row.slice(0, -suffix.length))
      .sort()
  }

  function expectRoots(path: string, key: string): void {
    const profile = readProfileFile(path)
    for (const [column, sampleType] of profile.sampleTypes.entries()) {
      const { unit } = metricOf(sampleType, column)
      const known = ['bytes', 'nanoseconds'].includes(unit) ? unit : 'minimum'
      const { rows } = topOf([profile], { of: `label:${key}`, column })
      // What has no such label has no name there, and is a row of its file alone.
      const ours = rows.map(({ cum, name }) => (name === `(no ${key})` ? `${cum}` : `${cum} ${name}`))
      expect(ours.sort(), `${key} of ${sampleType.type}`).toEqual(roots(path, column, known, key))
      expect(ours.length).toBeGreaterThan(0)
    }
  }

  test('also where a sample has several values', () => {
    const sample = (value: number, ...texts: readonly string[]) => {
      return { locations: [1], values: [value], labels: texts.map((text) => ({ key: 'tenant', text })) }
    }
    const bytes = encodeProfile({
      sampleTypes: [['samples', 'count']],
      functions: [{ id: 1, name: 'main.f' }],
      locations: [{ id: 1, lines: [{ function: 1 }] }],
      samples: [sample(1, 'a', 'b'), sample(10, 'b', 'a'), sample(100, 'a'), sample(1000, 'a'), sample(10000)],
    })
    expectRoots(scratch('several', bytes), 'tenant')
  })

  describeRecorded('and -tags prints numbers as we do', (folder) => {
    test('for the sizes of objects', () => {
      const path = join(folder, 'pprof-goldens/heap.pb.gz')
      const tags = execFileSync(pprofTool ?? '', ['-tags', '-sample_index=inuse_objects', path], { encoding: 'utf8' })
      const theirs = [...tags.matchAll(/^ +(\d+) \(.*\): (.*)$/gm)].map(([, value, name]) => `${value} ${name}`)
      const { rows } = topOf([readProfileFile(path)], { of: 'label:bytes', column: 'inuse_objects' })
      expect(rows.map(({ flat, name }) => `${flat} ${name}`)).toEqual(theirs)
      expect(theirs.length).toBeGreaterThan(3)
    })
  })

  describeRecorded('of recorded profiles', (folder) => {
    test.each([
      ['go-cpu/parca/labels.pb.gz', 'api'],
      ['go-cpu/parca/cpu_labels.pb.gz', 'grpcmethod'],
      ['pprof-goldens/cpu.pb.gz', 'key1'],
      ['pprof-goldens/cpu.pb.gz', 'key2'],
      ['pprof-goldens/heap_tags.pb.gz', 'key1'],
      ['non-go/julia-pprofjl/alloc-profile.pb.gz', 'type'],
    ])('%s by %s', (file, key) => {
      expectRoots(join(folder, file), key)
    })
  })
})
