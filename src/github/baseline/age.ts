import type { WorkflowRun } from '../api/api.ts'

/** Whole seconds from the creation of a run to a time in ISO 8601; null if one of the two is no time. */
export function ageOf({ createdAt }: Pick<WorkflowRun, 'createdAt'>, now: string): number | null {
  const seconds = Math.floor((Date.parse(now) - Date.parse(createdAt)) / 1_000)
  // The clocks of the runner and of GitHub may differ a little.
  return Number.isNaN(seconds) ? null : Math.max(0, seconds)
}
