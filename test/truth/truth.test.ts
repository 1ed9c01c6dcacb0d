import { describe, expect, test } from 'vitest'
import { runGate } from '../../src/gate.ts'
import { folder } from '../gate/made-profiles.ts'
import { CONTEXT } from '../gate/run.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import type { Cell } from './cell.ts'
import { judgeSides, type SideRuns } from './judge-sides.ts'
import { addTallies, type Tally } from './outcome.ts'
import { policyNamed } from './policies.ts'
import { Random } from './random.ts'
import { allCells, runCell } from './run-cell.ts'
import { writtenProfile } from './written-profile.ts'

const SEED = 'test'
const CELLS = new Map(allCells().map((cell) => [cell.id, cell]))

function cellNamed(id: string): Cell {
  const cell = CELLS.get(id)
  if (cell === undefined) throw new Error(`no cell ${id}`)
  return cell
}

/** Percent of the draws. */
function percents(id: string, draws: number) {
  const tally = runCell(cellNamed(id), { seed: SEED, from: 0, to: draws })
  expect(tally.unjudged, 'checks that were not judged').toBe(0)
  const percent = (figure: keyof Tally) => (100 * tally[figure]) / draws
  return {
    failed: percent('failed'),
    inconclusive: percent('inconclusive'),
    naive: percent('naive'),
    found: percent('found'),
    wrongly: percent('wrongly'),
  }
}

const KIB_512 = 512 * 1024
const KIB_64 = 64 * 1024
const KIB_4 = 4 * 1024

describe('identical programs pass, where the same limits without noise fail them', () => {
  test.each([
    ['identical/10 functions, fixed counts/one pair', KIB_512, 80, 1.5, 12],
    ['identical/60 functions, Poisson counts/one pair', KIB_512, 80, 1.5, 12],
    ['identical/60 functions, Poisson counts/one pair', KIB_64, 80, 1.5, 12],
    ['identical/200 functions, fixed counts/one pair', KIB_512, 50, 1.5, 15],
    ['identical/every function varies by 2 %/one pair', KIB_64, 60, 1.5, 15],
    ['identical/retained objects vary as well/one pair', KIB_64, 80, 1.5, 100],
    ['default/60 functions, Poisson counts/one pair', KIB_512, 60, 1.5, 12],
    ['identical/60 functions, Poisson counts/5 runs a side', KIB_512, 40, 2, 15],
    ['identical/every function varies by 5 %/5 runs a side', KIB_4, 40, 2, 10],
    ['identical/functions vary by up to 30 %/5 runs a side', KIB_4, 40, 7, 30],
    ['cpu/80 functions/one pair', 0, 80, 1.5, 25],
  ])('%s at %d B', (cell, rate, draws, mostFailed, mostInconclusive) => {
    const { naive, failed, inconclusive } = percents(`${cell}/${rate}`, draws)
    expect(naive).toBeGreaterThan(10)
    expect(failed).toBeLessThanOrEqual(mostFailed)
    expect(inconclusive).toBeLessThanOrEqual(mostInconclusive)
  })
})

describe('true growth is found', () => {
  test.each([
    ['power/function of 5 % share, +100 %/one pair', KIB_64, 40, 90],
    ['power/function of 5 % share, +100 %/one pair', KIB_512, 60, 35],
    ['power/function of 1 % share, +100 %/one pair', KIB_4, 30, 95],
    ['power/total +10 %/5 runs a side', KIB_64, 25, 90],
    ['power/function of 5 % share, +100 %/5 runs a side', KIB_512, 30, 60],
    ['power/16 new retained objects of 4 MiB/one pair', KIB_512, 40, 85],
  ])('%s at %d B', (cell, rate, draws, leastFailed) => {
    expect(percents(`${cell}/${rate}`, draws).failed).toBeGreaterThanOrEqual(leastFailed)
  })
})

describe('a series tells a leak from what looks like one', () => {
  test('look-alikes alone', () => {
    expect(percents(`look-alikes/30 look-alikes/10 snapshots/${KIB_512}`, 80).failed).toBeLessThanOrEqual(2.5)
    expect(percents(`look-alikes/30 look-alikes/10 snapshots/${KIB_4}`, 60).failed).toBeLessThanOrEqual(4)
  })

  test('a leak of 8 events per snapshot among them', () => {
    const { found, wrongly } = percents(`leaks/8 events per snapshot/10 snapshots/${KIB_512}`, 60)
    expect(found).toBeGreaterThanOrEqual(85)
    expect(wrongly).toBeLessThanOrEqual(4)
  })
})

describe('the simulator', () => {
  test('judges as the gate judges files', () => {
    for (const id of [
      `identical/60 functions, Poisson counts/one pair/${KIB_64}`,
      `identical/every function varies by 5 %/5 runs a side/${KIB_4}`,
      `power/new function of 10 MiB/one pair/${KIB_512}`,
      'cpu/80 functions/one pair/0',
      `leaks/8 events per snapshot/10 snapshots/${KIB_512}`,
    ]) {
      const cell = cellNamed(id)
      const sides = cell.draw(new Random(`${SEED}/${id}/0`))
      const policy = policyNamed(cell.policy)
      const files = (side: SideRuns) => folder(Object.fromEntries(filesOf(sides.kind, side)))
      const { checks } = runGate({
        ...{ baseline: files(sides.baseline), candidate: files(sides.candidate), policy },
        ...{ ownPackages: null, context: CONTEXT },
      })
      const told = judgeSides(sides, policy)
      expect(told.map(({ outcome }) => outcome)).toEqual(checks.map(({ outcome }) => outcome))
      expect(told.map(({ noise }) => noise)).toEqual(checks.map(({ noise }) => noise))
    }
  })

  test('draws the same pull requests however they are shared out', () => {
    const cell = cellNamed(`identical/functions vary by up to 30 %/one pair/${KIB_64}`)
    const draws = (from: number, to: number) => runCell(cell, { seed: SEED, from, to })
    expect(addTallies(draws(0, 4), draws(4, 10))).toEqual(draws(0, 10))
  })

  test('has a name of its own for every cell', () => {
    expect(CELLS.size).toBe(allCells().length)
  })
})

function filesOf(kind: string, side: SideRuns): readonly (readonly [path: string, bytes: Uint8Array])[] {
  return side.flatMap((snapshots, run) =>
    snapshots.map((profile, at) => {
      const ofRun = side.length > 1 ? `.${run + 1}` : ''
      const ofMoment = snapshots.length > 1 ? `-${String(at + 1).padStart(4, '0')}` : ''
      return [`${kind}${ofMoment}${ofRun}.pb.gz`, encodeProfile(writtenProfile(profile))] as const
    }),
  )
}
