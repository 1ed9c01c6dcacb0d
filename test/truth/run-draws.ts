import { Random } from './random.ts'
import type { RecordedRun, RunSides } from './recorded-run.ts'

/** Pull requests put together from runs. */
export interface RunDraws {
  readonly sides: string
  readonly runs: number
  readonly disjoint: number
  readonly draws: readonly RunSides[]
}

const GROUPS = 200

/** Every run against every other one, either way round. */
export function everyPair(runs: readonly RecordedRun[], sides: string): RunDraws {
  const draws = runs.flatMap((one) =>
    runs.filter((other) => other !== one).map((other) => ({ baseline: [one], candidate: [other] })),
  )
  return { sides, runs: runs.length, disjoint: Math.floor(runs.length / 2), draws }
}

/** Random choices of so many runs for each side, none of them twice in a choice; none where there are too few. */
export function groups(runs: readonly RecordedRun[], perSide: number, sides: string, seed: string): RunDraws {
  const disjoint = Math.floor(runs.length / (2 * perSide))
  const draws = Array.from({ length: disjoint === 0 ? 0 : GROUPS }, (_, at) => {
    const chosen = shuffled(runs, new Random(`same-code/${seed}/${at}`))
    return { baseline: chosen.slice(0, perSide), candidate: chosen.slice(perSide, 2 * perSide) }
  })
  return { sides, runs: runs.length, disjoint, draws }
}

function shuffled<T>(all: readonly T[], random: Random): readonly T[] {
  return all
    .map((one) => ({ one, order: random.uniform() }))
    .sort((a, b) => a.order - b.order)
    .map(({ one }) => one)
}
