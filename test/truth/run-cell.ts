import type { Cell } from './cell.ts'
import { cpuCells } from './cpu.ts'
import { powerCells } from './growths.ts'
import { identicalCells } from './identical.ts'
import { judgeSides } from './judge-sides.ts'
import { addTallies, NO_DRAWS, type Tally, tallyOf } from './outcome.ts'
import { policyNamed } from './policies.ts'
import { Random } from './random.ts'
import { leakCells, lookAlikeCells } from './series.ts'

/** All cells of all tables. */
export function allCells(): readonly Cell[] {
  return [...identicalCells(), ...powerCells(), ...cpuCells(), ...lookAlikeCells(), ...leakCells()]
}

export interface Draws {
  readonly seed: string
  readonly from: number
  readonly to: number
}

/** Judges some pull requests of a cell. Each has a seed of its own, so that it does not matter how they are shared out. */
export function runCell(cell: Cell, { seed, from, to }: Draws): Tally {
  const policy = policyNamed(cell.policy)
  let tally = NO_DRAWS
  for (let at = from; at < to; at++) {
    const sides = cell.draw(new Random(`${seed}/${cell.id}/${at}`))
    tally = addTallies(tally, tallyOf(judgeSides(sides, policy), cell.grown))
  }
  return tally
}
