import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { zipOf, zipOfFolder } from '../load/zip-writer.ts'
import { repository, runCli } from './run.ts'

const fixture = 'test/fixtures/session-cache'
const folder = mkdtempSync(join(tmpdir(), 'profile-gate-zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function saved(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

const packed = (side: string): Uint8Array => zipOfFolder(join(repository, fixture, side))
const [baseline, candidate] = [saved('baseline.zip', packed('baseline')), saved('candidate.zip', packed('candidate'))]
const json = (...sides: readonly string[]) => runCli(['compare', ...sides, '--format', 'json'])

describe('a zip', () => {
  it('is judged as the folder that was packed, to the byte', () => {
    const expected = json(`${fixture}/baseline`, `${fixture}/candidate`)
    expect(JSON.parse(expected.out).checks).not.toEqual([])
    expect(json(baseline, candidate)).toEqual(expected)
    expect(json(baseline, `${fixture}/candidate`)).toEqual(expected)
    expect(json(`${fixture}/baseline`, candidate)).toEqual(expected)
  })

  it('offers no command of pprof, which reads no zips', () => {
    expect(runCli(['compare', `${fixture}/baseline`, `${fixture}/candidate`]).out).toContain('go tool pprof')
    const { out } = runCli(['compare', baseline, candidate])
    expect(out).toContain('live-heap')
    expect(out).not.toContain('go tool pprof')
  })

  it('is chosen from by the files: of the policy, by the paths in it', () => {
    const rules = 'rules: [{ name: live, kind: heap, of: total, fail: { percent: 10 } }]\n'
    const policy = saved('policy.yml', Buffer.from(`version: 1\nfiles: { include: ["heap.*"] }\n${rules}`))
    const chosen = (...sides: readonly string[]) =>
      runCli(['compare', ...sides, '--policy', policy, '--format', 'json'])
    const expected = chosen(`${fixture}/baseline`, `${fixture}/candidate`)
    expect(expected.out).toContain('"excluded"')
    expect(chosen(baseline, candidate)).toEqual(expected)
  })

  it('of one profile is one, to top and to diff', () => {
    const one = (side: string) => zipOfFolder(join(repository, fixture, side), 'heap.pb.gz')
    const zips = [saved('old.zip', one('baseline')), saved('new.zip', one('candidate'))]
    const files = [`${fixture}/baseline/heap.pb.gz`, `${fixture}/candidate/heap.pb.gz`]
    const of = (command: string, sides: readonly string[]) => runCli([command, ...sides, '--format', 'json'])
    expect(of('top', zips.slice(0, 1))).toEqual(of('top', files.slice(0, 1)))
    expect(of('diff', zips)).toEqual(of('diff', files))
  })
})

describe('what is wrong with a zip is said with the way out', () => {
  const damaged = zipOf([{ name: 'run/heap.pb.gz', data: 'x', lies: { crc: 1 } }])
  it.each([
    ['several profiles', packed('candidate'), 'holds 6 profiles; unpack it and name one of them:\n  allocs.pb.gz'],
    ['no files', zipOf([]), 'holds no files. Check the path'],
    [
      'a cut',
      packed('candidate').subarray(0, 5000),
      'is a zip that is cut off: the record at its end is missing. Copy',
    ],
    ['a hostile name', zipOf([{ name: '../\u001b[2J' }]), 'is a zip with an unsafe name in it: ../\\u{1b}[2J. Make'],
    ['a damaged file', damaged, '/run/heap.pb.gz is damaged in its zip: its content does not fit'],
  ])('%s', (_what, bytes, message) => {
    const path = saved('odd.zip', bytes)
    const { code, err } = runCli(['top', path])
    expect(code).toBe(2)
    expect(err).toContain(`profile-gate: ${path}`)
    expect(err).toContain(message)
  })

  it('and makes a comparison undecided', () => {
    const cut = saved('cut.zip', packed('baseline').subarray(0, 5000))
    const { code, out } = json(cut, candidate)
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'error',
      problems: [{ code: 'unreadable', args: { code: 'zip-cut-off', side: 'baseline', path: cut } }],
    })
  })
})
