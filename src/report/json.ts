import type { Accepted, Cause, Check, Input, Place, Problem, Result, TreeNode, Warning } from '../result/result.ts'
import { jsonText } from './json-text.ts'

/** The result as JSON, with the keys in the order of the documentation, and a line break at the end. */
export function renderJson(result: Result): string {
  const { schemaVersion, outcome, context, checks, problems, inputs, accepted, warnings, counts } = result
  const { baseline, candidate, policy, target, commentKey, workflow, runId, attempt, failOn, date } = context
  return jsonText({
    schemaVersion,
    outcome,
    context: {
      baseline: pick(baseline, ['sha', 'ref', 'how', 'age', 'behind', 'runId', 'steps']),
      candidate: pick(candidate, ['sha', 'ref']),
      policy: pick(policy, ['source', 'sha', 'changed']),
      ...{ target, commentKey, workflow, runId, attempt, failOn, date },
    },
    checks: checks.map(checkJson),
    problems: problems.map(problemJson),
    inputs: inputs.map(inputJson),
    accepted: accepted.map(acceptedJson),
    warnings: warnings.map(warningJson),
    counts: pick(counts, ['pass', 'warn', 'fail', 'inconclusive', 'notCompared', 'error']),
  })
}

/** Keys in this order, whatever the order of the object's own. */
function pick<Value extends object>(value: Value, keys: readonly (keyof Value)[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, value[key]]))
}

const CHANGE_KEYS = ['baseline', 'candidate', 'delta', 'percent'] as const

function checkJson(check: Check): object {
  return {
    ...pick(check, [
      'id',
      'rule',
      'target',
      'profile',
      'kind',
      'metric',
      'unit',
      'of',
      'by',
      'per',
      'outcome',
      'level',
    ]),
    total: pick(check.total, CHANGE_KEYS),
    runs: pick(check.runs, ['baseline', 'candidate']),
    limits: check.limits.map((limit) =>
      pick(limit, ['level', 'percent', 'growth', 'above', 'perSnapshot', 'exceeded']),
    ),
    noise: {
      ...pick(check.noise, ['method', 'deltaLow', 'deltaHigh', 'pValue']),
      detectable: check.noise.detectable.map((each) => pick(each, ['share', 'percent'])),
      events: pick(check.noise.events, ['baseline', 'candidate']),
    },
    reason: check.reason === null ? null : pick(check.reason, ['code', 'args']),
    causes: check.causes.map(causeJson),
    tree: check.tree === null ? null : treeJson(check.tree),
  }
}

function causeJson(cause: Cause): object {
  return {
    ...pick(cause, ['name', 'file', 'line', 'external', 'status', ...CHANGE_KEYS, 'share', 'pValue']),
    runs: cause.runs === null ? null : pick(cause.runs, ['baseline', 'candidate']),
    ...pick(cause, ['waiting', 'creator']),
    hint: cause.hint === null ? null : pick(cause.hint, ['code', 'args']),
    ...pick(cause, ['movedFrom', 'reach']),
    callers: cause.callers.map(placeJson),
  }
}

function placeJson(place: Place): object {
  return pick(place, ['name', 'file', 'line', 'changed'])
}

function treeJson(node: TreeNode): object {
  return {
    ...placeJson(node),
    ...pick(node, ['baseline', 'candidate', 'delta']),
    children: node.children.map(treeJson),
  }
}

function problemJson(problem: Problem): object {
  return pick(problem, ['code', 'args', 'rule', 'profile', 'line', 'level'])
}

function inputJson(input: Input): object {
  const { reason } = input
  return {
    ...pick(input, ['path', 'side', 'state', 'kind', 'runs', 'events']),
    reason: reason === null ? null : pick(reason, ['code', 'args']),
  }
}

function acceptedJson(accepted: Accepted): object {
  return {
    ...pick(accepted, ['state', 'rules']),
    subject: pick(accepted.subject, ['kind', 'name']),
    ...pick(accepted, ['upTo', 'until', 'reason', 'line', 'checks']),
  }
}

function warningJson(warning: Warning): object {
  return pick(warning, ['code', 'args', 'profile'])
}
