import type { Check, Level } from '../result/result.ts'
import type { FailOn } from './exit-code.ts'
import type { Subject } from './pen.ts'

/** What surfaces show and the result does not hold, because it differs between a laptop and a pull request. */
export interface View {
  /** Of this program, e.g. `1.2.0`. */
  readonly version: string
  /** Path or short commit; null where there is no baseline. */
  readonly baselineName: string | null
  readonly candidateName: string
  /** Path of the policy file; null for the default policy. */
  readonly policyName: string | null
  /** Path of the HTML report; null where none was written. */
  readonly reportPath: string | null
  readonly failOn: FailOn
  /** Null outside of pull requests. */
  readonly pull: PullView | null
  /** The command line that opens both profiles of a check in pprof; null where there are no two files. */
  readonly pprofCommand: (check: Check) => string | null
  /** Command lines that give the same verdict on another machine, in their order; may be empty. */
  readonly reproduce: readonly string[]
}

export interface TextView extends View {
  /** Whether to write ANSI colours. */
  readonly colour: boolean
}

export interface MarkdownView extends View {
  readonly subject: Subject
  /** Null on a laptop: names and places are code then. */
  readonly links: Links | null
  /** First line, e.g. an HTML comment by which the comment is found again; null for none. */
  readonly marker: string | null
  /** Name of the artifact that the candidate was stored as; null where it was not. */
  readonly storedAs: string | null
  /** What the candidate changes in the policy; null if nothing. */
  readonly policyChange: PolicyChange | null
  /** Whose word all of it is, where nobody has checked it, e.g. `the fork’s run`. */
  readonly reporter?: string
  /** Most acceptances that are shown; without it as many as there is room for. */
  readonly mostAcceptances?: number
  /** Defaults: 60,000 characters, 250,000 bytes, below what GitHub takes for a comment. */
  readonly budgetChars?: number
  readonly budgetBytes?: number
  /** Whether more is shown than a comment shows: a page of its own. */
  readonly isRoomy?: boolean
}

/** Texts of the policy file at the base and at the head; null where it is not there. */
export interface PolicyChange {
  readonly before: string | null
  readonly after: string | null
}

/** What is to be said of a pull request beyond one verdict. */
export interface PullView {
  /** Head of the pull request, by which people know the change; the commit that was measured may be a merge of it. */
  readonly headSha: string
  /** What the comment said before, if something was wrong at another head. */
  readonly previous: Previous | null
  /** The head by now, if it is another one. */
  readonly movedTo: string | null
}

export interface Previous {
  readonly sha: string
  readonly outcome: Level
  /** Of whoever could edit the comment: as untrusted as any name. */
  readonly headline: string
}

/** Makes absolute URLs; each may say that there is none. */
export interface Links {
  /** A file as profiles name it, at the candidate's commit, at a line. */
  readonly file: (path: string, line: number | null) => string | null
  /** A file of the repository at a commit. */
  readonly fileAt: (sha: string, path: string, line: number | null) => string | null
  readonly commit: (sha: string) => string | null
  /** Another run of the repository. */
  readonly run: (id: number) => string | null
  /** The flame graph report. */
  readonly report: string | null
  readonly summary: string | null
  /** Where the workflow can be run on the base branch. */
  readonly workflow: string | null
}
