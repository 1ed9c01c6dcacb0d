import type { WorkflowRun } from '../../../src/github/api/api.ts'
import type { ApiError } from '../../../src/github/api/error.ts'
import { type BaselineAnswer, type BaselineApi, findBaseline } from '../../../src/github/baseline/find-baseline.ts'
import type { GateEvent } from '../../../src/github/event.ts'
import type { Inputs } from '../../../src/github/inputs.ts'
import { readInputs } from '../../../src/github/inputs.ts'
import type { LoadedSide } from '../../../src/load/loaded.ts'
import type { Notice } from '../../../src/model/notice.ts'

/** A repository in a few lines. Commits have names; their ids are made of them. */
export interface Scene {
  readonly event: GateEvent
  /** As the workflow writes them. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Commit of the event; that of the merge, on pull requests. */
  readonly at: string
  /** HEAD of the checkout; null for none. */
  readonly head?: string | null
  /** Parents of every commit that GitHub knows. */
  readonly commits: Readonly<Record<string, readonly string[]>>
  readonly runs?: readonly SceneRun[]
  /** What each question about the repository is refused with. */
  readonly refused?: Partial<Record<keyof BaselineApi, ApiError>>
  /** Questions that GitHub answers with "no such thing". */
  readonly hidden?: readonly (keyof BaselineApi)[]
  /** What this run has besides what the step stored. */
  readonly own?: Readonly<Record<string, SceneArtifact>>
  readonly workspace?: string
}

export interface SceneRun {
  readonly id: number
  readonly at: string
  readonly event?: string
  readonly branch?: string | null
  readonly isOwn?: boolean
  readonly workflow?: 'ci.yml' | 'other.yml'
  readonly minutesAgo?: number
  /** By default one, usable. */
  readonly holds?: readonly SceneArtifact[]
}

export type SceneArtifact =
  | 'usable'
  | 'expired'
  /** Expires between the list and the download. */
  | 'expiring'
  | 'deleted'
  | 'damaged'
  /** Its manifest names another commit. */
  | { readonly measured: string }

const OWN_RUN = 99
const NOW = '2026-11-20T12:00:00Z'
const WORKFLOWS = { 'ci.yml': 7, 'other.yml': 8 } as const
const NAME = 'profile-gate-profiles'

export const sha = (name: string): string => Buffer.from(name).toString('hex').padEnd(40, '0')

export function inputsOf(given: Readonly<Record<string, string>>): Inputs {
  const all: Readonly<Record<string, string>> = { candidate: 'profiles/', token: 't', ...given }
  return readInputs((name) => all[name] ?? '', { workflowFile: 'ci.yml' })
}

export async function answerTo(scene: Scene): Promise<{ readonly answer: BaselineAnswer; readonly asked: string[] }> {
  const asked: string[] = []
  const answer = await findBaseline({
    event: scene.event,
    inputs: inputsOf(scene.inputs ?? {}),
    run: {
      repository: { owner: 'acme', name: 'shop' },
      ...{ sha: sha(scene.at), ref: 'refs/heads/main', event: scene.event.kind, eventPath: '/event.json' },
      ...{ id: OWN_RUN, attempt: 1, workflowFile: 'ci.yml', serverUrl: 'https://github.com' },
      ...{ apiUrl: 'https://api.github.com', workspace: scene.workspace ?? '/w', temporaryFolder: '/t' },
      ...{ action: null, now: NOW },
    },
    measuredSha: scene.head === null ? null : sha(scene.head ?? scene.at),
    api: apiOf(scene, asked),
    fetch: async (artifact, runId) => {
      asked.push(`fetch ${artifact.id}`)
      const run = scene.runs?.find(({ id }) => id === runId)
      const what = run === undefined ? undefined : heldBy(run)[artifact.id - runId * 10]
      if (run === undefined || what === undefined) throw new Error('a download of what was not listed')
      return sideOf(`run:${runId}/${artifact.name}`, what, run.at)
    },
    fetchOwn: async (name) => {
      asked.push(`fetchOwn ${name}`)
      return sideOf(`artifact:${name}`, scene.own?.[name] ?? 'deleted', scene.at)
    },
  })
  return { answer, asked }
}

function apiOf({ commits, runs = [], refused = {}, hidden = [] }: Scene, asked: string[]): BaselineApi {
  const known = new Map(Object.entries(commits).map(([name, parents]) => [sha(name), parents.map(sha)]))
  const ask = <Value>(method: keyof BaselineApi, what: string, answer: () => Value): Promise<Value> => {
    asked.push(`${method} ${what}`)
    const error = refused[method]
    return error === undefined ? Promise.resolve(answer()) : Promise.reject(error)
  }
  const before = (start: string): readonly string[] => {
    const found: string[] = []
    for (let level = [start]; level.length > 0; level = level.flatMap((each) => [...(known.get(each) ?? [])])) {
      for (const each of level) if (known.has(each) && !found.includes(each)) found.push(each)
    }
    return found
  }
  const own: SceneRun = { id: OWN_RUN, at: 'own', event: 'pull_request', branch: 'topic', minutesAgo: 0 }
  const all = [...runs, own].map(runOf).sort((a, b) => b.id - a.id)
  return {
    run: (id) =>
      ask('run', `${id}`, () => (hidden.includes('run') ? null : (all.find((run) => run.id === id) ?? null))),
    runsOf: (workflow, filter, limit) =>
      ask('runsOf', `${workflow} ${named(JSON.stringify(filter))} ${limit}`, () => {
        const id = Object.entries(WORKFLOWS).find(([name, id]) => name === workflow || id === workflow)?.[1]
        if (id === undefined || hidden.includes('runsOf')) return null
        return all
          .filter((run) => run.workflowId === id)
          .filter((run) => Object.entries(filter).every(([key, value]) => property(run, key) === value))
          .slice(0, limit)
      }),
    artifactsOf: (runId, name) =>
      ask('artifactsOf', `${runId}`, () => {
        const run = runs.find(({ id }) => id === runId)
        const held = name === NAME || name === 'p' ? (run === undefined ? [] : heldBy(run)) : []
        const isStored = runId === OWN_RUN && name === NAME
        return (isStored ? (['usable'] as const) : held).map((what, index) => ({
          ...{ id: runId * 10 + index, name, sizeBytes: 1_000, isExpired: what === 'expired', digest: null },
          createdAt: NOW,
        }))
      }),
    artifactCount: (name) => ask('artifactCount', name, () => (name === NAME ? 1 + runs.flatMap(heldBy).length : 0)),
    parentsOf: (id) =>
      ask('parentsOf', named(id), () => (hidden.includes('parentsOf') ? null : (known.get(id) ?? null))),
    mergeBase: (base, head) =>
      ask('mergeBase', `${named(base)} ${named(head)}`, () => {
        if (hidden.includes('mergeBase')) return null
        const ofHead = before(head)
        return before(base).find((each) => ofHead.includes(each)) ?? null
      }),
    ancestorsOf: (id, limit) =>
      ask('ancestorsOf', `${named(id)} ${limit}`, () => (known.has(id) ? before(id).slice(0, limit) : null)),
  }
}

function property(run: WorkflowRun, key: string): unknown {
  return key === 'branch' ? run.headBranch : key === 'headSha' ? run.headSha : run.event
}

function runOf(run: SceneRun): WorkflowRun {
  const createdAt = new Date(Date.parse(NOW) - (run.minutesAgo ?? 60) * 60_000).toISOString()
  return {
    id: run.id,
    workflowId: WORKFLOWS[run.workflow ?? 'ci.yml'],
    event: run.event ?? 'push',
    headSha: sha(run.at),
    headBranch: run.branch === undefined ? 'main' : run.branch,
    isOwn: run.isOwn ?? true,
    ...{ createdAt, startedAt: createdAt },
  }
}

function heldBy(run: SceneRun): readonly SceneArtifact[] {
  return run.holds ?? ['usable']
}

function sideOf(path: string, what: SceneArtifact, commit: string): LoadedSide {
  const failed = (code: 'artifact-expired' | 'artifact-missing' | 'zip-cut-off'): LoadedSide => {
    return { kind: 'error', path, reason: { code, args: { path } } }
  }
  if (what === 'expiring') return failed('artifact-expired')
  if (what === 'deleted') return failed('artifact-missing')
  if (what === 'damaged') return failed('zip-cut-off')
  const measured = typeof what === 'object' ? what.measured : commit
  const bytes = new TextEncoder().encode(JSON.stringify({ version: 1, commit: sha(measured) }))
  const manifest = { path: 'profile-gate.json', read: () => ({ kind: 'bytes' as const, bytes }) }
  return { kind: 'folder', path, files: [], manifest, unread: [], notices: [] }
}

/** The answer, and what it took, as text with the names of the commits. */
export async function told(scene: Scene): Promise<string> {
  const { answer, asked } = await answerTo(scene)
  const { side, context, problems, warnings, measured, policyCommits } = answer
  const { base, head } = policyCommits
  const policyBase = base.kind === 'commit' ? `${base.sha}${base.isSeen ? '' : ' (not seen)'}` : base.kind
  const { steps, ...where } = context
  const known = Object.entries(where).filter(([, value]) => value !== null)
  const lines = [
    `side      ${side === null ? 'none' : side.kind === 'error' ? `${side.path}: ${notices([side.reason])}` : side.path}`,
    `context   ${known.map(([key, value]) => `${key} ${value}`).join(', ')}`,
    `steps     ${notices(steps)}`,
    `problems  ${notices(problems)}`,
    `warnings  ${notices(warnings)}`,
    `measured  ${measured}; policy of ${policyBase}, acceptances of ${head}`,
    `asked     ${asked.join(', ')}`,
  ]
  return named(lines.filter((line) => !/^\w+\s*$/.test(line)).join('\n'))
}

function notices(all: readonly Notice[]): string {
  return all.map(({ code, args }) => `${code}(${Object.values(args).join(' ')})`).join(' ')
}

/** Writes commits by their names. */
function named(text: string): string {
  return text.replace(/\b[0-9a-f]{40}\b/g, (id) => Buffer.from(id.replace(/(00)+$/, ''), 'hex').toString())
}
