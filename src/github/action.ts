import { lstatSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { runGate } from '../gate.ts'
import { ownPackagesOf } from '../load/go-modules.ts'
import { DEFAULT_BOUNDS } from '../load/load-bounds.ts'
import type { LoadedSide } from '../load/loaded.ts'
import { notice } from '../model/notice.ts'
import { exitCodeFor } from '../report/exit-code.ts'
import { errorOf } from '../result/problem.ts'
import type { Context, Problem, Result } from '../result/result.ts'
import { undecided } from '../result/undecided.ts'
import type { Api } from './api/api.ts'
import { artifactName } from './artifact-name.ts'
import type { ArtifactStore } from './artifacts/artifact-store.ts'
import { asSingleFile } from './artifacts/fetch.ts'
import { lazyStore } from './artifacts/lazy-store.ts'
import { collectFacts } from './artifacts/manifest-facts.ts'
import { measuredCommit } from './artifacts/measured-commit.ts'
import { type StoreOutcome, storeCandidate } from './artifacts/store.ts'
import { fetchOfRuns, fetchOfThisRun } from './baseline/fetch-baseline.ts'
import { type BaselineAnswer, findBaseline } from './baseline/find-baseline.ts'
import type { FoundBaseline } from './baseline/found-baseline.ts'
import { candidateSide } from './candidate-side.ts'
import type { GateEvent } from './event.ts'
import type { Inputs } from './inputs.ts'
import type { Log } from './log.ts'
import { loadPolicy } from './policy/load-policy.ts'
import type { LoadedPolicy } from './policy/loaded-policy.ts'
import { type Publisher, publish } from './publish/publish.ts'
import type { PublishedSide } from './publish/reproduce.ts'
import { viewOf } from './publish/view.ts'
import type { Run } from './run.ts'

/** Everything that the action needs of the world. GitHub's clients are made when they are first needed. */
export interface ActionWorld {
  readonly run: Run
  readonly inputs: Inputs
  readonly event: GateEvent
  readonly version: string
  readonly log: Log
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly connect: () => Promise<Api>
  readonly openArtifacts: () => Promise<ArtifactStore>
  readonly publisher: Publisher
}

interface Verdict {
  readonly result: Result
  readonly candidate: LoadedSide
  readonly baseline: FoundBaseline
  /** Path of the policy; null for the default policy. */
  readonly policyName: string | null
  /** Name of the artifact that the candidate was stored as; null where it was not. */
  readonly storedAs: string | null
}

/** Stores the candidate, finds the baseline, judges, publishes. Gives the exit code of the step. */
export async function runAction(world: ActionWorld): Promise<0 | 1 | 2> {
  const { inputs, run } = world
  const api = await world.connect()
  const { result, candidate, baseline, policyName, storedAs } = await decide(world, api)
  const view = viewOf({
    ...world,
    ...{ result, policyName, storedAs },
    baseline: publishedBaseline(baseline, inputs, run),
    candidate: { side: candidate, artifact: storedAs === null ? null : { runId: run.id, name: storedAs } },
  })
  await publish({ ...world, api, result, view })
  return exitCodeFor(result.outcome, inputs.failOn)
}

async function decide(world: ActionWorld, api: Api): Promise<Verdict> {
  const { run, inputs, event, log } = world
  const store = lazyStore(world.openArtifacts)
  const limitBytes = DEFAULT_BOUNDS.fileBytes
  const surroundings = { ...run, environment: world.environment, cpus: cpus() }
  const checkedOut = await measuredCommit(surroundings)
  const candidate = await candidateSide(inputs.candidate, { run, store, limitBytes })

  const name = artifactName(inputs.target)
  const facts = () => collectFacts(surroundings, inputs.candidateSha ?? checkedOut ?? run.sha)
  const attemptStartedAt = async () => (await api.run(run.id))?.startedAt ?? null
  const outcome = inputs.store
    ? await storeCandidate({ store, side: candidate, run, name, facts: await facts(), attemptStartedAt, log })
    : null
  const storeProblems = tellStored(outcome, name, log)

  const fetching = { store, folder: run.temporaryFolder, limitBytes, log }
  const baseline = await findBaseline({
    ...{ event, inputs, run, api },
    measuredSha: checkedOut,
    fetch: fetchOfRuns(fetching),
    fetchOwn: fetchOfThisRun(fetching),
  })
  const policy = await loadPolicy({
    ...{ inputs, api },
    commits: baseline.policyCommits,
    workspaceHas: (path) => lstatSync(join(run.workspace, path), { throwIfNoEntry: false }) !== undefined,
  })

  const problems = [...storeProblems, ...baseline.problems, ...policy.problems]
  const warnings = [...baseline.warnings, ...policy.warnings]
  const context = contextOf(world, baseline, policy)
  const result =
    policy.policy === null
      ? undecided(context, { problems, warnings })
      : runGate({
          baseline: alike(baseline.side, candidate),
          candidate,
          policy: policy.policy,
          ownPackages: ownPackagesOf(run.workspace),
          context,
          found: { problems, warnings },
          onProfile: (profile, number, count) => log.info(`Reading ${profile} (${number} of ${count})`),
        })
  return { result, candidate, baseline, policyName: policy.name, storedAs: outcome?.kind === 'stored' ? name : null }
}

/** A candidate that is one file was stored as a folder with just that file in it. */
function alike(baseline: LoadedSide | null, candidate: LoadedSide): LoadedSide | null {
  if (candidate.kind !== 'file' || baseline?.kind !== 'folder') return baseline
  return asSingleFile(baseline) ?? baseline
}

/** Only a name that two steps share is a problem: then the next run would be compared with the wrong profiles. */
function tellStored(outcome: StoreOutcome | null, name: string, log: Log): readonly Problem[] {
  switch (outcome?.kind) {
    case undefined:
      return []
    case 'stored':
      log.info(`Stored ${outcome.files} files (${outcome.bytes} bytes) as ${name}`)
      return []
    case 'nothing':
      log.info('Nothing was stored: there are no profiles')
      return []
    case 'target-taken':
      return [errorOf(notice('target-taken', { name }))]
    case 'failed':
      log.warning(`The profiles were not stored, so later runs cannot be compared with this one: ${outcome.message}`)
      return []
  }
}

/** The baseline, and the artifact of which run holds it: what the ladder finds has the name that we store under. */
function publishedBaseline(
  { side, context }: FoundBaseline,
  { baseline, target }: Inputs,
  run: Run,
): PublishedSide | null {
  if (side === null) return null
  const name = baseline.kind === 'auto' ? artifactName(target) : baseline.kind === 'path' ? null : baseline.name
  return { side, artifact: name === null ? null : { runId: context.runId ?? run.id, name } }
}

function contextOf({ run, inputs, event }: ActionWorld, baseline: BaselineAnswer, policy: LoadedPolicy): Context {
  const ref = event.kind === 'pull-request' ? event.headBranch : run.ref.replace(/^refs\/(heads|tags)\//, '')
  return {
    baseline: baseline.context,
    candidate: { sha: baseline.measured, ref },
    policy: policy.context,
    target: inputs.target,
    commentKey: inputs.commentKey,
    workflow: run.workflowFile,
    runId: run.id,
    attempt: run.attempt,
    date: run.now.slice(0, 10),
  }
}
