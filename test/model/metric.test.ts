import { describe, expect, test } from 'vitest'
import type { ProfileKind } from '../../src/model/kind.ts'
import { defaultMetric, findMetric, type Metric, metricOf } from '../../src/model/metric.ts'
import { textProfile } from '../support/text-profile.ts'

/** `name unit xscale @column`. */
function text(metric: Metric | null): string {
  return metric === null ? 'none' : `${metric.name} ${metric.unit} x${metric.scale} @${metric.column}`
}

describe('a metric is a column under the name that rules use', () => {
  const heap = 'alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes'
  test.each<[sampleTypes: string, kind: ProfileKind, name: string | null, metric: string]>([
    [heap, 'heap', null, 'inuse_space bytes x1 @3'],
    [heap, 'heap', 'alloc_objects', 'alloc_objects count x1 @0'],
    [heap, 'heap', 'space', 'none'],
    ['objects/count space/kilobytes', 'heap', null, 'inuse_space bytes x1024 @1'],
    ['objects/count space/bytes', 'heap', 'inuse_objects', 'inuse_objects count x1 @0'],
    ['objects/count space/bytes', 'heap', 'alloc_space', 'none'],
    ['samples/count cpu/nanoseconds', 'cpu', null, 'cpu nanoseconds x1 @1'],
    ['sample/count wall/microseconds', 'wall', null, 'time nanoseconds x1000 @1'],
    ['samples/count cycles/widgets', 'other', null, 'cycles widgets x1 @1'],
    ['samples/count cycles/widgets', 'other', 'samples', 'samples count x1 @0'],
    ['contentions/count delay/nanoseconds', 'mutex', null, 'delay nanoseconds x1 @1'],
    // Of two columns with one name, the first: as pprof's -sample_index.
    ['cpu/nanoseconds cpu/count', 'cpu', 'cpu', 'cpu nanoseconds x1 @0'],
  ])('of %s, as %s: %s is %s', (sampleTypes, kind, name, expected) => {
    expect(text(findMetric(textProfile(sampleTypes), kind, name))).toBe(expected)
  })
})

describe('the default is the one that pprof shows', () => {
  test.each([
    ['the preferred one', 'alloc_space', 'alloc_space bytes x1 @0'],
    ['the last, if none is preferred', '', 'inuse_space bytes x1 @1'],
    ['the last, if the preferred one does not exist', 'cpu', 'inuse_space bytes x1 @1'],
  ])('%s', (_name, defaultSampleType, expected) => {
    expect(text(defaultMetric(textProfile('alloc_space/bytes inuse_space/bytes', { defaultSampleType })))).toBe(
      expected,
    )
  })

  test('of a profile without sample types there is none', () => {
    expect(defaultMetric(textProfile('', { sampleTypes: [] }))).toBeNull()
  })
})

describe('units', () => {
  test.each([
    ['bytes', 'bytes x1'],
    ['B', 'bytes x1'],
    ['kb', 'bytes x1024'],
    ['megabytes', 'bytes x1048576'],
    ['us', 'nanoseconds x1000'],
    ['milliseconds', 'nanoseconds x1000000'],
    ['Seconds', 'nanoseconds x1000000000'],
    ['count', 'count x1'],
    ['widgets', 'widgets x1'],
    ['', ' x1'],
  ])('%s become %s', (unit, expected) => {
    expect(text(metricOf({ type: 'm', unit }, 0))).toBe(`m ${expected} @0`)
  })
})
