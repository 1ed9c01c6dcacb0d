import type { LoadedSide } from '../../load/loaded.ts'
import { type Notice, notice } from '../../model/notice.ts'
import type { Warning } from '../../result/result.ts'
import type { WorkflowRun } from '../api/api.ts'
import { type Store, type StoredSide, storedSide } from './stored-side.ts'

/** A baseline of a run, or the error that stands for one. */
export interface Used {
  readonly side: LoadedSide
  readonly run: WorkflowRun
  readonly how: string
}

/** Where a baseline was looked for, and what was seen there. It grows while the ladder is climbed. */
export class Trail {
  readonly steps: Notice[] = []
  readonly warnings: Warning[] = []
  /** The nearest baseline that is there and cannot be used. */
  damaged: Used | null = null

  /** Looks into a run. `isWalk`: one of many, so what was just said of its neighbour is not said again. */
  async look(
    { run, how, isWalk }: { readonly run: WorkflowRun; readonly how: string; readonly isWalk: boolean },
    name: string,
    store: Store,
  ): Promise<Used | null> {
    const stored = await storedSide(run.id, name, store)
    const step = stepOf(stored, run)
    const isRepeated = stored.kind === 'not-stored' || stored.kind === 'expired'
    if (!(isWalk && isRepeated && this.steps.at(-1)?.code === step.code)) this.steps.push(step)
    if (stored.kind === 'damaged') this.damaged ??= { side: stored.side, run, how }
    if (stored.kind !== 'found') return null
    this.warnings.push(...stored.warnings)
    return { side: stored.side, run, how }
  }
}

function stepOf(stored: StoredSide, { id, headSha }: WorkflowRun): Notice {
  const at = { sha: headSha, run: id }
  return stored.kind === 'damaged'
    ? notice('damaged', { ...at, code: stored.side.reason.code })
    : notice(stored.kind, at)
}
