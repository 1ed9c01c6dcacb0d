import { describe, expect, it } from 'vitest'
import { pprofDiff } from '../../src/report/shell.ts'

describe('the command that opens a difference in pprof', () => {
  it.each([
    ['heap.pb.gz', true],
    ['cpu.pprof', true],
    ['default.pgo', true],
    ['bench.txt', false],
    ['bench.json', false],
    ['goroutine.TXT.gz', false],
    ['metrics.prom', false],
    ['node.cpuprofile', false],
  ])('of %s: %s', (name, isThere) => {
    expect(pprofDiff(`baseline/${name}`, `candidate/${name}`) !== null).toBe(isThere)
  })
})
