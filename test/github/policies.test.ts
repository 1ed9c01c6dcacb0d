import { afterEach, describe, expect, it } from 'vitest'
import { runStep } from './runner/run-step.ts'
import { leakingPull, resultOf, type Shop, startShop, storedRun } from './shop.ts'

let scene: Shop

afterEach(async () => {
  expect(scene.github.violations).toEqual([])
  await scene.github.close()
})

const HERE = '.github/profile-gate.yml'
const OTHER = 'ci/gate.yml'

/** The heap of the pull request grows to 3.4 times what it was, 25.7 MiB. */
const policy = (percent: number, acceptance = ''): string => `version: 1
rules:
  - { name: live-heap, kind: heap, of: total, fail: { percent: ${percent} } }
${acceptance}`
const strict = policy(10)
const loose = policy(900)
const broken = strict.replace('percent', 'precent')
const accept = (upTo: string, until = '2099-12-31'): string =>
  `accept:\n  - { up-to: ${upTo}, until: ${until}, reason: 'a larger cache, see #12' }\n`

type Files = Readonly<Record<string, string | null>>

/** The step of a pull request that leaks; policies by path, null for a file that the pull request removes. */
async function judged(base: Files, head: Files, inputs: Readonly<Record<string, string>> = {}) {
  const shop = await startShop()
  scene = { ...shop, base: shop.git.commit({ files: base, parents: [shop.base], branch: 'main' }) }
  storedRun(scene)
  const { step, pull, run } = leakingPull(scene, head)
  const ran = await runStep({ ...step, inputs })
  expect(ran.violations).toEqual([])
  const { context, checks, problems } = resultOf(ran)
  const body = pull.comments[0]?.body ?? ''
  const codes = problems.map(({ code }: { code: string }) => code)
  return { ran, run, body, codes, checks, policy: context.policy }
}

describe('the limits of a pull request', { timeout: 120_000 }, () => {
  it('are those of the base, however the head loosens them', async () => {
    const { ran, body, checks, policy } = await judged({ [HERE]: strict }, { [HERE]: loose })
    expect([ran.exitCode, checks[0].limits[0].percent]).toEqual([1, 10])
    expect(policy).toEqual({ source: HERE, sha: scene.base, changed: true })
    expect(body).toContain('This PR changes the policy; it is judged by the one of the base.')
  })

  it('are shown as a diff where the head changes them', async () => {
    const { body } = await judged({ [HERE]: strict }, { [HERE]: loose })
    expect(body).toMatch(/```diff\n[^`]*^-.*percent: 10 .*\n\+.*percent: 900 /m)
  })

  it('are not looked for in the file of the head by commands that promise the same verdict', async () => {
    const { body } = await judged({ [HERE]: strict }, { [HERE]: loose })
    expect(body).toContain('The same verdict on your machine:')
    expect(body).not.toContain(`compare baseline candidate --policy ${HERE}`)
  })

  it('are those of the base though the head removes the file', async () => {
    const { ran, checks, policy } = await judged({ [HERE]: strict }, { [HERE]: null })
    expect([ran.exitCode, checks.length, checks[0].limits[0].percent]).toEqual([1, 1, 10])
    expect(policy).toEqual({ source: HERE, sha: scene.base, changed: true })
  })

  it('are those of the head with policy-from: head', async () => {
    const { ran, body, policy } = await judged({ [HERE]: strict }, { [HERE]: loose }, { 'policy-from': 'head' })
    expect([ran.exitCode, policy.source, policy.changed]).toEqual([0, HERE, true])
    expect(policy.sha).not.toBe(scene.base)
    expect(body).toContain('This PR changes the policy; it is judged by its own.')
  })

  it('are those of the head where the base has none, with a warning', async () => {
    const { ran, body, checks } = await judged({}, { [HERE]: loose })
    expect([ran.exitCode, checks[0].limits[0].percent]).toEqual([0, 900])
    expect(body).toContain(`The base has no policy, so the limits of this PR in \`${HERE}\` count.`)
  })

  it('are those of the default policy where nobody has one', async () => {
    const { ran, body, policy } = await judged({}, {})
    expect([ran.exitCode, policy]).toEqual([1, { source: 'default-policy.yml', sha: null, changed: false }])
    expect(body).toContain('· default policy ·')
  })
})

describe('a policy that cannot be read', { timeout: 120_000 }, () => {
  it('is an error where it is that of the base, though the head mends it', async () => {
    const { ran, body, codes, checks } = await judged({ [HERE]: broken }, { [HERE]: loose })
    expect([ran.exitCode, codes, checks]).toEqual([2, ['policy-mistake'], []])
    expect(body).toContain('unknown key `precent`; did you mean `percent`?')
    expect(body).toContain(`/blob/${scene.base}/${HERE}#L3`)
    expect(body).toContain('a correction counts once it is merged, or at once with `policy-from: head`')
  })

  it('is an error where it is that of the head, and none of its acceptances counts', async () => {
    const { ran, body, codes, checks } = await judged({ [HERE]: loose }, { [HERE]: broken })
    expect([ran.exitCode, codes, checks[0].limits[0].percent]).toEqual([2, ['policy-mistake'], 900])
    expect(body).toContain('Correct it in this PR, whose policy this is.')
    expect(body).toContain('so none of its acceptances counts')
  })

  it('is an error under a name that is not looked for', async () => {
    const { ran, body, codes } = await judged({}, { '.github/profile-gate.yaml': loose })
    expect([ran.exitCode, codes]).toEqual([2, ['policy-misnamed']])
    expect(body).toContain('Rename it to `profile-gate.yml`')
  })
})

describe('a policy that the workflow names', { timeout: 120_000 }, () => {
  it('counts as the base has it', async () => {
    const { ran, policy } = await judged({ [OTHER]: strict }, { [OTHER]: loose }, { policy: OTHER })
    expect([ran.exitCode, policy.source, policy.sha]).toEqual([1, OTHER, scene.base])
  })

  it('and that only the head has gives way to the default path of the base', async () => {
    const { ran, body, codes, policy } = await judged({ [HERE]: strict }, { [OTHER]: loose }, { policy: OTHER })
    expect([ran.exitCode, codes, policy.source]).toEqual([1, [], HERE])
    expect(body).toContain(`The base has no \`${OTHER}\`, so the limits of its \`${HERE}\` count.`)
    expect(body).toContain('The file that is named counts once it is merged.')
  })

  it('and that nobody has is an error, and no change of this pull request', async () => {
    const { ran, body, codes } = await judged({ [HERE]: loose }, {}, { policy: OTHER })
    expect([ran.exitCode, codes]).toEqual([2, ['policy-unusable']])
    expect(body).toMatch(
      /The policy `ci\/gate\.yml` of commit `\w{7}` does not exist\. Commit it, or name another file/,
    )
    expect(body).not.toContain('This PR changes the policy')
  })
})

describe('an acceptance', { timeout: 120_000 }, () => {
  const agreed = /^- \*\*Accepted:\*\* the total up to 40\.0\sMiB until `2099-12-31`: `a larger cache, see #12`$/m

  it('counts in the head that adds it, beside the limits of the base, and is in the comment', async () => {
    const { ran, body, checks } = await judged({ [HERE]: strict }, { [HERE]: policy(900, accept('40MiB')) })
    expect([ran.exitCode, checks[0].outcome, checks[0].limits[0].percent]).toEqual([0, 'pass', 10])
    expect(body).toMatch(agreed)
  })

  it('takes what it covers out of the distance to a limit', async () => {
    const { body } = await judged({ [HERE]: strict }, { [HERE]: policy(10, accept('40MiB')) })
    expect(body).toMatch(agreed)
    expect(body).not.toContain('3.4× of +10%')
  })

  it('that is too small does not pass, and stands with its reason above the table', async () => {
    const { ran, body } = await judged({ [HERE]: strict }, { [HERE]: policy(10, accept('10MiB')) })
    expect([ran.exitCode, ran.outputs['outcome']]).toEqual([1, 'fail'])
    expect(body).toContain('`a larger cache, see #12`')
    expect(body.indexOf('a larger cache')).toBeLessThan(body.indexOf('| | Change |'))
  })

  it('that has expired does not pass, and is said to have', async () => {
    const { ran, body } = await judged({ [HERE]: strict }, { [HERE]: policy(10, accept('40MiB', '2020-01-31')) })
    expect([ran.exitCode, ran.outputs['outcome']]).toEqual([1, 'fail'])
    expect(body).toContain('An acceptance has expired on `2020-01-31`')
  })

  it('of the base does not count once the head withdraws it', async () => {
    const { ran, body } = await judged({ [HERE]: policy(10, accept('40MiB')) }, { [HERE]: strict })
    expect([ran.exitCode, ran.outputs['outcome']]).toEqual([1, 'fail'])
    expect(body).not.toContain('Accepted:')
  })
})
