import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSide } from '../../src/load/side.ts'
import type { CauseStatus, Check, Result } from '../../src/result/result.ts'
import { repository } from '../cli/run.ts'
import { gate } from './run.ts'

/** Go programs that were refactored, five runs of each; test/programs/refactorings says what each variant does. */

const POLICY = `
rules:
  - { name: allocated, kind: heap, metric: alloc_space, of: function, fail: { percent: 20, growth: 512KiB } }
  - { name: retained, kind: heap, metric: inuse_space, of: function, fail: { percent: 20, growth: 512KiB } }
  - { name: total, kind: heap, metric: alloc_space, of: total, fail: { percent: 10, growth: 1MiB } }
`

type RuleName = 'allocated' | 'retained' | 'total'

/** Cost that has another name on each side, where canonical names do not see that it is the same. */
interface Move {
  readonly by: string
  readonly from: string
  readonly to: string
  /** Whether some of it is still in use at the end. */
  readonly isRetained: boolean
}

interface Growth {
  readonly variant: string
  readonly name: string
  readonly isRetained: boolean
  /** Others whose cost moved in objects of the same sizes under the same caller: there the rule cannot tell whose growth is left. */
  readonly shadows: readonly string[]
}

interface Program {
  readonly name: string
  readonly moves: readonly Move[]
  readonly growths: readonly Growth[]
}

const PROGRAMS: readonly Program[] = [
  {
    name: 'service',
    moves: [
      { by: 'rename', from: 'order.Decode', to: 'order.Parse', isRetained: true },
      { by: 'extract', from: 'pricing.discounts', to: 'pricing.reasonFor', isRetained: true },
      { by: 'inline', from: 'receipt.row', to: 'receipt.Render', isRetained: false },
      { by: 'move', from: 'journal.digest', to: 'checksum.Digest', isRetained: false },
      // The compiler inlines the closure into the caller's caller only as long as it is the only one.
      {
        by: 'closure',
        from: 'api.(*Service).Answer.(*Catalogue).Similar.func1',
        to: 'catalogue.(*Catalogue).Similar.func2',
        isRetained: false,
      },
    ],
    growths: [
      { variant: 'rename-grown', name: 'order.Parse', isRetained: false, shadows: [] },
      { variant: 'combined-grown', name: 'pricing.reasonFor', isRetained: false, shadows: ['receipt.Render'] },
    ],
  },
  {
    name: 'indexer',
    moves: [
      { by: 'rename', from: 'index.(*builder).add', to: 'index.(*builder).insert', isRetained: false },
      { by: 'extract', from: 'token.Split', to: 'token.wordsOf', isRetained: false },
      { by: 'inline', from: 'snippet.mark', to: 'snippet.Highlight', isRetained: true },
      { by: 'move', from: 'suggest.trigrams', to: 'token.Trigrams', isRetained: false },
    ],
    growths: [
      { variant: 'rename-grown', name: 'corpus.text', isRetained: true, shadows: [] },
      { variant: 'combined-grown', name: 'token.Trigrams', isRetained: false, shadows: [] },
    ],
  },
]

const REFACTORINGS = ['rename', 'extract', 'inline', 'move', 'closure', 'pointer', 'generic', 'combined']

function compare(program: string, baseline: string, candidate: string): Result {
  const side = (variant: string) => readSide(join(repository, 'test/fixtures/refactorings', program, variant))
  return gate({ policy: POLICY, baseline: side(baseline), candidate: side(candidate) })
}

function checkOf({ checks }: Result, rule: RuleName): Check {
  const [check, ...others] = checks.filter((each) => each.rule === rule)
  if (check === undefined || others.length > 0) throw new Error(`one check by the rule ${rule} was expected`)
  return check
}

const shortName = (name: string) => name.replace(/^example\.com\/shop\/refactorings\/\w+\//, '')

function namesOf(check: Check, status: CauseStatus): readonly string[] {
  return check.causes.filter((cause) => cause.status === status).map(({ name }) => shortName(name))
}

/** Donors by the name that their cost has now. */
function movesIn(check: Check): Readonly<Record<string, readonly string[]>> {
  const moved = check.causes.filter(({ status }) => status === 'moved')
  return Object.fromEntries(moved.map(({ name, movedFrom }) => [shortName(name), movedFrom.map(shortName)]))
}

/** What must be named; donors that lost objects of the same size nearby may be named beside the true one. */
function named(moves: readonly Move[], rule: RuleName) {
  const seen = moves.filter(({ isRetained }) => rule === 'allocated' || (rule === 'retained' && isRetained))
  return Object.fromEntries(seen.map(({ from, to }) => [to, expect.arrayContaining([from])]))
}

function madeBy(variant: string, { moves }: Program): readonly Move[] {
  const refactoring = variant.replace(/-grown$/, '')
  return refactoring === 'combined' ? moves : moves.filter(({ by }) => by === refactoring)
}

const undo = (move: Move): Move => ({ ...move, from: move.to, to: move.from })

function expectMovesOnly(result: Result, moves: readonly Move[]): void {
  for (const rule of ['allocated', 'retained', 'total'] as const) {
    const check = checkOf(result, rule)
    expect({
      rule,
      method: check.noise.method,
      isFailing: check.level === 'fail',
      overLimit: namesOf(check, 'over-limit'),
      moved: movesIn(check),
    }).toEqual({ rule, method: 'repeats', isFailing: false, overLimit: [], moved: named(moves, rule) })
  }
}

describe.each(PROGRAMS)('of the program $name', (program) => {
  test.each([
    ['baseline', 'again'],
    ['again', 'baseline'],
  ])('the same code passes every check: %s, then %s', (baseline, candidate) => {
    const { checks, outcome } = compare(program.name, baseline, candidate)
    expect(checks.map((check) => [check.rule, check.noise.method, check.outcome])).toEqual([
      ['allocated', 'repeats', 'pass'],
      ['retained', 'repeats', 'pass'],
      ['total', 'repeats', 'pass'],
    ])
    expect(outcome).toBe('pass')
  })

  test.each(REFACTORINGS)('%s fails nothing and names the cost that moved', (variant) => {
    expectMovesOnly(compare(program.name, 'baseline', variant), madeBy(variant, program))
  })

  test.each(REFACTORINGS)('%s, undone, fails nothing and names the cost that moved back', (variant) => {
    expectMovesOnly(compare(program.name, variant, 'baseline'), madeBy(variant, program).map(undo))
  })

  test.each(program.growths)('$variant fails with $name, and with nothing that only moved', (growth) => {
    const { variant, name, isRetained, shadows } = growth
    const result = compare(program.name, 'baseline', variant)
    const moves = madeBy(variant, program)

    const allocated = checkOf(result, 'allocated')
    const [largest, ...others] = namesOf(allocated, 'over-limit')
    expect([allocated.noise.method, allocated.outcome, largest]).toEqual(['repeats', 'fail', name])
    expect(others.filter((other) => !shadows.includes(other))).toEqual([])
    const blamed = [name, ...others]
    expect(movesIn(allocated)).toEqual(
      named(
        moves.filter(({ to }) => !blamed.includes(to)),
        'allocated',
      ),
    )

    const retained = checkOf(result, 'retained')
    expect({
      isFailing: retained.level === 'fail',
      overLimit: namesOf(retained, 'over-limit'),
      moved: movesIn(retained),
    }).toEqual({ isFailing: isRetained, overLimit: isRetained ? [name] : [], moved: named(moves, 'retained') })
  })
})
