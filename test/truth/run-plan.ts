import type { HeapRuns } from './heap-program.ts'
import type { Sides } from './judge-sides.ts'
import type { Random } from './random.ts'

/** How many profiles each side has. */
export interface RunPlan {
  readonly name: string
  readonly baseline: number
  readonly candidate: number
}

export const ONE_PAIR: RunPlan = { name: 'one pair', baseline: 1, candidate: 1 }
export const FIVE_RUNS: RunPlan = { name: '5 runs a side', baseline: 5, candidate: 5 }
export const POOL: RunPlan = { name: '5 runs against 1', baseline: 5, candidate: 1 }

/** The heap profiles of both sides. */
export function heapSides(
  random: Random,
  programs: { readonly baseline: HeapRuns; readonly candidate: HeapRuns },
  { plan, rateBytes }: { readonly plan: RunPlan; readonly rateBytes: number },
): Sides {
  const side = (runs: HeapRuns, count: number) => Array.from({ length: count }, () => [runs.run(random, rateBytes)])
  return {
    kind: 'heap',
    baseline: side(programs.baseline, plan.baseline),
    candidate: side(programs.candidate, plan.candidate),
  }
}
