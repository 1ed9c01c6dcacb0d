import { json, notFound } from '../answer.ts'
import type { WorkflowRun } from '../run.ts'
import { type Call, type Endpoint, pathValue } from './call.ts'
import { pageOf } from './paging.ts'
import { runBody, workflowBody } from './run-bodies.ts'

/** GitHub tells no more of a list than this when it is filtered. */
const filteredLimit = 1000

export const runEndpoints: Readonly<Record<string, Endpoint>> = {
  'actions/get-workflow-run': {
    scopes: ['actions'],
    level: 'read',
    filters: ['exclude_pull_requests'],
    answer: (call) => {
      const run = runOf(call)
      return run === undefined ? notFound() : json(200, runBody(call, run))
    },
  },
  'actions/get-workflow': {
    scopes: ['actions'],
    level: 'read',
    answer: (call) => {
      const workflow = workflowOf(call)
      return workflow === undefined ? notFound() : json(200, workflowBody(call, call.repository, workflow))
    },
  },
  'actions/list-workflow-runs': {
    scopes: ['actions'],
    level: 'read',
    filters: ['branch', 'event', 'exclude_pull_requests', 'head_sha', 'status'],
    answer: (call) => {
      const workflow = workflowOf(call)
      if (workflow === undefined) return notFound()
      const found = call.repository.runs.filter((run) => run.workflow === workflow && isWanted(call.query, run))
      found.sort((a, b) => (a.createdAt === b.createdAt ? b.id - a.id : a.createdAt < b.createdAt ? 1 : -1))
      const { items, headers } = pageOf(call, found.slice(0, filteredLimit))
      return json(200, { total_count: found.length, workflow_runs: items.map((run) => runBody(call, run)) }, headers)
    },
  },
}

function runOf(call: Call): WorkflowRun | undefined {
  return call.repository.runs.find((run) => run.id === Number(pathValue(call, 'run_id')))
}

/** By number or by file name. */
function workflowOf(call: Call): WorkflowRun['workflow'] | undefined {
  const name = pathValue(call, 'workflow_id')
  return call.repository.workflows.find((one) => String(one.id) === name || one.path === `.github/workflows/${name}`)
}

/** By the name of the branch alone: a fork's branch of that name is meant too, as on GitHub. */
function isWanted(query: URLSearchParams, run: WorkflowRun): boolean {
  const says = (name: string, ...values: (string | null)[]): boolean => {
    const wanted = query.get(name)
    return wanted === null || values.includes(wanted)
  }
  return (
    says('branch', run.branch) &&
    says('event', run.event) &&
    says('head_sha', run.sha) &&
    says('status', run.status, run.status === 'completed' ? run.conclusion : null)
  )
}
