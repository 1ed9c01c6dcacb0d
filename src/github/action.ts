import { cpus } from 'node:os'
import { runGate } from '../gate.ts'
import { ownPackagesOf } from '../load/go-modules.ts'
import { DEFAULT_BOUNDS } from '../load/load-bounds.ts'
import type { LoadedSide } from '../load/loaded.ts'
import { notice } from '../model/notice.ts'
import type { Policy } from '../policy/policy.ts'
import { functionsByFile } from '../reach/functions-by-file.ts'
import { exitCodeFor } from '../report/exit-code.ts'
import { plural } from '../report/group.ts'
import type { HtmlReport } from '../report/html/html.ts'
import { bytesText } from '../report/quantity.ts'
import type { PolicyChange } from '../report/view.ts'
import { errorOf } from '../result/problem.ts'
import type { Context, Problem } from '../result/result.ts'
import { undecided } from '../result/undecided.ts'
import type { Api } from './api/api.ts'
import { WAIT_MS } from './api/pace.ts'
import { storedName } from './artifacts/artifact-name.ts'
import type { ArtifactStore } from './artifacts/artifact-store.ts'
import { asSingleFile, type Downloads, fetchArtifact, fetchOwn } from './artifacts/fetch.ts'
import { lazyStore } from './artifacts/lazy-store.ts'
import { limitedStore } from './artifacts/limited-store.ts'
import { collectFacts } from './artifacts/manifest-facts.ts'
import { measuredCommit } from './artifacts/measured-commit.ts'
import { type StoreOutcome, storeCandidate } from './artifacts/store.ts'
import { findBaseline } from './baseline/find-baseline.ts'
import type { FoundBaseline } from './baseline/found-baseline.ts'
import { candidateSide } from './candidate-side.ts'
import { changedSince } from './changes/changed-since.ts'
import { type Marked, markChanges } from './changes/mark-changes.ts'
import type { ActionEvent, GateEvent } from './event.ts'
import type { Inputs } from './inputs.ts'
import type { Log } from './log.ts'
import { loadPolicy } from './policy/load-policy.ts'
import type { LoadedPolicy } from './policy/loaded-policy.ts'
import { progressIn } from './progress.ts'
import { type Publisher, publish } from './publish/publish.ts'
import { reportRenderer } from './publish/report-file.ts'
import type { PublishedSide } from './publish/reproduce.ts'
import { type SourceFiles, sourceContent, sourceFiles } from './publish/source-files.ts'
import { viewOf } from './publish/view.ts'
import { rememberedApi } from './remembered-api.ts'
import { runReport } from './report/run-report.ts'
import { storeReport } from './results/store-report.ts'
import { storeResult } from './results/store-result.ts'
import type { Run } from './run.ts'
import { type Stand, standOf } from './stand.ts'
import { UsageError } from './usage-error.ts'
import { workspaceHas } from './workspace-side.ts'

/** Everything that the action needs of the world. GitHub's clients are made when they are first needed. */
export interface ActionWorld {
  readonly run: Run
  readonly inputs: Inputs
  readonly event: ActionEvent
  readonly version: string
  readonly log: Log
  readonly environment: Readonly<Record<string, string | undefined>>
  /** `limitMs`: how long GitHub may be waited for, in all requests of that connection. */
  readonly connect: (limitMs: number) => Promise<Api>
  readonly openArtifacts: () => Promise<ArtifactStore>
  readonly publisher: Publisher
}

interface Verdict extends Marked {
  readonly files: SourceFiles
  /** Null where nothing was judged. */
  readonly html: HtmlReport | null
  readonly candidate: LoadedSide
  readonly baseline: FoundBaseline
  /** Path of the policy; null for the default policy. */
  readonly policyName: string | null
  readonly policyChange: PolicyChange | null
  /** Name of the artifact that the candidate was stored as; null where it was not. */
  readonly storedAs: string | null
  /** Which fails the step, however far the gate is rolled out. */
  readonly isWrongUsage: boolean
  /** GitHub did not take the profiles. */
  readonly isStoreDown: boolean
}

/** A step that judges. */
type GateWorld = ActionWorld & { readonly event: GateEvent }

/** Does what the mode says. Gives the exit code of the step. @throws {UsageError} for an event that the mode is not for */
export async function runAction(world: ActionWorld): Promise<0 | 1 | 2> {
  const { event, inputs } = world
  const isOfRun = event.kind === 'workflow-run'
  if (inputs.capture !== null) {
    const { runCapture } = await import('./capture-step.ts')
    await runCapture(world, inputs.capture)
    return 0
  }
  if (inputs.mode === 'report') {
    if (!isOfRun) throw new UsageError(REPORT_ELSEWHERE)
    await runReport({ ...world, event })
    return 0
  }
  if (isOfRun) throw new UsageError(GATE_ON_WORKFLOW_RUN)
  return runGateStep({ ...world, event })
}

const REPORT_ELSEWHERE =
  'mode: report runs on workflow_run alone: it writes what another run has found into its pull request. Put it into a ' +
  'workflow of its own, with `on: workflow_run` (docs/workflows.md has it)'

const GATE_ON_WORKFLOW_RUN =
  'this step does not judge on workflow_run: that event belongs to the default branch, not to the code that was ' +
  'measured. Put the step into the workflow that measures, with `on: pull_request`; on workflow_run `mode: report` writes ' +
  'the comment of a pull request from a fork'

/** Stores the candidate, finds the baseline, judges, publishes. */
async function runGateStep(world: GateWorld): Promise<0 | 1 | 2> {
  const { run } = world
  const api = rememberedApi(await world.connect(WAIT_MS.baseline))
  const store = lazyStore(world.openArtifacts)
  const downloads: Downloads = { store, folder: run.temporaryFolder, bounds: DEFAULT_BOUNDS, log: world.log }
  const attemptStartedAt = async () => (await api.run(run.id))?.startedAt ?? null
  const decided = await decide(world, { api, downloads, attemptStartedAt })
  const { result, changes, files, html, candidate, baseline, storedAs, isWrongUsage, isStoreDown, ...policy } = decided
  const inputs: Inputs = isWrongUsage ? { ...world.inputs, failOn: 'fail' } : world.inputs
  const view = viewOf({
    ...{ ...world, inputs },
    ...{ result, files, storedAs, ...policy },
    baseline: publishedBaseline(baseline, inputs, run),
    candidate: { side: candidate, artifact: storedAs === null ? null : { runId: run.id, name: storedAs } },
  })
  const results = limitedStore(store, WAIT_MS.results)
  const storing = { run, attemptStartedAt, log: world.log }
  await publish({
    ...{ ...world, inputs, api: await world.connect(WAIT_MS.comment), result, changes, view },
    downloads: { ...downloads, store: results },
    // What was told of the profiles holds for the result and the report: nobody waits for that again.
    store: async () => (isStoreDown ? { kind: 'failed' } : await storeResult({ ...storing, store: results, result })),
    storeReport: async (path) => (isStoreDown ? null : await storeReport(path, { ...storing, store })),
    renderReport: reportRenderer(html, result, { run, files, changes }),
  })
  return isWrongUsage ? 2 : exitCodeFor(result.outcome, inputs.failOn)
}

/** What of GitHub all parts of a step share. */
interface Shared {
  readonly api: Api
  readonly downloads: Downloads
  readonly attemptStartedAt: () => Promise<string | null>
}

async function decide(world: GateWorld, { api, downloads, attemptStartedAt }: Shared): Promise<Verdict> {
  const { run, inputs, event, log } = world
  const { store } = downloads
  const surroundings = { ...run, environment: world.environment, cpus: cpus() }
  const tree = inputs.candidateSha ?? (await measuredCommit(surroundings)) ?? run.sha
  const candidate = await candidateSide(inputs.candidate, run, downloads)

  const name = storedName(inputs.target)
  const facts = () => collectFacts(surroundings, tree)
  const outcome = inputs.store
    ? await storeCandidate({ store, side: candidate, run, name, facts: await facts(), attemptStartedAt, log })
    : null
  const storeProblems = tellStored(outcome, name, log)

  const stand = await standOf({ event, inputs, run, tree, api })
  const baseline = await findBaseline(stand, {
    ...{ inputs, run, api },
    fetch: (artifact, from) => fetchArtifact(downloads, artifact, from),
    fetchOwn: (name) => fetchOwn(downloads, name),
  })
  const { fileAt } = await world.connect(WAIT_MS.policy)
  const policy = await loadPolicy({
    ...{ inputs, api: { fileAt, parentsOf: api.parentsOf } },
    commits: stand.policyCommits,
    workspaceHas: (path) => workspaceHas(run.workspace, path),
  })

  const problems = [...storeProblems, ...baseline.problems, ...policy.problems]
  const warnings = [...stand.warnings, ...baseline.warnings, ...policy.warnings]
  const context = contextOf(world, stand, baseline, policy)
  const judged = (policy: Policy, html: HtmlReport) =>
    runGate({
      baseline: alike(baseline.side, candidate),
      candidate,
      policy,
      ownPackages: ownPackagesOf(run.workspace),
      context,
      found: { problems, warnings },
      onProgress: progressIn(log),
      onJudged: (pair, number) => html.addJudged(pair, number),
    })
  const rules = policy.policy
  const html = rules === null ? null : new (await import('../report/html/html.ts')).HtmlReport()
  const result =
    rules === null || html === null
      ? undecided(context, { problems, warnings })
      : await log.group('Reading and judging the profiles', async () => judged(rules, html))
  const files = sourceFiles(run, new Map([...(html?.functionsByFile ?? []), ...functionsByFile(result)]))
  const marked = await markChanges(result, {
    ...{ base: changedSince(stand), head: stand.measured, pull: event.kind === 'pull-request' ? event.number : null },
    ...{ surroundings, files, log },
    contentOf: (path) => sourceContent(run, path),
    api: () => world.connect(WAIT_MS.changes),
  })
  return {
    ...{ ...marked, files, html, candidate, baseline, policyName: policy.name, policyChange: policy.change },
    storedAs: outcome?.kind === 'stored' ? name : null,
    isWrongUsage: outcome?.kind === 'target-taken',
    isStoreDown: outcome?.kind === 'failed',
  }
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
      log.info(`Stored ${plural(outcome.files, 'file')} (${bytesText(outcome.bytes)}) as ${name}`)
      return []
    case 'nothing':
      log.info('Nothing was stored: there are no profiles')
      return []
    case 'target-taken':
      return [errorOf(notice('target-taken', { name }))]
    case 'failed':
      log.warning(
        `The profiles were not stored, so later runs cannot be compared with this one: ${outcome.message}${outcome.isLasting ? '' : '. Run the job again to store them'}`,
      )
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
  // Nobody can download what the step could not.
  if (side.kind === 'error') return { side, artifact: null }
  const name = baseline.kind === 'auto' ? storedName(target) : baseline.kind === 'path' ? null : baseline.name
  return { side, artifact: name === null ? null : { runId: context.runId ?? run.id, name } }
}

function contextOf(
  { run, inputs, event }: GateWorld,
  { measured }: Stand,
  baseline: FoundBaseline,
  policy: LoadedPolicy,
): Context {
  const ref = event.kind === 'pull-request' ? event.headBranch : run.ref.replace(/^refs\/(heads|tags)\//, '')
  return {
    baseline: baseline.context,
    candidate: { sha: measured, ref },
    policy: policy.context,
    target: inputs.target,
    commentKey: inputs.commentKey,
    workflow: run.workflowFile,
    runId: run.id,
    attempt: run.attempt,
    failOn: inputs.failOn,
    date: run.now.slice(0, 10),
  }
}
