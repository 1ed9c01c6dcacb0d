import type { OwnCode } from '../../src/diff/own.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { Check } from '../../src/result/result.ts'
import { addTallies, NO_DRAWS, type Tally, tallyOf } from './outcome.ts'
import { judgeRuns } from './recorded-run.ts'
import type { RunDraws } from './run-draws.ts'

/** What is judged. */
export interface Subject {
  readonly program: string
  /** `heap`: with what else is recorded at that moment. Of benchmarks without a profiler: `times`; `counts` are B/op and allocs/op. */
  readonly recorded: 'heap' | 'cpu' | 'times' | 'counts'
  /** Of heap profiles; null for others. */
  readonly rateBytes: number | null
}

/** What became of pull requests that change nothing, put together from recorded runs of one program. */
export interface SameCodeFigure extends Subject {
  readonly policy: 'tables' | 'default' | 'cpu'
  readonly sides: string
  /** Recorded runs. */
  readonly runs: number
  /** How many of the pull requests could be made of them without a run that is in two. */
  readonly disjoint: number
  readonly draws: number
  readonly failed: number
  /** None of the checks failed, but one warned. */
  readonly warned: number
  /** Neither failed nor warned. */
  readonly inconclusive: number
  readonly naive: number
  /** What failed or warned, the most frequent first. */
  readonly blamed: readonly Blamed[]
}

export interface Blamed {
  readonly outcome: 'fail' | 'warn'
  readonly rule: string
  /** Empty where it was the total. */
  readonly name: string
  readonly draws: number
}

/** A policy, and those of its checks that count. */
export interface Judging {
  readonly name: SameCodeFigure['policy']
  readonly policy: Policy
  readonly counts: (check: Check) => boolean
}

/** One figure for each policy; none if nothing could be drawn. */
export function figuresOf(
  subject: Subject,
  { sides, runs, disjoint, draws }: RunDraws,
  { own, judgings }: { readonly own: OwnCode; readonly judgings: readonly Judging[] },
): readonly SameCodeFigure[] {
  if (draws.length === 0) return []
  const counts = judgings.map(() => new Counting())
  const policies = judgings.map(({ policy }) => policy)
  for (const draw of draws) {
    const judged = judgeRuns(draw, own, policies)
    for (const [at, checks] of judged.entries()) counts[at]!.add(checks.filter(judgings[at]!.counts))
  }
  return judgings.map(({ name }, at) => ({ ...subject, policy: name, sides, runs, disjoint, ...counts[at]!.figures() }))
}

class Counting {
  private tally: Tally = NO_DRAWS
  private warned = 0
  private inconclusive = 0
  private readonly blamed = new Map<string, Blamed>()

  add(checks: readonly Check[]): void {
    const tally = tallyOf(checks, [])
    if (tally.unjudged > 0) throw new Error(`not judged: ${checks.map(({ id, outcome }) => `${id} ${outcome}`).join()}`)
    const warned = tally.failed === 0 && checks.some(({ outcome }) => outcome === 'warn')
    this.tally = addTallies(this.tally, tally)
    this.warned += Number(warned)
    this.inconclusive += Number(tally.inconclusive === 1 && !warned)
    for (const { rule, causes, outcome } of checks) {
      if (outcome !== 'fail' && outcome !== 'warn') continue
      const over = causes.filter(({ status }) => status === 'over-limit').map(({ name }) => name)
      for (const name of over.length > 0 ? over : ['']) this.blame(outcome, rule, name)
    }
  }

  private blame(outcome: Blamed['outcome'], rule: string, name: string): void {
    const key = `${outcome} ${rule} ${name}`
    this.blamed.set(key, { outcome, rule, name, draws: (this.blamed.get(key)?.draws ?? 0) + 1 })
  }

  figures() {
    const { draws, failed, naive } = this.tally
    const blamed = [...this.blamed].sort(([a, one], [b, other]) => other.draws - one.draws || (a < b ? -1 : 1))
    const { warned, inconclusive } = this
    return { draws, failed, warned, inconclusive, naive, blamed: blamed.map(([, each]) => each) }
  }
}
