import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ArtifactStore } from '../../../src/github/artifacts/artifact-store.ts'
import type { GateEvent } from '../../../src/github/event.ts'
import { readInputs } from '../../../src/github/inputs.ts'
import { createLog } from '../../../src/github/log.ts'
import { writeMarker } from '../../../src/github/publish/marker.ts'
import { type Publication, publish } from '../../../src/github/publish/publish.ts'
import { DEFAULT_BOUNDS } from '../../../src/load/load-bounds.ts'
import { temporaryFolder } from '../../load/temporary-folder.ts'
import { commentView, fail, pass } from '../../report/results.ts'
import { apiFor, conversation, HEAD, urlOf } from './comment-store.ts'

const event: GateEvent = {
  ...{ kind: 'pull-request', number: 482, headSha: HEAD, headBranch: 'cache', baseBranch: 'main' },
  ...{ baseSha: HEAD },
}

const run = {
  repository: { owner: 'acme', name: 'shop' },
  ...{ sha: HEAD, ref: 'refs/pull/482/merge', event: 'pull_request', eventPath: '' },
  ...{ id: 20, attempt: 1, workflowFile: 'profile-gate.yml', workspace: '', action: null },
  ...{ serverUrl: 'https://github.com', apiUrl: 'https://api.github.com', now: '2026-11-30T10:00:00Z' },
}

/** What the runner was told, in order. */
let told: string[]
let outputs: Record<string, string>
let log: string

beforeEach(() => {
  told = []
  outputs = {}
  log = ''
})

/** Nothing of this run is stored but by the step itself, which it needs not look up. */
const noStore: ArtifactStore = {
  list: async () => [],
  upload: () => Promise.reject(new Error('not asked for')),
  uploadFile: () => Promise.reject(new Error('not asked for')),
  remove: () => Promise.reject(new Error('not asked for')),
  download: () => Promise.reject(new Error('not asked for')),
}

function publication(parts: Partial<Publication> = {}, given: Readonly<Record<string, string>> = {}): Publication {
  const all: Readonly<Record<string, string>> = { candidate: 'profiles/', token: 'ghs_x', ...given }
  return {
    result: fail(),
    view: commentView(),
    changes: null,
    run: { ...run, temporaryFolder: temporaryFolder() },
    event,
    inputs: readInputs((name) => all[name] ?? '', { workflowFile: 'profile-gate.yml' }),
    api: apiFor(conversation(), { onRequest: (request) => told.push(`GitHub: ${request}`) }),
    log: createLog((text) => (log += text)),
    store: async () => ({ kind: 'stored', id: 3120044718 }),
    renderReport: null,
    storeReport: async () => null,
    downloads: { store: noStore, folder: '', bounds: DEFAULT_BOUNDS, log: createLog(() => {}) },
    publisher: {
      output: (name, value) => {
        told.push(name)
        outputs[name] = value
      },
      summary: async () => void told.push('summary'),
    },
    ...parts,
  }
}

describe('a verdict is published', () => {
  test('with everything but the comment and its address before GitHub is asked for anything', async () => {
    await publish(publication())
    const first = told.findIndex((each) => each.startsWith('GitHub'))
    expect(told.slice(0, first)).toEqual([
      ...['summary', 'outcome', 'failed', 'json', 'markdown', 'html', 'report-url', 'baseline-sha', 'baseline-run-id'],
    ])
    expect(told.at(-1)).toBe('comment-url')
    expect(outputs).toMatchObject({ outcome: 'fail', failed: 'true', 'comment-url': urlOf(1) })
    expect(JSON.parse(readFileSync(outputs['json'] ?? '', 'utf8'))).toMatchObject({ outcome: 'fail' })
    expect(readFileSync(outputs['markdown'] ?? '', 'utf8')).toContain('Profile gate failed')
  })

  test('with all outputs where the comment fails for whatever reason', async () => {
    const { api } = publication()
    const comments = async () => {
      throw new TypeError('not a function')
    }
    await publish(publication({ api: { ...api, comments } }))
    expect(log).toContain('::warning::The comment could not be written: not a function\n')
    expect(outputs).toMatchObject({ outcome: 'fail', failed: 'true', 'comment-url': '' })
  })

  test('with two warnings that tell JSON from Markdown where the disk takes neither', async () => {
    await publish(publication({ run: { ...run, temporaryFolder: join(temporaryFolder(), 'missing') } }))
    expect(log).toContain('::warning::The result as JSON could not be written: ENOENT')
    expect(log).toContain('::warning::The result as Markdown could not be written: ENOENT')
    expect(outputs).toMatchObject({ outcome: 'fail', json: '', markdown: '' })
  })

  test.each([
    [{}, fail, {}, `The comment is created: ${urlOf(1)}\n`],
    [{}, pass, {}, 'No comment: comment: auto asks for none of this result\n'],
    [{ comment: 'failure' }, pass, {}, 'No comment: comment: failure asks for none of this result\n'],
    [{ comment: 'never' }, fail, {}, 'No comment: it is switched off by comment: never\n'],
    [{}, fail, { isOpen: false }, 'No comment: the pull request is closed\n'],
    [{}, fail, shows(19), `The comment is updated: ${urlOf(1)}\n`],
    [{}, fail, shows(21), `The comment shows a newer run and is left as it is: ${urlOf(1)}\n`],
    [
      ...[{}, fail, shows(20)],
      `::warning::Another gate step of this run has written the comment already, so it does not show this verdict (${urlOf(1)}). Give each of them a target: or a comment-key: of its own.\n`,
    ],
  ] as const)('with words for what became of the comment: %j', async (given, make, there, said) => {
    const shared = { ...conversation(), ...there }
    const parts = { result: make(), api: apiFor(shared), ...(said.startsWith('::') ? { store: taken } : {}) }
    await publish(publication(parts, given))
    expect(log).toContain(said)
    expect(outputs['failed']).toBe(String(make === fail))
  })
})

/** Another step of the run has stored its result under the name. */
const taken = async () => ({ kind: 'taken' }) as const

/** A comment of ours that shows a run. */
function shows(of: number) {
  const marker = {
    key: 'profile-gate.yml',
    sha: HEAD,
    run: of,
    attempt: 1,
    outcome: 'pass',
    headline: '',
    results: [],
    previous: null,
  } as const
  return { comments: conversation(['github-actions[bot]', writeMarker(marker)]).comments }
}
