import { spawnSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { heap } from '../gate/made-profiles.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import { repository } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'profile-gate-monorepo-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SAMPLES = 9000
const POLICY = `version: 1
rules:
  - { name: live-heap, kind: heap, of: total, fail: { percent: 10 } }
  - { name: first, kind: heap, files: ["services/s1*/**"], of: function, fail: { percent: 10 } }
`

/** Stacks of 24 frames of some thousand functions: about a megabyte without compression. */
function largeProfile(): Uint8Array {
  const line = (sample: number) => {
    const frames = Array.from({ length: 24 }, (_, depth) => `shop/pkg${depth}.function${(sample * (depth + 7)) % 400}`)
    return `main.main;${frames.join(';')} ${64 + (sample % 50) * 64} ${1 + (sample % 9)}`
  }
  return encodeProfile(heap(Array.from({ length: SAMPLES }, (_, sample) => line(sample)).join('\n')))
}

const bytes = largeProfile()
const file = join(folder, 'heap.pb.gz')
writeFileSync(file, gzipSync(bytes))
writeFileSync(join(folder, 'policy.yml'), POLICY)

/** Both sides of a repository of so many services. */
function repositoryOf(services: number): readonly string[] {
  return ['baseline', 'candidate'].map((side) => {
    const root = join(folder, `${services}`, side)
    for (let service = 0; service < services; service++) {
      const path = join(root, `services/s${service}/heap.pb.gz`)
      mkdirSync(dirname(path), { recursive: true })
      linkSync(file, path)
    }
    return root
  })
}

/** Judges them in a process of its own. */
function judged(services: number) {
  const args = [resolve(repository, 'dist/cli.js'), 'compare', ...repositoryOf(services)]
  const { status, stderr, output } = spawnSync(
    process.execPath,
    [
      '--require',
      resolve(repository, 'bench/hook.cjs'),
      ...args,
      ...['--policy', join(folder, 'policy.yml'), '--json', join(folder, `${services}.json`)],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] } },
  )
  const [, peakKiB = 0] = (output[3] ?? '').trim().split(' ').map(Number)
  return { status, stderr, peakMiB: peakKiB / 1024 }
}

describe('a step with hundreds of profiles', () => {
  it('takes hardly more memory than one with a few, and says how far it is', { timeout: 180_000 }, () => {
    expect(bytes.length).toBeGreaterThan(900_000)
    const few = judged(10)
    const many = judged(100)
    expect([few.status, many.status]).toEqual([0, 0])
    expect(few.stderr).toBe('')
    expect(many.stderr.split('\n').filter((line) => line.startsWith('profile-gate: '))).toEqual([
      'profile-gate: 100 of 100 profiles read',
      'profile-gate: 100 of 100 profiles judged',
    ])
    expect(many.peakMiB).toBeLessThan(2 * few.peakMiB)
  })
})
