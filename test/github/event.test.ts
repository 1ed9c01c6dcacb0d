import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEvent } from '../../src/github/event.ts'
import { UsageError } from '../../src/github/usage-error.ts'
import { expectGolden } from '../golden.ts'

const [A, B] = ['a', 'b'].map((digit) => digit.repeat(40)) as [string, string]
const run = (event: string, ref = 'refs/heads/main') => ({ event, ref, sha: A })

const PULL = {
  action: 'opened',
  number: 5,
  pull_request: {
    number: 5,
    state: 'open',
    head: { ref: 'topic', sha: A, repo: { id: 1, fork: false } },
    base: { ref: 'release/2', sha: B, repo: { id: 1 } },
  },
}
const changed = (change: object) => ({ ...PULL, pull_request: { ...PULL.pull_request, ...change } })

interface Example {
  readonly name: string
  readonly examples: readonly { readonly ref?: string; readonly deleted?: boolean }[]
}

/** Payloads that GitHub sent. */
function examples(name: string): Example['examples'] {
  const path = resolve('node_modules/@octokit/webhooks-examples/api.github.com/index.json')
  const all = JSON.parse(readFileSync(path, 'utf8')) as readonly Example[]
  return all.find((event) => event.name === name)?.examples ?? []
}

describe('an event', () => {
  it('of a pull request says who is merged onto what', () => {
    expect(readEvent(run('pull_request', 'refs/pull/5/merge'), PULL)).toEqual({
      kind: 'pull-request',
      number: 5,
      headSha: A,
      headBranch: 'topic',
      baseBranch: 'release/2',
      baseSha: B,
    })
  })

  it('of a pull request from a repository that is deleted is like others', () => {
    const event = readEvent(run('pull_request'), changed({ head: { ref: 'main', sha: A, repo: null } }))
    expect(event).toMatchObject({ headSha: A, headBranch: 'main' })
  })

  it.each([
    ['refs/heads/feature/x', 'feature/x'],
    ['refs/tags/v1', null],
  ])('of a push to %s', (ref, branch) => {
    const payload = { ref, after: B, deleted: false }
    expect(readEvent(run('push', ref), payload)).toEqual({ kind: 'push', branch })
  })

  it('of a merge queue says what it is merged onto', () => {
    const payload = { merge_group: { base_ref: 'refs/heads/main', base_sha: B, head_sha: A, head_ref: 'refs/heads/q' } }
    const expected = { kind: 'merge-group', baseSha: B, baseBranch: 'main', headSha: A }
    expect(readEvent(run('merge_group'), payload)).toEqual(expected)
  })

  it.each(['schedule', 'workflow_dispatch', 'repository_dispatch', 'release', 'issue_comment', 'something_new'])(
    'called %s is one of a branch, whatever its payload is',
    (name) => {
      for (const payload of [{}, null, { ref: 5 }]) {
        expect(readEvent(run(name), payload)).toEqual({ kind: 'branch', name, branch: 'main' })
      }
      expect(readEvent(run(name, 'refs/pull/5/merge'), {})).toMatchObject({ kind: 'branch', branch: null })
    },
  )

  it.each(['pull_request', 'push', 'merge_group', 'workflow_dispatch'])(
    'called %s as GitHub sends it is read',
    (name) => {
      const payloads = examples(name)
      expect(payloads.length).toBeGreaterThan(0)
      for (const payload of payloads) {
        const read = () => readEvent(run(name, payload.ref), payload)
        if (payload.deleted === true) expect(read).toThrow(UsageError)
        else expect(read()).toMatchObject({ kind: expect.stringMatching(/^(pull-request|push|merge-group|branch)$/) })
      }
    },
  )

  it('of another run says what GitHub knows of that run, and nothing of a pull request', () => {
    const run5 = {
      ...{ id: 5, run_attempt: 2, event: 'pull_request', path: '.github/workflows/gate.yml@refs/pull/7/merge' },
      ...{ head_sha: A, head_branch: 'main', pull_requests: [{ number: 1 }], conclusion: 'failure' },
      head_repository: { id: 12, owner: { login: 'eve' } },
      repository: { id: 11 },
    }
    const expected = {
      ...{
        kind: 'workflow-run',
        action: 'completed',
        runId: 5,
        attempt: 2,
        conclusion: 'failure',
        event: 'pull_request',
      },
      ...{ workflowFile: 'gate.yml', headSha: A, headBranch: 'main', isFork: true },
      headRepository: { id: 12, owner: 'eve' },
    }
    const read = (parts: object) =>
      readEvent(run('workflow_run'), { action: 'completed', workflow_run: { ...run5, ...parts } })
    expect(read({})).toEqual(expected)
    expect(read({ repository: { id: 12 } })).toEqual({ ...expected, isFork: false })
    expect(read({ head_repository: null })).toEqual({ ...expected, headRepository: null })
    expect(read({ conclusion: null })).toEqual({ ...expected, conclusion: null })
  })

  it.each([
    ['.github/workflows/gate.yml', 'gate.yml'],
    ['.github/workflows/gate@v2.yaml', 'gate@v2.yaml'],
    ['.github/workflows/gate@v2.yml@refs/heads/eve@x.yml@y', 'gate@v2.yml'],
    ['dynamic/pages/build', ''],
  ])('of another run names the file of its workflow: %s', (path, workflowFile) => {
    const other = { id: 5, run_attempt: 1, event: 'pull_request', path, head_sha: A, head_branch: 'main' }
    const payload = { action: 'completed', workflow_run: { ...other, repository: { id: 11 } } }
    expect(readEvent(run('workflow_run'), payload)).toMatchObject({ workflowFile })
  })

  it('that must not be measured, or has a payload that does not fit, says what to do', () => {
    const refused: readonly (readonly [string, unknown])[] = [
      ['pull_request_target', PULL],
      ['workflow_run', {}],
      ['workflow_run', { action: 'completed', workflow_run: { id: 5 } }],
      ['push', { ref: 'refs/heads/gone', deleted: true }],
      ['push', {}],
      ['pull_request', null],
      ['pull_request', {}],
      ['pull_request', changed({ number: 0 })],
      ['pull_request', changed({ head: { ref: 'topic', sha: 'main', repo: null } })],
      ['pull_request', changed({ base: { ref: 'main' } })],
      ['merge_group', { merge_group: { base_ref: 'refs/heads/main', head_sha: A } }],
    ]
    const messages = refused.map(([name, payload]) => {
      try {
        return `taken: ${JSON.stringify(readEvent(run(name), payload))}`
      } catch (error) {
        if (error instanceof UsageError) return error.message
        throw error
      }
    })
    expectGolden('github/events.txt', `${messages.join('\n')}\n`)
  })
})
