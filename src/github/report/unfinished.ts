import { notice } from '../../model/notice.ts'
import type { Leg } from '../../report/matrix.ts'
import { errorOf } from '../../result/problem.ts'
import { worstLevel } from '../../result/result.ts'
import type { WorkflowRunEvent } from '../event.ts'

/**
 * A leg of a run that did not end well, though what it has stored passes: a job that died before it had a result leaves
 * none. Which of the jobs it was, nobody has stored, so all of them say it.
 */
export function withUnfinished(leg: Leg, { conclusion }: Pick<WorkflowRunEvent, 'conclusion'>): Leg {
  const { target, result } = leg
  if (result === null) return leg
  const problem = errorOf(notice('run-unfinished', { conclusion: conclusion ?? 'unknown' }))
  const outcome = worstLevel([result.outcome, problem.level])
  return { target, result: { ...result, outcome, problems: [...result.problems, problem] } }
}
