import { parse } from 'yaml'
import type { WorkflowText } from './documents.ts'

export interface Step {
  readonly name?: string
  readonly id?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string | number | boolean>>
  readonly run?: string
  readonly shell?: string
}

/** One of `contents`, `actions`, … to `read` or `write`; what is not named is not given. */
export type Permissions = Readonly<Record<string, string>>

export interface Job {
  readonly permissions?: Permissions
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly on: unknown
  readonly permissions?: Permissions
  readonly jobs: Readonly<Record<string, Job>>
}

export function workflowOf({ text }: WorkflowText): Workflow {
  return parse(text) as Workflow
}

export function jobsOf(workflow: WorkflowText): readonly Job[] {
  const { jobs, permissions } = workflowOf(workflow)
  return Object.values(jobs).map((job) => ({ ...(permissions === undefined ? {} : { permissions }), ...job }))
}

export function stepsOf(workflow: WorkflowText): readonly Step[] {
  return jobsOf(workflow).flatMap(({ steps }) => steps)
}

/** The action itself, as users name it or as this repository does. */
export function isGate({ uses }: Step): boolean {
  return uses === 'OWNER/profile-gate@v1' || uses === './'
}
