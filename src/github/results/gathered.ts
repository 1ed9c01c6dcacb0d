import type { Leg } from '../../report/matrix.ts'

/** The results of a run that one comment shows, as they are stored at a moment. */
export interface Gathered {
  /** One for each result, another one once it is stored anew: by them a comment tells what it was made from. */
  readonly ids: readonly string[]
  /** Whether these are all that there are: false where GitHub keeps no result of this step, or does not tell of the others. */
  readonly isComplete: boolean
  /** Of one comment key, in the order of their targets. */
  readonly read: () => Promise<readonly Leg[]>
}
