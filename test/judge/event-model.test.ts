import { describe, expect, test } from 'vitest'
import { eventCountOf, modelSamples } from '../../src/judge/event-model.ts'
import type { ProfileKind } from '../../src/model/kind.ts'
import { findMetric } from '../../src/model/metric.ts'
import { cpu, goroutine, heap } from '../gate/made-profiles.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile, type PlainProfile } from '../support/encode-profile.ts'
import { plainProfile } from '../support/text-profile.ts'

/** `KIND[, why]`, then `count x weight` of each sample with its chance, rounded. */
function modelText(plain: PlainProfile, kind: ProfileKind, name: string | null = null): string {
  const profile = decodeProfile(encodeProfile(plain))
  const metric = findMetric(profile, kind, name)
  if (metric === null) throw new Error(`no metric ${name}`)
  const { model, events } = modelSamples(profile, kind, metric)
  if (model.kind === 'unknown') return `unknown, ${model.why}`
  if (events === null) return model.kind
  const rows = [...events.count].map((count, at) => {
    return `${count} x ${events.weight[at]?.toFixed(0)} ${events.chance[at]?.toFixed(4)}`
  })
  return `${model.kind}: ${rows.join(', ')}`
}

const scaled = (plain: PlainProfile, factor: number): PlainProfile => {
  const samples = plain.samples?.map((each) => {
    return { ...each, values: each.values.map((value) => Math.trunc(Number(value) * factor)) }
  })
  return { ...plain, samples: samples ?? [] }
}

const merged = (plain: PlainProfile, other: PlainProfile): PlainProfile => {
  const samples = plain.samples?.map((each, at) => {
    const added = other.samples?.[at]?.values ?? []
    return { ...each, values: each.values.map((value, column) => Number(value) + Number(added[column])) }
  })
  return { ...plain, samples: samples ?? [] }
}

const HEAP = heap('main.load 1024 40 30\nmain.buffer 1048576 3 0')

describe('a Go heap profile', () => {
  test('gives back the events that the runtime scaled up', () => {
    expect(modelText(HEAP, 'heap')).toBe('events: 30 x 524800 0.0020, 0 x 1212697 0.8647')
    expect(modelText(HEAP, 'heap', 'alloc_space')).toBe('events: 40 x 524800 0.0020, 3 x 1212697 0.8647')
    expect(modelText(HEAP, 'heap', 'inuse_objects')).toBe('events: 30 x 513 0.0020, 0 x 1 0.8647')
  })

  test('taken at rate 1 has an event for every object', () => {
    expect(modelText(heap('main.load 1024 40', 1), 'heap')).toBe('events: 40 x 1024 1.0000')
  })

  test('tells sizes without labels by bytes and objects', () => {
    const plain = heap('main.load 1024 40')
    const samples = plain.samples?.map(({ locations, values }) => ({ locations, values })) ?? []
    expect(modelText({ ...plain, samples }, 'heap')).toBe('events: 40 x 524800 0.0020')
  })

  const sizes = [48, 64, 96, 128, 1024, 4096, 8192]
  const many = heap(sizes.map((size, at) => `main.f${at} ${size} ${37 + at}`).join('\n'))
  test.each([
    ['scaled down', scaled(many, 0.37), 'unknown, scaled'],
    ['scaled up', scaled(many, 1.31), 'unknown, scaled'],
    [
      'scaled, among many samples that are no longer in use',
      scaled(
        heap(
          `${sizes.map((size) => `main.f 1 1 0\nmain.g${size} ${size} 41 41`).join('\n')}\n${'main.h 1 1 0\n'.repeat(900)}`,
        ),
        0.37,
      ),
      'unknown, scaled',
    ],
    [
      'merged with another',
      merged(many, heap(sizes.map((size, at) => `main.f${at} ${size} ${11 + at}`).join('\n'))),
      'unknown, scaled',
    ],
    ['with negative values', scaled(many, -1), 'unknown, scaled'],
    [
      'of another period type',
      { ...HEAP, periodType: ['allocations', 'bytes'] } satisfies PlainProfile,
      'unknown, producer',
    ],
    [
      'without Go files',
      { ...HEAP, functions: HEAP.functions?.map((each) => ({ ...each, file: 'shop.js' })) ?? [] },
      'unknown, producer',
    ],
    ['without a period', { ...HEAP, period: 0 }, 'unknown, no-period'],
  ])('%s has no model', (_, plain, expected) => {
    expect(modelText(plain, 'heap')).toBe(expected)
  })

  test('with older names of its columns has none either', () => {
    const short = {
      ...plainProfile('objects/count space/bytes\nmain.load@a.go 1 512'),
      periodType: ['space', 'bytes'],
      period: 524288,
    } satisfies PlainProfile
    expect(modelText(short, 'heap')).toBe('unknown, producer')
  })
})

describe('a CPU or wall profile', () => {
  test('has an event for each of its samples', () => {
    expect(modelText(cpu('main.work 3\nmain.rest 1'), 'cpu')).toBe('events: 3 x 10000000 0.0000, 1 x 10000000 0.0000')
    expect(modelText(cpu('main.work 3'), 'cpu', 'samples')).toBe('events: 3 x 1 0.0000')
  })

  const period = { periodType: ['cpu', 'nanoseconds'], period: 10_000_000 } as const
  const only = plainProfile('cpu/nanoseconds\nmain.work 30000000')
  const micro = plainProfile('cpu/microseconds\nmain.work 30000')
  test.each([
    ['without counts is divided by its period', { ...only, ...period }, 'events: 3 x 10000000 0.0000'],
    ['without counts and period has no model', only, 'unknown, no-period'],
    ['in other units is divided in nanoseconds', { ...micro, ...period }, 'events: 3 x 10000000 0.0000'],
    [
      'with counts needs no period',
      plainProfile('samples/count cpu/nanoseconds\nmain.work 3 31'),
      'events: 3 x 10 0.0000',
    ],
    [
      'that was scaled has no model',
      { ...plainProfile('samples/count cpu/nanoseconds\nmain.work 3 33333333'), ...period },
      'unknown, scaled',
    ],
    [
      'with negative values has none',
      { ...plainProfile('samples/count cpu/nanoseconds\nmain.work -3 -30000000'), ...period },
      'unknown, scaled',
    ],
    [
      'does not take any count for that of its samples',
      { ...plainProfile('exceptions/count cpu/nanoseconds\nmain.work 9 30000000'), ...period },
      'events: 3 x 10000000 0.0000',
    ],
  ])('%s', (_, plain, expected) => {
    expect(modelText(plain, 'cpu')).toBe(expected)
  })

  test('of the wall clock is counted alike, its period rounded to nanoseconds', () => {
    const wall = {
      ...plainProfile('samples/count time/nanoseconds\nmain.work 99000 999999999990'),
      ...({ periodType: ['wallclock', 'nanoseconds'], period: 10_101_010 } as const),
    }
    expect(modelText(wall, 'wall')).toBe('events: 99000 x 10101010 0.0000')
  })
})

test('goroutines are counted, locks nobody knows', () => {
  expect(modelText(goroutine('main.wait 3'), 'goroutine')).toBe('exact')
  expect(modelText(plainProfile('contentions/count delay/nanoseconds\nmain.lock 1 2'), 'mutex')).toBe('unknown, kind')
})

test('the events of a profile are counted by its own default metric', () => {
  const count = (plain: PlainProfile, kind: ProfileKind) => eventCountOf(decodeProfile(encodeProfile(plain)), kind)
  expect(count(HEAP, 'heap')).toBe(30)
  expect(count({ ...HEAP, defaultSampleType: 'alloc_space' }, 'heap')).toBe(43)
  expect(count(cpu('main.work 3\nmain.rest 1'), 'cpu')).toBe(4)
  expect(count(goroutine('main.wait 3'), 'goroutine')).toBe(null)
})
