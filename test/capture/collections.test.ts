import { describe, expect, it } from 'vitest'
import { areOfNewProcess, type Collections, collectionsIn } from '../../src/capture/collections.ts'

/** As a process tells of them that has had so many, the first one at `start`. */
function collected(count: number, start: number): Collections {
  const ends = Array.from({ length: 256 }, () => '0')
  for (let number = 1; number <= count; number++) ends[(number - 1) % 256] = String(start + number)
  return { count, ends }
}

describe('garbage collections', () => {
  it('are read from a heap profile in text', () => {
    const text = 'heap profile: 1: 2 [3: 4] @ heap/524288\n# PauseNs = [7 8 0]\n# PauseEnd = [11 12 0]\n# NumGC = 2\n'
    expect(collectionsIn(text)).toEqual({ count: 2, ends: ['11', '12', '0'] })
  })

  it.each(['', '# NumGC = 2\n', '# PauseEnd = [1 2]\n', '# PauseEnd = []\n# NumGC = 0\n'])(
    'are not known: %j',
    (text) => {
      expect(collectionsIn(text)).toBeNull()
    },
  )

  it.each<[string, Collections, Collections, boolean]>([
    ['of the same process', collected(3, 1000), collected(9, 1000), false],
    ['none since', collected(3, 1000), collected(3, 1000), false],
    ['around the ring', collected(256, 1000), collected(300, 1000), false],
    ['just not overwritten', collected(3, 1000), collected(258, 1000), false],
    ['fewer than before', collected(3, 1000), collected(2, 5000), true],
    ['more than before, at other times', collected(3, 1000), collected(200, 5000), true],
    ['of a process that had none', collected(0, 1000), collected(5, 5000), false],
    ['so many that nobody knows', collected(3, 1000), collected(259, 5000), false],
  ])('%s', (_, earlier, later, isNew) => {
    expect(areOfNewProcess(earlier, later)).toBe(isNew)
  })
})
