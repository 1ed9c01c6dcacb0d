/** Where the candidate comes from. `pattern` is a name or a glob of artifact names of this run. */
export type CandidateSource =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'artifact'; readonly pattern: string }

export type BaselineSource =
  | { readonly kind: 'auto' }
  | { readonly kind: 'path'; readonly path: string }
  /** Of this run. */
  | { readonly kind: 'artifact'; readonly name: string }
  /** Of another run of this repository. */
  | { readonly kind: 'run'; readonly runId: number; readonly name: string }

export type CommentMode = 'auto' | 'always' | 'failure' | 'never'
export type FailOn = 'fail' | 'warn' | 'never'

/** The `with:` of the step, checked. */
export interface Inputs {
  readonly candidate: CandidateSource
  readonly baseline: BaselineSource
  readonly store: boolean
  readonly target: string | null
  /** Path of the policy file in the repository. */
  readonly policy: string
  /** Whether `policy` was named, or is the default path. */
  readonly isPolicyNamed: boolean
  readonly policyFrom: 'base' | 'head'
  readonly comment: CommentMode
  readonly commentKey: string
  readonly failOn: FailOn
  readonly baselineDepth: number
  /** File name of the workflow in whose runs baselines are looked for; null for this one. */
  readonly baselineWorkflow: string | null
  readonly baselineSha: string | null
  readonly candidateSha: string | null
  readonly token: string
}
