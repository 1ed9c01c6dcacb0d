import type { WorkflowRun } from '../../../src/github/api/api.ts'
import type { ApiError } from '../../../src/github/api/error.ts'
import { type BaselineApi, findBaseline } from '../../../src/github/baseline/find-baseline.ts'
import type { FoundBaseline } from '../../../src/github/baseline/found-baseline.ts'
import type { GateEvent } from '../../../src/github/event.ts'
import type { Inputs } from '../../../src/github/inputs.ts'
import { readInputs } from '../../../src/github/inputs.ts'
import { type Ancestry, type Stand, standOf } from '../../../src/github/stand.ts'
import type { LoadedSide } from '../../../src/load/loaded.ts'
import type { Notice } from '../../../src/model/notice.ts'

type SceneApi = BaselineApi & Ancestry

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
  readonly refused?: Partial<Record<keyof SceneApi, ApiError>>
  /** Questions that GitHub answers with "no such thing". */
  readonly hidden?: readonly (keyof SceneApi)[]
  /** How many runs of pull requests of this repository have stored their candidates since. */
  readonly others?: number
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

interface SceneAnswer {
  readonly stand: Stand
  readonly answer: FoundBaseline
  readonly asked: readonly string[]
}

export async function answerTo(scene: Scene): Promise<SceneAnswer> {
  const asked: string[] = []
  const inputs = inputsOf(scene.inputs ?? {})
  const api = apiOf(scene, asked)
  const run = {
    repository: { owner: 'acme', name: 'shop' },
    ...{ sha: sha(scene.at), ref: 'refs/heads/main', event: scene.event.kind, eventPath: '/event.json' },
    ...{ id: OWN_RUN, attempt: 1, workflowFile: 'ci.yml', serverUrl: 'https://github.com' },
    ...{ workspace: scene.workspace ?? '/w', temporaryFolder: '/t', action: null, now: NOW },
  }
  const checkedOut = scene.head === null ? null : sha(scene.head ?? scene.at)
  const tree = inputs.candidateSha ?? checkedOut ?? run.sha
  const stand = await standOf({ event: scene.event, inputs, run, tree, api })
  const answer = await findBaseline(stand, {
    ...{ inputs, run, api },
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
  return { stand, answer, asked }
}

function apiOf({ commits, runs = [], refused = {}, hidden = [], others = 0 }: Scene, asked: string[]): SceneApi {
  const known = new Map(Object.entries(commits).map(([name, parents]) => [sha(name), parents.map(sha)]))
  const ask = <Value>(method: keyof SceneApi, what: string, answer: () => Value): Promise<Value> => {
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
  const stored = (run: SceneRun, minutesAgo = run.minutesAgo ?? 60) => {
    const { id: runId, headBranch, isOwn } = runOf(run)
    return { runId, headBranch, isOwn, storedAt: minutesBefore(minutesAgo) }
  }
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
    holdersOf: (name) =>
      ask('holdersOf', name, () => {
        if (name !== NAME) return { holders: [], isAll: true }
        const known = [own, ...runs].flatMap((run) => heldBy(run).map(() => stored(run)))
        const strangers = Array.from({ length: others }, (_, index) =>
          stored({ ...own, id: 5_000 + index }, 1 + index / 10),
        )
        const all = [...strangers, ...known].sort((a, b) => b.storedAt.localeCompare(a.storedAt))
        return { holders: all.slice(0, 100), isAll: all.length <= 100 }
      }),
    parentsOf: (id) =>
      ask('parentsOf', named(id), () => (hidden.includes('parentsOf') ? null : (known.get(id) ?? null))),
    mergeBase: (base, head) =>
      ask('mergeBase', `${named(base)} ${named(head)}`, () => {
        if (hidden.includes('mergeBase')) return null
        const ofHead = before(head)
        return before(base).find((each) => ofHead.includes(each)) ?? null
      }),
    aheadBy: (base, head) =>
      ask('aheadBy', `${named(base)} ${named(head)}`, () => {
        const ofBase = before(base)
        return before(head).filter((each) => !ofBase.includes(each)).length
      }),
    ancestorsOf: (id, limit) =>
      ask('ancestorsOf', `${named(id)} ${limit}`, () => (known.has(id) ? before(id).slice(0, limit) : null)),
  }
}

function property(run: WorkflowRun, key: string): unknown {
  return key === 'branch' ? run.headBranch : key === 'headSha' ? run.headSha : run.event
}

function runOf(run: SceneRun): WorkflowRun {
  const createdAt = minutesBefore(run.minutesAgo ?? 60)
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

function minutesBefore(minutes: number): string {
  return new Date(Date.parse(NOW) - minutes * 60_000).toISOString()
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
  const { stand, answer, asked } = await answerTo(scene)
  const { side, context, problems } = answer
  const { measured, policyCommits } = stand
  const { base, head } = policyCommits
  const since = base.kind === 'commit' && base.since !== base.sha ? ` (since ${base.since})` : ''
  const policyBase = base.kind === 'commit' ? `${base.sha}${base.isSeen ? '' : ' (not seen)'}${since}` : base.kind
  const { steps, ...where } = context
  const known = Object.entries(where).filter(([, value]) => value !== null)
  const lines = [
    `side      ${side === null ? 'none' : side.kind === 'error' ? `${side.path}: ${notices([side.reason])}` : side.path}`,
    `context   ${known.map(([key, value]) => `${key} ${value}`).join(', ')}`,
    `steps     ${notices(steps)}`,
    `problems  ${notices(problems)}`,
    `warnings  ${notices([...stand.warnings, ...answer.warnings])}`,
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
