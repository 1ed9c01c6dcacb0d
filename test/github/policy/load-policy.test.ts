import { describe, expect, it } from 'vitest'
import type { FileAt } from '../../../src/github/api/api.ts'
import { ApiError } from '../../../src/github/api/error.ts'
import { readInputs } from '../../../src/github/inputs.ts'
import { loadPolicy } from '../../../src/github/policy/load-policy.ts'
import type { LoadedPolicy } from '../../../src/github/policy/loaded-policy.ts'
import type { PolicyBase } from '../../../src/github/policy/policy-commits.ts'
import { expectGolden } from '../../golden.ts'

const HERE = '.github/profile-gate.yml'
const OTHER = 'ci/gate.yml'

/** A policy whose limit and whose acceptance can be told from others. */
const policy = (limit: number, acceptance?: number): string => `version: 1
rules: [{ name: live-heap, kind: heap, of: total, fail: { percent: ${limit} } }]
${acceptance === undefined ? '' : `accept: [{ up-to: ${acceptance}MiB, until: 2027-12-31, reason: agreed }]\n`}`

const BROKEN = 'version: 1\nrules: [{ name: live-heap, kind: heap, of: total, fial: { percent: 1 } }]\n'
const down = new ApiError('unavailable', 'GET /contents: 502 after 4 tries', 502)

interface Case {
  readonly inputs?: Readonly<Record<string, string>>
  /** By path; text, or what GitHub answers, or fails with. Null: the event has no base. */
  readonly base?: Files | null
  readonly head?: Files
  /** Of the commit where the head began, if that is not the base. */
  readonly since?: Files
  readonly state?: 'seen' | 'not seen' | 'hidden' | 'unknown'
  readonly isHeadHidden?: boolean
  readonly workspace?: readonly string[]
}

type Files = Readonly<Record<string, string | FileAt | ApiError>>

const CASES: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  'A pull request': {
    'that changes nothing': { base: { [HERE]: policy(10, 3) }, head: { [HERE]: policy(10, 3) } },
    'that loosens a limit and adds an acceptance': {
      base: { [HERE]: policy(10, 3) },
      head: { [HERE]: policy(90, 5) },
    },
    'that withdraws an acceptance': { base: { [HERE]: policy(10, 3) }, head: { [HERE]: policy(10) } },
    'that removes the policy': { base: { [HERE]: policy(10, 3) }, head: {} },
    'that breaks the policy': { base: { [HERE]: policy(10, 3) }, head: { [HERE]: BROKEN } },
    'that mends the policy': { base: { [HERE]: BROKEN }, head: { [HERE]: policy(10) } },
    'onto a base whose policy is broken': { base: { [HERE]: BROKEN }, head: { [HERE]: BROKEN } },
    'that adds the first policy': { base: {}, head: { [HERE]: policy(90, 5) } },
    'that adds a first policy that is broken': { base: {}, head: { [HERE]: BROKEN } },
    'without any policy': { base: {}, head: {} },
    'without any policy, where the base was not seen yet': { base: {}, head: {}, state: 'not seen' },
    'that adds the first policy, where the base was not seen yet': {
      base: {},
      head: { [HERE]: policy(90) },
      state: 'not seen',
    },
    'that makes a folder of the policy': {
      base: { [HERE]: policy(10, 3) },
      head: { [HERE]: { kind: 'unusable', why: 'folder' } },
    },
    'whose base has a folder there': {
      base: { [HERE]: { kind: 'unusable', why: 'folder' } },
      head: { [HERE]: policy(90) },
    },
    'that replaces nothing by a link': { base: {}, head: { [HERE]: { kind: 'unusable', why: 'not-text' } } },
  },
  'A pull request that stands on an older commit': {
    'and changes nothing, but the base has since': {
      base: { [HERE]: policy(10, 3) },
      since: { [HERE]: policy(20, 4) },
      head: { [HERE]: policy(20, 4) },
    },
    'and changes nothing, but the base has got a policy since': {
      base: { [HERE]: policy(10, 3) },
      since: {},
      head: {},
    },
    'and changes it as the base has since': {
      base: { [HERE]: policy(10, 3) },
      since: { [HERE]: policy(20, 4) },
      head: { [HERE]: policy(10, 3) },
    },
    'and changes it': {
      base: { [HERE]: policy(10, 3) },
      since: { [HERE]: policy(20, 4) },
      head: { [HERE]: policy(90, 5) },
    },
    'and changes it, by policy-from: head': {
      inputs: { 'policy-from': 'head' },
      base: { [HERE]: policy(10, 3) },
      since: { [HERE]: policy(20, 4) },
      head: { [HERE]: policy(90, 5) },
    },
    'and changes nothing, by policy-from: head': {
      inputs: { 'policy-from': 'head' },
      base: { [HERE]: policy(10, 3) },
      since: { [HERE]: policy(20, 4) },
      head: { [HERE]: policy(20, 4) },
    },
    'and nobody can say what it changes': {
      base: { [HERE]: policy(10, 3) },
      since: { [HERE]: down },
      head: { [HERE]: policy(90, 5) },
    },
  },
  'A named policy': {
    'of both': { inputs: { policy: OTHER }, base: { [OTHER]: policy(10) }, head: { [OTHER]: policy(90, 5) } },
    'that only the head has, to get around that of the default path': {
      inputs: { policy: OTHER },
      base: { [HERE]: policy(10, 3) },
      head: { [HERE]: policy(10, 3), [OTHER]: policy(90, 5) },
    },
    'that only the head has, and the base has none': {
      inputs: { policy: OTHER },
      base: {},
      head: { [OTHER]: policy(90, 5) },
    },
    'that nobody has': { inputs: { policy: OTHER }, base: {}, head: {} },
    'that nobody has beside that of the default path': {
      inputs: { policy: OTHER },
      base: { [HERE]: policy(10, 3) },
      head: {},
    },
    'at the default path, but nobody has it': { inputs: { policy: HERE }, base: {}, head: {} },
    'of a push': { inputs: { policy: OTHER }, base: null, head: { [OTHER]: policy(20) } },
    'of a push that has none': { inputs: { policy: OTHER }, base: null, head: { [HERE]: policy(20) } },
  },
  'policy-from: head': {
    'counts the head, and says that it differs': {
      inputs: { 'policy-from': 'head' },
      base: { [HERE]: policy(10, 3) },
      head: { [HERE]: policy(90, 5) },
    },
    'the same text': { inputs: { 'policy-from': 'head' }, base: { [HERE]: policy(10) }, head: { [HERE]: policy(10) } },
    'that was removed': { inputs: { 'policy-from': 'head' }, base: { [HERE]: policy(10) }, head: {} },
    'that is broken': { inputs: { 'policy-from': 'head' }, base: { [HERE]: policy(10) }, head: { [HERE]: BROKEN } },
    'where the base is not told': {
      inputs: { 'policy-from': 'head' },
      base: { [HERE]: down },
      head: { [HERE]: policy(20) },
    },
    'where the base is not known': {
      inputs: { 'policy-from': 'head' },
      state: 'unknown',
      head: { [HERE]: policy(20) },
    },
  },
  'An event without a base': {
    'with a policy': { base: null, head: { [HERE]: policy(20, 3) } },
    'with a broken one': { base: null, head: { [HERE]: BROKEN } },
    'without one': { base: null, head: {} },
    'at a commit that GitHub does not show': { base: null, head: {}, isHeadHidden: true },
  },
  'What GitHub does not tell': {
    'which commit is the base': { state: 'unknown', head: { [HERE]: policy(90) } },
    'the file of the base': { base: { [HERE]: down }, head: { [HERE]: policy(90) } },
    'the file of the head': { base: { [HERE]: policy(10, 3) }, head: { [HERE]: down } },
    'the file of the head, and the base has none': { base: {}, head: { [HERE]: down } },
    'the default path of the base': {
      inputs: { policy: OTHER },
      base: { [HERE]: down },
      head: { [OTHER]: policy(90) },
    },
    'the base at all: a missing permission is no missing policy': {
      base: {},
      head: { [HERE]: policy(90) },
      state: 'hidden',
    },
    'the file of a push': { base: null, head: { [HERE]: down } },
  },
  'What the checkout has': {
    'a name that is not looked for': { base: {}, head: {}, workspace: ['.github/profile-gate.yaml'] },
    'the same beside a policy of the base': {
      base: { [HERE]: policy(10, 3) },
      head: {},
      workspace: ['.github/profile-gate.yaml'],
    },
    'a policy that was never committed': { base: null, head: {}, workspace: [HERE] },
  },
}

describe('the policy', () => {
  it('is that of the base, with the acceptances of the head, as the cases say', async () => {
    const parts: string[] = []
    for (const [chapter, cases] of Object.entries(CASES)) {
      parts.push(`# ${chapter}`)
      for (const [title, each] of Object.entries(cases)) {
        const { loaded, asked } = await load(each)
        parts.push(`${title}\n${told(loaded, asked)}`)
      }
    }
    expectGolden('github/policy.txt', `${parts.join('\n\n')}\n`)
  })

  it('of a pull request never has a limit of the head where the base has a policy', async () => {
    for (const each of Object.values(CASES).flatMap((cases) => Object.values(cases))) {
      const hasPolicy = Object.values(each.base ?? {}).length > 0 && each.inputs?.['policy-from'] !== 'head'
      const { loaded } = await load(each)
      if (hasPolicy) expect([null, 10]).toContain(limitOf(loaded))
    }
  })

  it('is missing only together with a problem', async () => {
    for (const each of Object.values(CASES).flatMap((cases) => Object.values(cases))) {
      const { loaded } = await load(each)
      if (loaded.policy === null) expect(loaded.problems).not.toEqual([])
    }
  })
})

async function load(each: Case) {
  const { inputs = {}, base = {}, head = {}, since = null, state = 'seen', isHeadHidden, workspace = [] } = each
  const given: Readonly<Record<string, string>> = { candidate: 'profiles/', token: 't', ...inputs }
  const asked: string[] = []
  const policyBase: PolicyBase =
    state === 'unknown'
      ? { kind: 'unknown', why: 'unavailable', message: 'GET /commits: 502 after 4 tries' }
      : base === null
        ? { kind: 'none' }
        : { kind: 'commit', sha: 'base', isSeen: state === 'seen', since: since === null ? 'base' : 'since' }
  const loaded = await loadPolicy({
    inputs: readInputs((name) => given[name] ?? '', { workflowFile: 'ci.yml' }),
    commits: { base: policyBase, head: 'head' },
    api: {
      fileAt: async (sha, path) => {
        asked.push(`${sha}:${path}`)
        const file = (sha === 'base' ? base : sha === 'since' ? since : head)?.[path] ?? { kind: 'absent' as const }
        if (file instanceof Error) throw file
        return typeof file === 'string' ? { kind: 'text', text: file } : file
      },
      parentsOf: async (sha) => {
        asked.push(`parents of ${sha}`)
        return (sha === 'base' ? state === 'hidden' : isHeadHidden === true) ? null : []
      },
    },
    workspaceHas: (path) => workspace.includes(path),
  })
  return { loaded, asked }
}

function limitOf({ policy }: LoadedPolicy): number | null {
  const limit = policy?.rules.find(({ name }) => name === 'live-heap')?.levels.fail[0]
  return limit?.kind === 'growth' && policy?.rules.length === 1 ? limit.percent : null
}

function told(loaded: LoadedPolicy, asked: readonly string[]): string {
  const { policy, name, context, problems, warnings } = loaded
  const accepted = policy?.acceptances.map((each) => (each.kind === 'value' ? `${each.upTo / 2 ** 20} MiB` : each.kind))
  const what =
    policy === null
      ? 'none'
      : `${limitOf(loaded) === null ? 'default rules' : `limit ${limitOf(loaded)} %`}, accepted ${accepted?.join(' ') || 'nothing'}`
  const words = (all: LoadedPolicy['warnings']) =>
    all
      .map(
        ({ code, args }) =>
          `${code}(${Object.values({ ...args, text: undefined })
            .join(' ')
            .trim()})`,
      )
      .join(' ')
  return [
    `  policy    ${what}`,
    `  context   ${name ?? 'no name'}, ${context.source} of ${context.sha ?? 'nobody'}${context.changed ? ', changed' : ''}`,
    ...(problems.length > 0
      ? [
          `  problems  ${words(problems.map((each) => ({ ...each, profile: null })))}, ${problems.map(({ level }) => level).join(' ')}`,
        ]
      : []),
    ...(warnings.length > 0 ? [`  warnings  ${words(warnings)}`] : []),
    `  asked     ${asked.join(', ') || 'nothing'}`,
  ].join('\n')
}
