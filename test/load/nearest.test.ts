import { expect, test } from 'vitest'
import { nearestName } from '../../src/load/nearest.ts'

test.each([
  ['heap.pb.gz', ['heaps.pb.gz', 'mem.pb.gz'], 'heaps.pb.gz'],
  ['HEAP.PB.GZ', ['heap.pb.gz'], 'heap.pb.gz'],
  ['cpu.prof', ['cpu.pb.gz', 'cpu.1.txt'], 'cpu.pb.gz'],
  ['heap.pb.gz', ['heap.1.txt', 'heap.2.pb.gz'], 'heap.2.pb.gz'],
  ['heap.pb.gz', ['heap.1.pb.gz', 'heap.txt'], 'heap.1.pb.gz'],
  ['heap', ['heap-0001.pb.gz'], 'heap-0001.pb.gz'],
  ['goroutnie.txt', ['goroutine.txt', 'goroutine.pb.gz'], 'goroutine.txt'],
  ['mutex.pb.gz', ['zmutex.pb.gz', 'amutex.pb.gz'], 'amutex.pb.gz'],
  ['heap.pb.gz', ['cpu.pb.gz', 'block.pb.gz', 'heap-of-stones.pb.gz'], null],
  ['a', ['b', 'ab'], null],
  ['', ['a', 'b.txt'], null],
  ['heap', [], null],
])('for %j among %j it is %j', (name, names, expected) => {
  expect(nearestName(name, names)).toBe(expected)
})
