import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { expectGolden } from '../golden.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import { runList } from './run-list.ts'

const leak = 'test/fixtures/session-cache'
const pair = [`${leak}/baseline/heap.pb.gz`, `${leak}/candidate/heap.pb.gz`]
const programs = ['--source-path', 'test/programs']

async function printed(...args: readonly string[]): Promise<string> {
  const { out, told } = await runList(args)
  expect(told).toBe('')
  return out
}

describe('list', () => {
  test.each([
    ['text', 'txt'],
    ['json', 'json'],
    ['markdown', 'md'],
  ])('prints both sides of a pair as %s', async (format, extension) => {
    const out = await printed('Store|main.visit', ...pair, ...programs, '--format', format)
    expectGolden(`cli/list-diff.${extension}`, out)
  })

  test.each([
    ['text', 'txt'],
    ['json', 'json'],
    ['markdown', 'md'],
  ])('prints one profile as %s', async (format, extension) => {
    expectGolden(`cli/list.${extension}`, await printed('Store', pair[1]!, ...programs, '--format', format))
  })

  test('shows values without source, and says once where sources are looked for', async () => {
    const { out, told } = await runList(['Store|main', ...pair])
    expectGolden('cli/list-no-source.txt', out + told)
    expect(told.trimEnd().split('\n')).toHaveLength(1)
  })

  test('counts the samples that are asked for, and takes inlined functions for their callers', async () => {
    const cum = async (...args: readonly string[]) => {
      const { functions } = JSON.parse(await printed('main.visit$', pair[1]!, ...programs, '--format', 'json', ...args))
      return functions[0].cum
    }
    const all = await cum()
    expect(all).toBe((await cum('--focus', 'Store')) + (await cum('--ignore', 'Store')))
    expect(await cum('--metric', 'inuse_objects')).toBeLessThan(all)
    expect(await cum('--tag-focus', 'bytes=1kb:')).toBeLessThan(all)
    const names = async (...args: readonly string[]) => {
      const { functions } = JSON.parse(await printed('^main', pair[1]!, ...programs, '--format', 'json', ...args))
      return functions.map(({ name }: { readonly name: string }) => name)
    }
    expect((await names('--no-inlines')).length).toBeLessThanOrEqual((await names()).length)
  })

  test('finds what a build machine had elsewhere, by --trim-path', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'profile-gate-'))
    mkdirSync(join(folder, 'cmd'))
    writeFileSync(join(folder, 'cmd/main.go'), 'package main\n\nfunc main() {}\n')
    const functions = [{ id: 1, name: 'main.main', file: '/build/cmd/main.go', startLine: 3 }]
    const locations = [{ id: 1, lines: [{ function: 1, line: 3 }] }]
    const samples = [{ locations: [1], values: [5] }]
    writeFileSync(
      join(folder, 'cpu'),
      encodeProfile({ sampleTypes: [['samples', 'count']], functions, locations, samples }),
    )
    expect(
      (
        await runList(
          ['main', 'cpu'].map((each) => (each === 'cpu' ? join(folder, each) : each)),
          folder,
        )
      ).out,
    ).toContain('No source')
    const { out } = await runList(['main', join(folder, 'cpu'), '--trim-path', '/build'], folder)
    expect(out).toContain('ROUTINE ======================== main.main in cmd/main.go\n')
    expect(out).toContain('         5          5      3:func main() {}\n')
  })

  test.each([
    ['a function that is not there', ['nobody', pair[1]!], /^no function of .* matches nobody and has a value$/],
    ['a broken expression', ['a(?=b)', pair[1]!], /^FUNCTION-RE: /],
    ['a group', ['main', pair[1]!, '--of', 'file'], /--of.*known here: /],
    ['no profile', ['main'], /^expected FUNCTION-RE PROFILE \[CANDIDATE\], got 1$/],
    ['a profile too many', ['main', ...pair, pair[1]!], /^expected FUNCTION-RE PROFILE \[CANDIDATE\], got 4$/],
    ['a folder of many', ['main', resolve(`${leak}/candidate`)], /holds \d+ profiles; name one of them/],
  ])('refuses %s', async (_what, args, message) => {
    await expect(runList(args)).rejects.toThrow(message)
  })

  test('refuses more lines than anybody reads', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'profile-gate-'))
    writeFileSync(join(folder, 'long.go'), 'func\n'.repeat(50_000))
    const functions = Array.from({ length: 5 }, (_, at) => ({
      id: at + 1,
      name: `f${at}`,
      file: 'long.go',
      startLine: 1,
    }))
    const locations = functions.map(({ id }) => ({ id, lines: [{ function: id, line: 49_000 }] }))
    const samples = functions.map(({ id }) => ({ locations: [id], values: [1] }))
    const profile = join(folder, 'cpu')
    writeFileSync(profile, encodeProfile({ sampleTypes: [['samples', 'count']], functions, locations, samples }))
    await expect(runList(['.', profile], folder)).rejects.toThrow(/more than 200000 lines; name fewer functions/)
    expect((await runList(['f1', profile], folder)).out.split('\n').length).toBeGreaterThan(49_000)
  })
})
