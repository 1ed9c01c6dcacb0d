import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { Result } from '../../src/result/result.ts'
import { expectGolden } from '../golden.ts'
import { repository, runCli } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'profile-gate-hostile-'))
afterAll(() => rmSync(folder, { recursive: true }))

const heap = resolve(repository, 'test/fixtures/same-code/baseline/heap.pb.gz')
const bytes = readFileSync(heap)
const ELF = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]

/** What lies where a profile should. */
const FILES: Readonly<Record<string, Uint8Array | string>> = {
  'empty.pb.gz': '',
  'gzip-of-nothing.pb.gz': gzipSync(''),
  'program.pb.gz': Uint8Array.from([...ELF, ...new Array(60).fill(0)]),
  'page.pb.gz': '<!DOCTYPE html>\n<html><body>502 Bad Gateway</body></html>\n',
  'cut-off.pb.gz': bytes.subarray(0, bytes.length - 100),
  'cut-in-header.pb.gz': bytes.subarray(0, 6),
  'checksum.pb.gz': flipped(bytes, bytes.length - 6),
  'trailing.pb.gz': Buffer.concat([bytes, Buffer.from('<!-- appended -->')]),
  'twice.pb.gz': gzipSync(bytes),
  'dump.pb.gz': 'goroutine 1 [running]:\nmain.main()\n\t/app/ma',
  'text.pb.gz': 'heap profile: 1: 16 [1: 16] @ heap/1048576\n',
  'not-found.pb.gz': '404 page not found\n',
  'lfs.pb.gz': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
  'zip.pb.gz': Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]),
  'noise.pb.gz': Uint8Array.from({ length: 64 }, (_, at) => (at * 37) % 256),
}

function flipped(from: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(from)
  copy[at] = (copy[at] ?? 0) ^ 0xff
  return copy
}

for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content)
mkdirSync(join(folder, 'heap.pb.gz'))

const relative = (text: string) => text.replaceAll(folder, 'DIR')

describe('a file that is no profile', () => {
  const names = [...Object.keys(FILES), 'heap.pb.gz']

  it.each(names)('%s: top and diff end with 2 and one message that names it', (name) => {
    const path = join(folder, name)
    for (const args of [
      ['top', path],
      ['diff', heap, path],
      ['diff', path, heap],
    ]) {
      const { code, out, err } = runCli(args)
      expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 })
      expect(err).toContain(name)
    }
  })

  it('is told what it is, and the way out', () => {
    const messages = names.map((name) => relative(runCli(['top', join(folder, name)]).err))
    expectGolden('cli/hostile.txt', messages.join(''))
  })
})

describe('a folder with such files', () => {
  it('has its other files judged all the same, and cannot pass', () => {
    const baseline = join(folder, 'both', 'baseline')
    const candidate = join(folder, 'both', 'candidate')
    for (const side of [baseline, candidate]) {
      mkdirSync(side, { recursive: true })
      copyFileSync(heap, join(side, 'heap.pb.gz'))
    }
    for (const [name, content] of Object.entries(FILES)) writeFileSync(join(candidate, name), content)
    symlinkSync(heap, join(candidate, 'link.pb.gz'))
    const { code, out } = runCli(['compare', baseline, candidate, '--format', 'json'])
    const result = JSON.parse(out) as Result
    expect(code).toBe(2)
    expect(result.checks.map(({ id, outcome }) => [id, outcome])).toContainEqual(['live-heap:heap.pb.gz', 'pass'])
    const unreadable = result.problems.filter((problem) => problem.code === 'unreadable').map(({ profile }) => profile)
    expect([...unreadable].sort()).toEqual([...Object.keys(FILES), 'link.pb.gz'].sort())
  })

  const mkfifo = spawnSync('mkfifo', [join(folder, 'probe')]).status === 0
  it.skipIf(!mkfifo)('with a FIFO in it does not wait for a writer (skipped where there is no mkfifo)', () => {
    const [baseline, candidate] = ['before', 'after'].map((side) => join(folder, 'fifo', side)) as [string, string]
    for (const side of [baseline, candidate]) {
      mkdirSync(side, { recursive: true })
      copyFileSync(heap, join(side, 'heap.pb.gz'))
    }
    spawnSync('mkfifo', [join(candidate, 'cpu.pb.gz')])
    const { code, out } = runCli(['compare', baseline, candidate, '--format', 'json'])
    const { inputs, counts } = JSON.parse(out) as Result
    expect({ code, passed: counts.pass }).toEqual({ code: 2, passed: 4 })
    expect(inputs.find(({ path, side }) => path === 'cpu.pb.gz' && side === 'candidate')?.reason?.code).toBe('fifo')
  })
})

describe('a gzip bomb', () => {
  it('is refused within bounded memory', () => {
    // 3 GiB of zeros in 3 MB: one member of 64 MiB, 48 times over.
    const member = gzipSync(new Uint8Array(2 ** 26), { level: 9 })
    const bomb = join(folder, 'bomb.pb.gz')
    writeFileSync(bomb, Buffer.concat(new Array(48).fill(member)))
    const { code, err } = runCli(['top', bomb], { NODE_OPTIONS: '--max-old-space-size=256' })
    expect(code).toBe(2)
    expect(relative(err)).toMatch(/^profile-gate: DIR\/bomb\.pb\.gz .*2 GiB/)
  })
})
