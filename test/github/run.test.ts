import { describe, expect, it } from 'vitest'
import { readRun } from '../../src/github/run.ts'
import { UsageError } from '../../src/github/usage-error.ts'

const SHA = 'ffac537e6cbbf934b08745a378932722df287a53'
const NOW = '2026-11-20T12:00:00Z'

/** What the runner sets, from the page on default variables. */
const ENV = {
  GITHUB_REPOSITORY: 'acme/shop.io',
  GITHUB_SHA: SHA,
  GITHUB_REF: 'refs/pull/5/merge',
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_EVENT_PATH: '/home/runner/work/_temp/_github_workflow/event.json',
  GITHUB_RUN_ID: '18446744073',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_WORKFLOW_REF: 'acme/shop.io/.github/workflows/ci.yml@refs/pull/5/merge',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_WORKSPACE: '/home/runner/work/shop/shop',
  RUNNER_TEMP: '/home/runner/work/_temp',
  GITHUB_ACTION_REPOSITORY: 'acme/profile-gate',
  GITHUB_ACTION_REF: 'v1',
}

describe('the run', () => {
  it('is read from what the runner sets', () => {
    expect(readRun(ENV, NOW)).toEqual({
      repository: { owner: 'acme', name: 'shop.io' },
      sha: SHA,
      ref: 'refs/pull/5/merge',
      event: 'pull_request',
      eventPath: '/home/runner/work/_temp/_github_workflow/event.json',
      id: 18446744073,
      attempt: 2,
      workflowFile: 'ci.yml',
      serverUrl: 'https://github.com',
      workspace: '/home/runner/work/shop/shop',
      temporaryFolder: '/home/runner/work/_temp',
      action: 'acme/profile-gate@v1',
      now: NOW,
    })
  })

  it.each([
    ['acme/shop/.github/workflows/ci.yml@refs/heads/main', 'ci.yml'],
    ['acme/shop/.github/workflows/load test.yaml@refs/tags/v1', 'load test.yaml'],
    ['acme/shop/.github/workflows/ci.yml@refs/heads/user@host/x.yml@2', 'ci.yml'],
    ['acme/shop/.github/workflows/a@b.yml@refs/heads/main', 'a@b.yml'],
    [`acme/shop/.github/workflows/ci.yml@${SHA}`, 'ci.yml'],
  ])('has the workflow file of %s', (GITHUB_WORKFLOW_REF, expected) => {
    expect(readRun({ ...ENV, GITHUB_WORKFLOW_REF }, NOW).workflowFile).toBe(expected)
  })

  it.each([
    { GITHUB_ACTION_REPOSITORY: '', GITHUB_ACTION_REF: '' },
    { GITHUB_ACTION_REPOSITORY: undefined, GITHUB_ACTION_REF: undefined },
    { GITHUB_ACTION_REPOSITORY: 'acme/profile-gate', GITHUB_ACTION_REF: '' },
  ])('has no action to name where it is used from the checkout: %j', (env) => {
    expect(readRun({ ...ENV, ...env }, NOW).action).toBeNull()
  })

  it('keeps addresses without a slash at the end', () => {
    const run = readRun({ ...ENV, GITHUB_SERVER_URL: 'https://acme.ghe.com/' }, NOW)
    expect(run.serverUrl).toBe('https://acme.ghe.com')
  })

  it('says where to go outside of a runner', () => {
    const wrong = () => readRun({ GITHUB_SHA: SHA, PATH: '/bin' }, NOW)
    expect(wrong).toThrow(UsageError)
    expect(wrong).toThrow(
      /^GITHUB_REPOSITORY, GITHUB_REF, .*GITHUB_WORKSPACE are not set\. .*node dist\/cli\.js compare BASELINE CANDIDATE$/,
    )
  })

  it.each([
    ['GITHUB_REPOSITORY', 'shop'],
    ['GITHUB_REPOSITORY', 'acme/shop/x'],
    ['GITHUB_REPOSITORY', 'acme/../x'],
    ['GITHUB_SHA', 'main'],
    ['GITHUB_RUN_ID', '1e3'],
    ['GITHUB_RUN_ID', '99999999999999999999'],
    ['GITHUB_RUN_ATTEMPT', '0'],
    ['GITHUB_WORKFLOW_REF', 'ci.yml'],
    ['GITHUB_WORKFLOW_REF', 'acme/shop/dynamic/pages@refs/heads/main'],
    ['GITHUB_SERVER_URL', 'github.com'],
    ['GITHUB_API_URL', 'file:///etc'],
  ])('does not believe %s=%s', (name, value) => {
    const wrong = () => readRun({ ...ENV, [name]: value }, NOW)
    expect(wrong).toThrow(UsageError)
    expect(wrong).toThrow(`${name} is \`${value}\`, which no runner sets.`)
  })
})
