import type { Holder, RunApi, WorkflowRun } from '../api/api.ts'

/** Which runs can hold a baseline, by one list of the newest artifacts of its name. */
export interface Holders {
  /** No run that a baseline could be of holds one. */
  readonly isNone: boolean
  /** A merge queue's run may hold one. */
  readonly isOfQueue: boolean
  /** Whether it is worth looking into a run. */
  readonly mayBe: (run: WorkflowRun) => boolean
  /** Whether all that hold one are among some runs. */
  readonly areAll: (runIds: ReadonlySet<number>) => boolean
}

export interface HoldersQuestion {
  /** Name of the artifact. */
  readonly name: string
  /** Branch whose runs can have stored it; null: any. */
  readonly branch: string | null
  /** The run that asks, which has stored its own. */
  readonly ownId: number
  readonly api: Pick<RunApi, 'holdersOf'>
}

/**
 * Asks for the list. It tells neither the event nor the workflow of a run, so it makes no run trusted; it saves looking
 * into runs for nothing, of which there are many before a first baseline is stored. @throws {ApiError}
 */
export async function holdersOf({ name, branch, ownId, api }: HoldersQuestion): Promise<Holders> {
  const { holders, isAll } = await api.holdersOf(name)
  const fitting = holders.filter((holder) => holder.runId !== ownId && holder.isOwn && isOn(holder, branch))
  const ids = new Set(fitting.map(({ runId }) => runId))
  // A run stores after it was created, and all that was stored after this time is in the list.
  const since = isAll ? Number.NEGATIVE_INFINITY : startOf(holders)
  return {
    isNone: isAll && fitting.length === 0,
    isOfQueue: !isAll || fitting.some(isOfQueue),
    mayBe: (run) => ids.has(run.id) || !(Date.parse(run.createdAt) > since),
    areAll: (runIds) => isAll && [...ids].every((id) => runIds.has(id)),
  }
}

function isOn(holder: Holder, branch: string | null): boolean {
  return branch === null || holder.headBranch === null || holder.headBranch === branch || isOfQueue(holder)
}

/** A merge queue measures on branches of its own, which GitHub names. */
function isOfQueue({ headBranch }: Holder): boolean {
  return headBranch?.startsWith('gh-readonly-queue/') === true
}

/** Time of the oldest; never, where the order is not that of time, so that the list does not tell what else there is. */
function startOf(holders: readonly Holder[]): number {
  let since = Number.POSITIVE_INFINITY
  for (const { storedAt } of holders) {
    const time = Date.parse(storedAt)
    if (!(time <= since)) return Number.POSITIVE_INFINITY
    since = time
  }
  return since
}
