import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { stringify } from 'yaml'
import { type GitHub, startGitHub } from '../fake/github.ts'
import type { WorkflowRun } from '../fake/run.ts'
import { pullRequestEvent, pushEvent, type Trigger } from './payloads.ts'
import { runStep, type Step, type StepOptions, workspaceWith } from './run-step.ts'

let github: GitHub
let run: WorkflowRun
let trigger: Trigger

beforeAll(async () => {
  github = await startGitHub()
  const shop = github.repository('acme/shop')
  run = shop.run({ event: 'push', sha: shop.commit({ branch: 'main' }), status: 'in_progress' })
  trigger = pushEvent(shop)
})
afterAll(() => github.close())
afterEach(() => vi.unstubAllEnvs())

const description = {
  name: 'fixture',
  inputs: {
    candidate: { default: 'profiles/' },
    'fail-on': { default: 'fail' },
    'two words': {},
    old: { deprecationMessage: 'use candidate' },
    token: { default: `$\{{ github.token }}`, required: true },
  },
  outputs: { one: {}, two: {} },
  runs: { using: 'node24', main: 'main.mjs' },
}

/** A step of an action that is nothing but this script; it may call `put(file, text)` and `say(text)`. */
function step(script: string, options: Partial<StepOptions> = {}): Promise<Step> {
  const prelude = `
    import { appendFileSync } from 'node:fs'
    const put = (name, text) => appendFileSync(process.env['GITHUB_' + name], text);
    const say = (text) => process.stdout.write(text);
  `
  const action = workspaceWith({ 'action.yml': stringify(description), 'main.mjs': prelude + script })
  return runStep({ github, run, trigger, workspace: workspaceWith({ 'a.txt': 'a' }), action, ...options })
}

/** What the script sees in the environment. */
async function seen(names: readonly string[], options: Partial<StepOptions> = {}): Promise<Record<string, string>> {
  const script = `put('OUTPUT', 'one=' + JSON.stringify(${JSON.stringify(names)}.map((name) => process.env[name])))`
  const { outputs } = await step(script, options)
  const values = JSON.parse(outputs['one'] ?? '[]') as string[]
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '<none>']))
}

describe('what a step is given', () => {
  test('inputs with their defaults, by the runner’s names', async () => {
    const names = ['INPUT_CANDIDATE', 'INPUT_FAIL-ON', 'INPUT_TWO_WORDS', 'INPUT_OLD']
    expect(await seen(names, { inputs: { 'FAIL-on': 'warn' } })).toEqual({
      INPUT_CANDIDATE: 'profiles/',
      'INPUT_FAIL-ON': 'warn',
      INPUT_TWO_WORDS: '',
      INPUT_OLD: '',
    })
  })

  test('a warning for inputs that the action does not know, and for old ones', async () => {
    const { annotations, conclusion } = await step('', { inputs: { cadidate: 'x', old: 'x' } })
    const valid = "'candidate', 'fail-on', 'two words', 'old', 'token'"
    expect(annotations.map(({ message }) => message)).toEqual([
      `Unexpected input(s) 'cadidate', valid inputs are [${valid}]`,
      "Input 'old' has been deprecated with message: use candidate",
    ])
    expect(conclusion).toBe('success')
  })

  test('the environment of the run and its event, and nothing of this machine', async () => {
    vi.stubEnv('SOMETHING_OF_HERE', 'x')
    vi.stubEnv('https_proxy', 'http://127.0.0.1:1')
    const names = ['GITHUB_REPOSITORY', 'GITHUB_SHA', 'GITHUB_REF', 'GITHUB_RUN_ID', 'GITHUB_WORKFLOW_REF', 'CI']
    expect(await seen([...names, 'GITHUB_API_URL', 'SOMETHING_OF_HERE', 'https_proxy', 'GITHUB_TOKEN'])).toEqual({
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_SHA: trigger.sha,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_RUN_ID: String(run.id),
      GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/ci.yml@refs/heads/main',
      CI: 'true',
      GITHUB_API_URL: github.apiUrl,
      SOMETHING_OF_HERE: '<none>',
      https_proxy: '<none>',
      GITHUB_TOKEN: '<none>',
    })
  })

  test('the event’s file, the workspace as working folder, and what the test adds or takes away', async () => {
    const shop = run.repository
    const pull = shop.pull({ head: { branch: 'change', sha: shop.commit() } })
    const event = pullRequestEvent(pull)
    const script = `
      const event = JSON.parse((await import('node:fs')).readFileSync(process.env.GITHUB_EVENT_PATH))
      const { GITHUB_HEAD_REF: head, GITHUB_REF_NAME: ref, GITHUB_ACTION_REF: version, CI, MORE } = process.env
      put('OUTPUT', 'one=' + JSON.stringify([event.number, process.cwd(), head, ref, version, CI, MORE]))
    `
    const workspace = workspaceWith({})
    const env = { CI: undefined, MORE: 'more' }
    const { outputs } = await step(script, { trigger: event, workspace, env, uses: 'acme/profile-gate@v1' })
    expect(JSON.parse(outputs['one'] ?? '')).toEqual([7, workspace, 'change', '7/merge', 'v1', null, 'more'])
  })
})

describe('what a step leaves', () => {
  test('outputs, variables, summary, and its exit code', async () => {
    const left = await step(`
      put('OUTPUT', 'one=1\\ntwo<<END\\na\\nb\\nEND\\n')
      put('ENV', 'NAME=value\\n')
      put('STEP_SUMMARY', '# Title\\n')
      process.exitCode = 3
    `)
    expect(left).toMatchObject({ exitCode: 3, conclusion: 'failure', summary: '# Title\n', violations: [] })
    expect([left.outputs, left.env]).toEqual([{ one: '1', two: 'a\nb' }, { NAME: 'value' }])
  })

  test('lines of both streams, ended by LF, CRLF or a lone CR', async () => {
    const left = await step(
      `say('a\\r\\nb\\r::error::c\\n::warn'); say('ing::d'); process.stderr.write('::notice::e\\n')`,
    )
    expect(left.annotations.map(({ level, message }) => `${level} ${message}`).sort()).toEqual([
      'error c',
      'notice e',
      'warning d',
    ])
    expect(left.log.split('\n')).toEqual(expect.arrayContaining(['a', 'b', '##[error]c', '##[warning]d']))
    expect(left.stderr).toBe('::notice::e\n')
  })

  test('violations: secrets anywhere, outputs that are not declared, files that cannot be read', async () => {
    const left = await step(`
      const token = process.env.INPUT_TOKEN
      say(process.env.ACTIONS_RUNTIME_TOKEN + '\\n')
      put('OUTPUT', 'one=' + token + '\\nthree=3\\n')
      put('STEP_SUMMARY', token)
      put('ENV', 'nonsense')
    `)
    expect(left.violations).toEqual([
      'a secret was written to the log',
      'a secret was written to the output file',
      'outputs that action.yml does not declare: three',
      "the env file cannot be read: Invalid format 'nonsense'",
      'a secret was written to the summary',
    ])
    expect([left.log.split('\n')[0], left.summary, left.conclusion]).toEqual(['***', '***', 'failure'])
  })

  test('a summary of more than 1 MiB is not shown', async () => {
    const left = await step(`put('STEP_SUMMARY', 'x'.repeat((1 << 20) + 1))`)
    expect([left.summary, left.violations]).toEqual(['', ['the summary has 1024 KB and is not shown']])
    expect((await step(`put('STEP_SUMMARY', 'x'.repeat(1 << 20))`)).summary).toHaveLength(1 << 20)
  })

  test('nothing, if it does not end: it is killed', async () => {
    const left = await step(`say('begun\\n'); setInterval(() => {}, 1000)`, { timeLimitMs: 400 })
    expect([left.exitCode, left.conclusion, left.stdout]).toEqual([null, 'failure', 'begun\n'])
    expect(left.violations).toEqual(['the step ran into its time limit'])
  })

  test('files in RUNNER_TEMP', async () => {
    const left = await step(`(await import('node:fs')).writeFileSync(process.env.RUNNER_TEMP + '/x', 'x')`)
    expect(readFileSync(join(left.temp, 'x'), 'utf8')).toBe('x')
  })
})

test('an action that does not run on Node 24 is refused', async () => {
  const action = workspaceWith({ 'action.yml': stringify({ runs: { using: 'node20', main: 'a.js' } }) })
  await expect(runStep({ github, run, trigger, workspace: action, action })).rejects.toThrow('not a node24 action')
})
