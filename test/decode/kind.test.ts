import { describe, expect, test } from 'vitest'
import { kindOf } from '../../src/decode/kind.ts'
import { textProfile } from '../support/text-profile.ts'

/** The kind, with a question mark where mutex and block could not be told apart. */
function kind(sampleTypes: string, path = 'profile.pb.gz', ...stacks: readonly string[]): string {
  const values = sampleTypes.split(' ').fill('1').join(' ')
  const { kind, certain } = kindOf(
    textProfile([sampleTypes, ...stacks.map((each) => `${each} ${values}`)].join('\n')),
    path,
  )
  return certain ? kind : `${kind}?`
}

describe('sample types tell the kind', () => {
  test.each([
    ['alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes', 'heap'],
    ['inuse_objects/count inuse_space/bytes', 'heap'],
    ['alloc_space/bytes', 'heap'],
    ['objects/count space/bytes', 'heap'],
    ['space/bytes objects/count', 'heap'],
    ['samples/count cpu/nanoseconds', 'cpu'],
    ['cpu/nanoseconds', 'cpu'],
    ['samples/count time/nanoseconds', 'wall'],
    ['sample/count wall/nanoseconds', 'wall'],
    ['goroutine/count', 'goroutine'],
    ['goroutineleak/count', 'goroutineleak'],
    ['threadcreate/count', 'threadcreate'],
    ['objects/count', 'other'],
    ['objects/count space/bytes more/count', 'other'],
    ['cpu/count', 'other'],
    ['samples/count', 'other'],
    ['events/count', 'other'],
    ['contentions/count', 'other'],
  ])('%s is %s', (sampleTypes, expected) => {
    expect(kind(sampleTypes)).toBe(expected)
  })
})

describe('mutex and block have the same sample types', () => {
  const types = 'contentions/count delay/nanoseconds'

  test.each([
    ['the name of the file decides', 'run/mutex.pb.gz', ['main.main;runtime.chanrecv1'], 'mutex'],
    ['whatever its letters', 'BenchmarkPut_BLOCK.out', ['main.main;sync.(*Mutex).Unlock'], 'block'],
    ['but not that of its folder', 'mutex/all.pb.gz', ['main.main;runtime.selectgo'], 'block'],
    [
      'then frames: who unlocks is in a mutex profile',
      'contention.pb.gz',
      ['main.main;sync.(*RWMutex).RUnlock'],
      'mutex',
    ],
    ['who waits is in a block profile', 'contention.pb.gz', ['main.main;sync.(*WaitGroup).Wait'], 'block'],
    ['both leave it open', 'contention.pb.gz', ['main.f;sync.(*Mutex).Unlock', 'main.g;runtime.chansend1'], 'mutex?'],
    ['so does nothing', 'contention.pb.gz', [], 'mutex?'],
  ])('%s', (_name, path, stacks, expected) => {
    expect(kind(types, path, ...stacks)).toBe(expected)
  })
})
