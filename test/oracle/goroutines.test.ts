import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Frames } from '../../src/diff/frames.ts'
import { goroutineStates } from '../../src/diff/goroutines.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { describeWithGo } from '../support/go-tool.ts'

describeWithGo('the stacks of a goroutine profile tell the states that a dump of the same moment names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'profile-gate-goroutines-'))
  beforeAll(() => {
    const program = resolve(import.meta.dirname, 'goroutines/main.go')
    execFileSync('go', ['run', program, folder], { stdio: 'ignore', env: { ...process.env, GOFLAGS: '-mod=mod' } })
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  /** `state of function`, for each goroutine; the function is the one that the goroutine began with. */
  function goroutines(file: string): readonly string[] {
    const frames = new Frames(decodeProfile(new Uint8Array(readFileSync(join(folder, file)))))
    const { samples } = frames.profile
    const stateOf = goroutineStates(frames)
    return Array.from({ length: samples.count }, (_, sample) => {
      const outermost = samples.stack[samples.stackStart[sample + 1]! - 1]!
      const name = frames.name(frames.start[outermost + 1]! - 1)
      // A dump leaves out the function that calls main.main, and those that switch between coroutines.
      const entry = name.replace(/^runtime\.main$/, 'main.main').replace(/^runtime\.corostart$/, 'iter.Pull[...].func1')
      const line = `${stateOf(sample)} of ${entry.replace(/\[.*\]/, '[...]')}`
      return Array.from({ length: Number(samples.values[0]?.[sample] ?? 0) }, () => line)
    })
      .flat()
      .sort()
  }

  test('of each goroutine', () => {
    const told = goroutines('goroutine.pb.gz')
    expect(told).toEqual(goroutines('goroutine.txt'))
    const states = new Set(told.map((line) => line.split(' of ')[0]))
    // Older versions of Go have fewer words.
    expect(states.size).toBeGreaterThan(11)
  })
})
