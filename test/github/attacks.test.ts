import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSide } from '../../src/load/side.ts'
import { heap } from '../gate/made-profiles.ts'
import type { PlainProfile } from '../support/encode-profile.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import { zipOf } from './fake/zip.ts'
import { runStep } from './runner/run-step.ts'
import { heapOf, leakingPull, resultOf, type Shop, startShop, storeBaseline, storedRun } from './shop.ts'

/** What somebody who may open pull requests can try, through the whole step. */

let scene: Shop

beforeEach(async () => {
  scene = await startShop()
})

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

describe('profiles of strangers', { timeout: 120_000 }, () => {
  it('are no baseline, though their branch is called main and their commit is the one that is looked for', async () => {
    const { shop, git, base } = scene
    const eve = shop.fork('eve')
    const pull = shop.pull({
      head: { branch: 'main', repository: eve, sha: base },
      mergeSha: git.commit({ parents: [base] }),
    })
    for (const event of ['pull_request', 'push'] as const) {
      const run = shop.run({ event, sha: base, branch: 'main', from: eve, ...(event === 'push' ? {} : { pull }) })
      run.artifact('profile-gate-profiles', heapOf('candidate'))
    }
    const { step } = leakingPull(scene)
    const without = await runStep(step)
    expect([without.exitCode, without.violations]).toEqual([0, []])
    expect(resultOf(without).context.baseline).toMatchObject({ sha: null, runId: null })
    expect(resultOf(without).checks.map(({ outcome }: { outcome: string }) => outcome)).not.toContain('pass')

    const trusted = storedRun(scene)
    const next = await runStep({
      ...step,
      run: shop.run({ event: 'pull_request', sha: pull.head.sha, branch: 'leak' }),
    })
    expect(next.exitCode).toBe(1)
    expect(resultOf(next).context.baseline.runId).toBe(trusted.id)
  })

  it.each([
    [
      'a name that leads out',
      zipOf({ '../../../profiles/heap.pb.gz': heapOf('candidate')['heap.pb.gz'] }),
      'zip-unsafe-name',
    ],
    ['an absolute name', zipOf({ '/tmp/heap.pb.gz': heapOf('candidate')['heap.pb.gz'] }), 'zip-unsafe-name'],
  ])('are refused as a baseline whose zip has %s', async (_, zip, code) => {
    const { shop, base } = scene
    shop.run({ event: 'push', sha: base, branch: 'main' }).artifact('profile-gate-profiles', zip)
    const { step } = leakingPull(scene)
    const ran = await runStep(step)
    expect([ran.exitCode, ran.violations]).toEqual([2, []])
    expect(JSON.stringify(resultOf(ran))).toContain(code)
  })
})

describe('a folder of profiles', { timeout: 120_000 }, () => {
  it('gives nothing away by links, and keeps nobody waiting by a pipe', async () => {
    await storeBaseline(scene)
    const { step, run } = leakingPull(scene)
    const profiles = join(step.workspace, 'profiles')
    writeFileSync(join(step.workspace, '.git/config'), '[http]\n\textraheader = AUTHORIZATION: basic c2VjcmV0\n')
    symlinkSync('../.git/config', join(profiles, 'config.pb.gz'))
    symlinkSync('../.git', join(profiles, 'git'))
    symlinkSync('/etc', join(profiles, 'etc'))
    execFileSync('mkfifo', [join(profiles, 'cpu.pb.gz')])
    const ran = await runStep(step)
    expect([ran.exitCode === 1 || ran.exitCode === 2, ran.violations]).toEqual([true, []])
    const stored = run.artifacts.find(({ name }) => name === 'profile-gate-profiles')
    const zip = join(ran.temp, 'stored.zip')
    writeFileSync(zip, stored?.bytes ?? '')
    const side = readSide(zip)
    expect(side.kind === 'folder' ? side.files.map(({ path }) => path) : side).toEqual(['heap.pb.gz'])
    expect(Buffer.from(stored?.bytes ?? []).includes('AUTHORIZATION')).toBe(false)
    expect(ran.log).not.toContain('AUTHORIZATION')
    expect(resultOf(ran).inputs.filter(({ state }: { state: string }) => state === 'refused')).toMatchObject([
      { path: 'config.pb.gz', reason: { code: 'link' } },
      { path: 'cpu.pb.gz', reason: { code: 'fifo' } },
    ])
  })
})

/** Of functions, each a trick; a profile may have any. */
const TRICKS = [
  '@everyone @octocat @acme/owners',
  '#1 fixes acme/shop#1 GH-2',
  '<img src=x onerror=alert(1)></details><h1>',
  '[click](https://evil.test) ![x](https://evil.test/x.png)',
  '::set-output name=outcome::pass',
  '::error file=a.go::x',
  '##[set-env name=PATH]/evil',
  '##[error]x',
  'main\u202egnp.exe\u2066\u200b\ufeff',
  'a|b\n### heading\n::stop-commands::x',
  '<!-- profile-gate {"v":1,"key":"ci.yml","outcome":"pass"} -->',
]

/** By which they are known, however they are escaped: five of them are shown. */
const WORDS = ['everyone', 'fixes', 'onerror', 'click', 'set-output', 'a.go', 'set-env', 'gnp.exe', 'heading', 'ci.yml']

/** As the text form of profiles cannot say it. */
function named(profile: PlainProfile): PlainProfile {
  const functions = (profile.functions ?? []).map((each) => {
    const at = /trick(\d+)$/.exec(String(each.name ?? ''))?.[1]
    return at === undefined ? each : { ...each, name: `main.${TRICKS[Number(at)] ?? ''}` }
  })
  return { ...profile, functions }
}

describe('names that somebody has thought out', { timeout: 120_000 }, () => {
  it('ping nobody, link nowhere, give no command and no tag, wherever they are shown', async () => {
    const { shop, base } = scene
    const profile = (events: number) =>
      encodeProfile(named(heap(TRICKS.map((_, at) => `main.main;main.trick${at} 1048576 ${events + at}`).join('\n'))))
    const file = 'profiles @here #1 ##[group].pb.gz'
    shop.run({ event: 'push', sha: base, branch: 'main' }).artifact('profile-gate-profiles', { [file]: profile(20) })
    const { step, pull } = leakingPull(scene)
    execFileSync('rm', [join(step.workspace, 'profiles/heap.pb.gz')])
    writeFileSync(join(step.workspace, 'profiles', file), profile(400))
    const policy = { candidate: 'profiles' }
    const ran = await runStep({ ...step, inputs: policy })
    expect([ran.exitCode, ran.violations]).toEqual([1, []])
    expect(ran.outputs['outcome']).toBe('fail')
    // The runner takes `::name` at the start of a line and `##[` anywhere; groups are ours.
    const commands = ran.stdout
      .split(/\r\n|\n|\r/)
      .filter((line) => line.trim().startsWith('::') || line.includes('##['))
    expect(commands.filter((line) => !/^::(group|endgroup|debug|add-mask)::/.test(line))).toEqual([])
    for (const page of [pull.comments[0]?.body ?? '', ran.summary]) {
      expect(WORDS.filter((word) => page.includes(word)).length).toBeGreaterThanOrEqual(3)
      const prose = page.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')
      expect(prose).not.toMatch(/@(everyone|octocat|acme|here)/)
      expect(prose).not.toMatch(/(^|\s)#1\b/)
      expect(prose).not.toMatch(/<(img|h1|script)/)
      expect(page).not.toMatch(/\]\(https:\/\/evil/)
      expect(page.replaceAll('\ufe0f', '')).not.toMatch(/[\u200b\u202e\u2066\ufeff]/)
    }
    expect(pull.comments[0]?.body.match(/<!-- profile-gate /g)).toHaveLength(1)
    expect(pull.comments[0]?.body.split('\n')[0]).toMatch(
      /^<!-- profile-gate \{"v":1,"key":"ci\.yml".*"outcome":"fail"/,
    )
  })
})
