import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Io } from '../../src/cli/io.ts'
import { policy } from '../../src/cli/policy.ts'
import { runGate } from '../../src/gate.ts'
import { readSide } from '../../src/load/side.ts'
import { defaultPolicy } from '../../src/policy/default-policy.ts'
import { CONTEXT } from '../gate/run.ts'
import { expectGolden } from '../golden.ts'
import { repository } from './run.ts'

const fixtures = 'test/fixtures'
const leak = [`${fixtures}/session-cache/baseline`, `${fixtures}/session-cache/candidate`]
const renamed = [`${fixtures}/refactorings/service/baseline`, `${fixtures}/refactorings/service/rename`]

/** Runs `policy explain` in this process, in the repository. */
async function explain(...words: readonly string[]) {
  let out = ''
  let err = ''
  const io: Io = {
    folder: repository,
    environment: {},
    print: (text) => {
      out += text
    },
    tell: (text) => {
      err += text
    },
    today: '2026-11-21',
    colour: false,
    version: '0.0.0',
  }
  return { code: await policy(['explain', ...words], io), out, err }
}

const folder = mkdtempSync(join(tmpdir(), 'profile-gate-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('policy explain', () => {
  it.each([
    ['session-cache', leak],
    ['same-code', [`${fixtures}/same-code/baseline`, `${fixtures}/same-code/candidate`]],
    ['refactorings', renamed],
    ['benchmarks', [`${fixtures}/formats/benchmarks/baseline`, `${fixtures}/formats/benchmarks/candidate`]],
  ])('says what the default policy sees in %s', async (name, sides) => {
    const { code, out } = await explain(...sides)
    expect(code).toBe(0)
    expectGolden(`cli/explain-${name}.txt`, out)
  })

  it('says the same as Markdown', async () => {
    const { out } = await explain(...renamed, '--format', 'markdown')
    expectGolden('cli/explain-refactorings.md', out)
  })

  it('gives codes and numbers as JSON, with the noise that compare has', async () => {
    const { out } = await explain(...leak, '--format', 'json', '--target', 'api')
    const explanation = JSON.parse(out)
    const [baseline, candidate] = leak as [string, string]
    const { checks } = runGate({
      ...{ baseline: readSide(baseline), candidate: readSide(candidate), policy: defaultPolicy() },
      ...{ ownPackages: null, context: CONTEXT },
    })
    expect(explanation.schemaVersion).toBe(1)
    expect(explanation.checks.map(({ id }: { readonly id: string }) => id)).toEqual(checks.map(({ id }) => id))
    expect(explanation.checks[0]).toMatchObject({
      ...{ rule: 'live-heap', target: 'api', method: 'events', canFail: true },
      ...{ detectable: checks[0]?.noise.detectable, events: checks[0]?.noise.events, outcome: 'fail' },
    })
  })

  it('gives the same text every time', async () => {
    for (const format of ['text', 'json', 'markdown']) {
      const [one, other] = [
        await explain(...renamed, '--format', format),
        await explain(...renamed, '--format', format),
      ]
      expect(one.out).toBe(other.out)
    }
  })

  it('takes a policy, and says which of its rules speak of nothing', async () => {
    const rules =
      '  - { name: live, kind: heap, of: total, fail: { percent: 1 } }\n  - { name: none, kind: threadcreate, of: total, fail: { growth: 1 } }\n'
    const { code, out, err } = await explain(...leak, '--policy', fileOf('two.yml', `version: 1\nrules:\n${rules}`))
    expect(code).toBe(0)
    expect(out).toMatch(/^live {2}Heap in use/m)
    expect(out).toContain('Rules that speak of no profile here: none\n')
    expect(err).toContain('profile-gate: Rule none matches no profile')
  })

  it('ends with 2 for a profile that cannot be read, and says which', async () => {
    const { code, err } = await explain(leak[0] ?? '', fileOf('heap.pb.gz', 'cut off'))
    expect(code).toBe(2)
    expect(err).toContain('heap.pb.gz')
  })

  it('refuses a policy with mistakes, with their places', async () => {
    const broken = fileOf('broken.yml', 'version: 1\nrule: []\n')
    await expect(explain(...leak, '--policy', broken)).rejects.toThrow(/broken\.yml:2:1/)
  })

  it.each([
    ['one side only', [leak[0] ?? '']],
    ['a target that is no name', [...leak, '--target', 'a b']],
    ['an unknown format', [...leak, '--format', 'yaml']],
    ['an unknown option', [...leak, '--metric', 'cpu']],
  ])('refuses %s', async (_, words) => {
    await expect(explain(...words)).rejects.toMatchObject({ name: 'UsageError' })
  })
})
