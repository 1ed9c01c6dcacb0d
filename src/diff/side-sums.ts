import { addInt, type Int, multiplyInt } from '../model/int64.ts'
import type { Measure } from '../model/measure.ts'
import { factsOf } from './column-facts.ts'
import type { GroupIndex } from './group-index.ts'
import { type Run, valuesOf } from './run.ts'
import { type Selection, selectSamples } from './selection.ts'
import { absoluteTotal, ColumnSums, type IntSums, type Members, total } from './sums.ts'
import type { Totals } from './tables.ts'

/** One side by group and by place, the mean of its runs. A measure is added up when somebody asks for it. */
export class SideSums {
  readonly totals: Totals
  readonly hasNegatives: boolean
  /** Whether a group with any value has a sum above 0: nothing is taken off. */
  readonly onlyAdds: boolean
  private readonly runs: readonly Run[]
  private readonly columns: readonly ColumnSums[]
  private readonly index: GroupIndex
  private readonly known = new Map<Measure, IntSums>()

  /** @param index It has to know the frames of both sides. */
  constructor(runs: readonly Run[], index: GroupIndex, selection: Selection) {
    const columns = runs.map(valuesOf)
    const masks = runs.map(({ frames }) => selectSamples(frames, selection))
    this.runs = runs
    this.index = index
    this.columns = runs.map(({ frames }, at) => new ColumnSums(frames.profile, columns[at]!, masks[at]!))
    this.hasNegatives = columns.some((values) => factsOf(values).hasNegatives)
    this.onlyAdds = !this.hasNegatives && runs.every(({ metric }) => metric.scale > 0)
    const sum = (of: (at: number) => Int) =>
      mean(runs.map(({ metric }, at) => multiplyInt(of(at), metric.scale)).reduce(addInt, 0), runs.length)
    this.totals = {
      total: sum((at) => total(columns[at]!, masks[at]!)),
      // pprof takes percentages of the whole profile, whatever is in focus.
      absoluteTotal: sum((at) => absoluteTotal(columns[at]!, null)),
    }
  }

  groups(measure: Measure): IntSums {
    const sums = this.known.get(measure) ?? this.sums(measure, (run) => this.index.members(run.frames).groups)
    this.known.set(measure, sums)
    return sums
  }

  /** Marks the groups that a sample with a value is in, by cum. */
  mark(isMet: Uint8Array): void {
    for (const [at, { frames }] of this.runs.entries()) this.columns[at]!.mark(this.index.members(frames).groups, isMet)
  }

  places(measure: Measure): IntSums {
    return this.sums(measure, (run) => this.index.members(run.frames).places)
  }

  private sums(measure: Measure, membersOf: (run: Run) => Members): IntSums {
    const [first] = this.runs
    const all = this.runs.map((run, at) => this.columns[at]!.of(membersOf(run), measure))
    if (all.length === 1 && first?.metric.scale === 1) return all[0]!
    const count = all[0]?.length ?? 0
    return Array.from({ length: count }, (_, group) => {
      const scaled = this.runs.map(({ metric }, at) => multiplyInt(all[at]![group]!, metric.scale))
      return mean(scaled.reduce(addInt, 0), this.runs.length)
    })
  }
}

function mean(sum: Int, runs: number): Int {
  return runs > 1 ? Number(sum) / runs : sum
}
