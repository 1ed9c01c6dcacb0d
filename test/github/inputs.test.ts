import { describe, expect, it } from 'vitest'
import { INPUT_NAMES, type Inputs, readInputs, refuseUnknownInputs } from '../../src/github/inputs.ts'
import { UsageError } from '../../src/github/usage-error.ts'
import { expectGolden } from '../golden.ts'
import { readActionFile, stepInputs } from './runner/action-file.ts'

const SHA = '0123456789abcdef0123456789abcdef01234567'

function read(given: Readonly<Record<string, string>> = {}): Inputs {
  const all: Readonly<Record<string, string>> = { candidate: 'profiles/', token: 'ghs_x', ...given }
  return readInputs((name) => all[name] ?? '', { workflowFile: 'ci.yml' })
}

function refusal(given: Readonly<Record<string, string>>): string {
  try {
    read(given)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  return `taken: ${JSON.stringify(given)}`
}

describe('inputs', () => {
  it('have the defaults of the action where the workflow says nothing', () => {
    expect(read()).toEqual({
      mode: 'gate',
      candidate: { kind: 'path', path: 'profiles/' },
      baseline: { kind: 'auto' },
      store: true,
      target: null,
      policy: '.github/profile-gate.yml',
      isPolicyNamed: false,
      policyFrom: 'base',
      comment: 'auto',
      commentKey: 'ci.yml',
      isCommentKeyNamed: false,
      annotations: 10,
      failOn: 'fail',
      baselineDepth: 50,
      baselineWorkflow: null,
      baselineSha: null,
      candidateSha: null,
      capture: null,
      token: 'ghs_x',
    })
  })

  it.each<[string, string, Partial<Inputs>]>([
    ['mode', 'report', { mode: 'report' }],
    ['candidate', ' out/heap.pb.gz \n', { candidate: { kind: 'path', path: 'out/heap.pb.gz' } }],
    ['candidate', 'C:\\profiles', { candidate: { kind: 'path', path: 'C:\\profiles' } }],
    ['candidate', 'artifact:profiles-*', { candidate: { kind: 'artifact', pattern: 'profiles-*' } }],
    ['candidate', 'artifact:{a,b}-[0-9]', { candidate: { kind: 'artifact', pattern: '{a,b}-[0-9]' } }],
    ['baseline', 'auto', { baseline: { kind: 'auto' } }],
    ['baseline', './auto', { baseline: { kind: 'path', path: './auto' } }],
    ['baseline', 'before', { baseline: { kind: 'path', path: 'before' } }],
    ['baseline', 'artifact:before', { baseline: { kind: 'artifact', name: 'before' } }],
    ['baseline', 'run:123/my profiles', { baseline: { kind: 'run', runId: 123, name: 'my profiles' } }],
    ['store', 'False', { store: false }],
    ['store', 'TRUE', { store: true }],
    ['target', 'linux-amd64_go1.26', { target: 'linux-amd64_go1.26' }],
    ['policy', './ci//gate.yml', { policy: 'ci/gate.yml', isPolicyNamed: true }],
    ['policy', '.github\\profile-gate.yml', { policy: '.github/profile-gate.yml', isPolicyNamed: true }],
    ['policy', '.github/profile-gate.yml', { policy: '.github/profile-gate.yml', isPolicyNamed: true }],
    ['policy-from', 'head', { policyFrom: 'head' }],
    ['comment', 'never', { comment: 'never' }],
    ['comment-key', 'Löad tést', { commentKey: 'Löad tést' }],
    ['fail-on', 'warn', { failOn: 'warn' }],
    ['annotations', '0', { annotations: 0 }],
    ['annotations', '20', { annotations: 20 }],
    ['baseline-depth', '0', { baselineDepth: 0 }],
    ['baseline-depth', '500', { baselineDepth: 500 }],
    ['baseline-workflow', 'main build.yaml', { baselineWorkflow: 'main build.yaml' }],
    ['baseline-sha', SHA.toUpperCase(), { baselineSha: SHA }],
    ['candidate-sha', `${SHA}${SHA.slice(0, 24)}`, { candidateSha: `${SHA}${SHA.slice(0, 24)}` }],
  ])('%s: %j', (name, value, expected) => {
    expect(read({ [name]: value })).toMatchObject(expected)
  })

  it('name themselves, what was given, what is allowed and what is nearest where they cannot be used', () => {
    const wrong: readonly (readonly [string, string])[] = [
      ['candidate', ''],
      ['candidate', '  '],
      ['candidate', 'artifact:'],
      ['candidate', 'artefact:p'],
      ['candidate', 'artifact:a/b'],
      ['candidate', 'run:1/p'],
      ['candidate', 'a\nb'],
      ['baseline', 'Auto'],
      ['baseline', 'Artifact:p'],
      ['baseline', 'artifact:p-*'],
      ['baseline', 'run:p'],
      ['baseline', 'run:12'],
      ['baseline', 'run:latest/p'],
      ['baseline', 'run:0/p'],
      ['baseline', 'run:99999999999999999999/p'],
      ['baseline', 'run:12/'],
      ['store', 'yes'],
      ['store', 'tRue'],
      ['store', 'flase'],
      ['target', 'ubuntu/amd64 (go 1.26)'],
      ['target', 'x'.repeat(65)],
      ['target', 'ü'],
      ['policy', '/home/runner/work/shop/shop/.github/profile-gate.yml'],
      ['policy', 'D:\\a\\shop\\.github\\gate.yml'],
      ['policy', '../policies/gate.yml'],
      ['policy', 'ci/../../gate.yml'],
      ['policy', '..\\gate.yml'],
      ['policy', '.github/'],
      ['policy', '.'],
      ['policy', '..'],
      ['policy', '.github/..'],
      ['policy', 'gate\u202e.yml'],
      ['policy-from', 'main'],
      ['policy-from', 'HEAD'],
      ['comment', 'true'],
      ['comment', 'failures'],
      ['comment-key', 'a\nb'],
      ['comment-key', 'k'.repeat(101)],
      ['fail-on', 'warning'],
      ['fail-on', 'error'],
      ['annotations', '21'],
      ['annotations', 'none'],
      ['baseline-depth', '-1'],
      ['baseline-depth', '501'],
      ['baseline-depth', '12.5'],
      ['baseline-depth', 'all'],
      ['baseline-workflow', 'CI'],
      ['baseline-workflow', '.github/workflows/ci.yml'],
      ['baseline-workflow', '123'],
      ['baseline-sha', 'main'],
      ['baseline-sha', '0123456'],
      ['candidate-sha', `${SHA}0`],
      ['url', 'http://localhost:6060'],
      ['run', 'make load'],
      ['token', ''],
      ['token', 'secret value'],
      ['token', 'secret\nvalue'],
    ]
    expectGolden('github/inputs.txt', `${wrong.map(([name, value]) => refusal({ [name]: value })).join('\n')}\n`)
  })

  it('of mode capture are what the command takes, with its defaults', () => {
    const capture = (given: Readonly<Record<string, string>>) =>
      read({ mode: 'capture', url: 'http://localhost:6060', ...given }).capture
    expect(capture({})).toMatchObject({
      ...{ out: 'profiles/', waitMs: 30_000, warmupMs: 0, cpuSeconds: 30, series: null, run: null },
      address: { shown: 'http://localhost:6060' },
    })
    expect(capture({ snapshots: '8' })?.series).toEqual({ snapshots: 8, everyMs: 30_000 })
    expect(
      capture({ snapshots: '8', every: '1m', seconds: '0', run: ' make load\n', wait: '0', warmup: '10s' }),
    ).toMatchObject({
      series: { snapshots: 8, everyMs: 60_000 },
      cpuSeconds: 0,
      run: 'make load',
      waitMs: 0,
      warmupMs: 10_000,
    })
  })

  it('of mode capture name themselves too', () => {
    const wrong: readonly Readonly<Record<string, string>>[] = [
      { url: '' },
      { url: 'ftp://localhost' },
      { candidate: 'artifact:profiles' },
      { snapshots: '1' },
      { every: '10s' },
      { snapshots: '8', every: '10' },
      { seconds: '30s' },
      { wait: 'long' },
      { warmup: '25h' },
    ]
    const said = wrong.map((given) => refusal({ mode: 'capture', url: 'http://localhost:6060', ...given }))
    expectGolden('github/capture-inputs.txt', `${said.join('\n')}\n`)
  })

  it('never quote the token', () => {
    expect(refusal({ token: 'sec ret' })).not.toMatch(/sec|ret/)
  })
})

describe('the names of inputs', () => {
  const action = readActionFile('.')
  const environment = (given: Readonly<Record<string, string>>) => ({
    PATH: '/bin',
    ...stepInputs(action, given, { 'github.token': 'ghs_x' }).environment,
  })

  it('are those that action.yml declares', () => {
    expect([...INPUT_NAMES]).toEqual([...action.inputs.keys()])
  })

  it.each([{}, { 'fail-on': 'warn' }, { 'Fail-On': 'warn' }, { CANDIDATE: 'p' }, { fail_on: '' }, { fail_on: ' ' }])(
    'may be written as the runner takes them: %j',
    (given) => {
      expect(() => refuseUnknownInputs(environment(given))).not.toThrow()
    },
  )

  it.each([
    ['fail_on', '`fail_on`. Did you mean fail-on?'],
    ['fail on', '`fail_on`. Did you mean fail-on?'],
    ['failOn', '`failon`. Did you mean fail-on?'],
    ['polcy', '`polcy`. Did you mean policy?'],
    ['baseline_sha', '`baseline_sha`. Did you mean baseline-sha?'],
    ['duration', '`duration`. It has mode, candidate, baseline, store,'],
    ['über\u202e', '`über<U+202E>`. It has mode, candidate'],
  ])('are refused where there is no such input: %s', (name, said) => {
    const given = () => refuseUnknownInputs(environment({ [name]: 'warn' }))
    expect(given).toThrow(UsageError)
    expect(given).toThrow(`this step has no input ${said}`)
  })

  it('may be variables of the job, for which there is a way out', () => {
    expect(() => refuseUnknownInputs({ INPUT_METHOD: 'ibus' })).toThrow(
      'If INPUT_METHOD is a variable of the job, empty it under env: of this step',
    )
    for (const env of [
      { INPUT_METHOD: '' },
      { INPUT_: 'x' },
      { Input_Method: 'x' },
      { INPUT_method: 'x' },
      { INPUTS: 'x' },
    ])
      expect(() => refuseUnknownInputs(env)).not.toThrow()
  })
})
