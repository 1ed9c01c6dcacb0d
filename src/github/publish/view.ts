import { clean } from '../../report/escape.ts'
import { baselinesOf, type Leg, type ReadLeg, readLegs } from '../../report/matrix.ts'
import type { Subject } from '../../report/pen.ts'
import { isJudgedByBase, shortSha } from '../../report/provenance.ts'
import type { MarkdownView, PolicyChange, Previous } from '../../report/view.ts'
import { type Context, type Result, worstLevel } from '../../result/result.ts'
import type { GateEvent } from '../event.ts'
import type { Inputs } from '../inputs.ts'
import type { Run } from '../run.ts'
import { linksOf } from './links.ts'
import { type PublishedSide, pprofCommand, reproduceCommands, reproduceLeg } from './reproduce.ts'
import type { SourceFiles } from './source-files.ts'

export interface ViewFacts {
  /** Of this program. */
  readonly version: string
  readonly run: Run
  readonly event: GateEvent
  readonly inputs: Pick<Inputs, 'failOn' | 'target'>
  readonly result: Result
  readonly files: SourceFiles
  /** Path of the policy in the repository; null for the default policy. */
  readonly policyName: string | null
  /** What the candidate changes in the policy; null if nothing. */
  readonly policyChange: PolicyChange | null
  /** Null where there is none. */
  readonly baseline: PublishedSide | null
  readonly candidate: PublishedSide
  /** Name of the artifact that the candidate was stored as; null where it was not. */
  readonly storedAs: string | null
}

/** What the surfaces of a run show beside the result: the job summary and the log as it is, see {@link inComment}. */
export function viewOf(facts: ViewFacts): MarkdownView {
  const { version, run, event, inputs, result, files, policyName, policyChange, baseline, candidate, storedAs } = facts
  const { context } = result
  const nameOf = (sha: string | null, { side }: PublishedSide) => (sha === null ? clean(side.path) : shortSha(sha))
  const pull = event.kind === 'pull-request' ? { headSha: event.headSha, previous: null, movedTo: null } : null
  const sha = isJudgedByBase(result, pull) ? context.policy.sha : null
  const policy = policyName === null ? null : { path: policyName, sha }
  return {
    version,
    subject: subjectOf(event),
    baselineName: baseline === null ? null : nameOf(context.baseline.sha, baseline),
    candidateName: nameOf(context.candidate.sha, candidate),
    policyName,
    reportPath: null,
    failOn: inputs.failOn,
    pull,
    storedAs,
    policyChange,
    links: linksOf({ run, sha: context.candidate.sha ?? run.sha, files }),
    marker: null,
    pprofCommand: (check) => pprofCommand(facts, result, check),
    reproduce: reproduceCommands({ baseline, candidate, policy, target: inputs.target, action: run.action }),
  }
}

/** What is the same for all legs of a run, whichever of them writes the comment. */
export function ofLegs(view: MarkdownView, legs: readonly Leg[], run: Run): MarkdownView {
  const { pull, storedAs } = view
  const [baseline, ...otherBaselines] = baselinesOf(readLegs(legs))
  const worst = worstLeg(legs)
  const isDownloadable = storedAs !== null && worst !== null
  return {
    ...view,
    // It shows this step's result alone.
    links: view.links === null ? null : { ...view.links, report: null },
    baselineName: baseline === undefined ? null : baselineNameOf(baseline, otherBaselines.length, view),
    pprofCommand: () => null,
    reproduce: isDownloadable ? reproduceLeg(worst, { pull, run }) : [],
  }
}

function baselineNameOf({ sha }: Context['baseline'], others: number, view: MarkdownView): string | null {
  if (others > 0) return 'of each target'
  return sha === null ? view.baselineName : shortSha(sha)
}

/** The first of those with the worst outcome. */
function worstLeg(legs: readonly Leg[]): ReadLeg | null {
  const read = readLegs(legs)
  const outcome = worstLevel(read.map(({ result }) => result.outcome))
  return read.find(({ result }) => result.outcome === outcome) ?? null
}

/** The view of the comment of a pull request. */
export function inComment(
  view: MarkdownView,
  marker: string,
  previous: Previous | null,
  movedTo: string | null,
): MarkdownView {
  return { ...view, marker, pull: view.pull === null ? null : { ...view.pull, previous, movedTo } }
}

function subjectOf({ kind }: GateEvent): Subject {
  return kind === 'pull-request' ? 'this PR' : 'this commit'
}
