import type { Profile, SampleType } from '../model/profile.ts'
import type { Measured } from './benchmark-line.ts'
import { benchmarkMetric } from './benchmark-unit.ts'
import { DecodeError } from './decode-error.ts'
import { ProfileBuilder } from './profile-builder.ts'

/** All results of one benchmark, in the order of its repetitions. */
interface Repetitions {
  readonly name: string
  /** Values by the column of their metric; a metric that was not measured is missing. */
  readonly results: (readonly (number | undefined)[])[]
  line: number
}

/** More repetitions than anybody makes, and more values than profiles can hold. */
const MOST_RUNS = 2 ** 14
const MOST_CELLS = 2 ** 24

/** Collects the results of a file and makes a profile of each repetition. */
export class BenchmarkResults {
  /** By the unit as the line has it, and by the name of the metric. */
  private readonly columnOfUnit = new Map<string, number>()
  private readonly columnOf = new Map<string, number>()
  private readonly metrics: SampleType[] = []
  private readonly benchmarks = new Map<string, Repetitions>()
  private readonly config = new Set<string>()
  private count = 0

  addConfig(key: string, value: string): void {
    this.config.add(`${key}: ${value}`)
  }

  /**
   * @param name With the import path of its package, if that is known. @param line Where the result is.
   * @throws {DecodeError} `too-many-metrics`.
   */
  add(name: string, values: readonly Measured[], line: number): void {
    const benchmark = this.benchmarks.get(name) ?? { name, results: [], line }
    this.benchmarks.set(name, benchmark)
    const result: (number | undefined)[] = []
    for (const [value, unit] of values) if (Number.isFinite(value)) result[this.column(unit)] = value
    benchmark.results.push(result)
    benchmark.line = line
    this.count++
    if (this.count * this.metrics.length > MOST_CELLS || benchmark.results.length > MOST_RUNS) {
      throw new DecodeError('too-many-metrics', { metrics: this.metrics.length, labels: this.count })
    }
  }

  /**
   * Run k holds the k-th result of each benchmark, with a frame named `PACKAGE.BenchmarkName/sub` for each. The suffix
   * `-8` (GOMAXPROCS) is dropped if all names have the same one. A metric that a result lacks, or that is no finite
   * number, is NaN: it was not measured, which is not 0.
   * @throws {DecodeError} `text-damaged` if there is no result, or not the same number of them for each benchmark.
   */
  build(format: string): readonly Profile[] {
    const benchmarks = [...this.benchmarks.values()]
    const runs = Math.max(0, ...this.lengths(benchmarks))
    if (runs === 0) throw new DecodeError('text-damaged', { format, detail: 'no-result' })
    const short = benchmarks.find(({ results }) => results.length < runs)
    if (short !== undefined) throw this.uneven(format, short, runs)
    const suffix = commonSuffix(benchmarks.map(({ name }) => name))
    return Array.from({ length: runs }, (_, run) => {
      const builder = new ProfileBuilder(this.metrics)
      for (const { name, results } of benchmarks) {
        const values = this.metrics.map((_metric, column) => results[run]?.[column] ?? Number.NaN)
        builder.sample([builder.location([{ name: name.slice(0, name.length - suffix.length) }])], values)
      }
      return builder.build({ comments: [...this.config] })
    })
  }

  private lengths(benchmarks: readonly Repetitions[]): Iterable<number> {
    return new Set(benchmarks.map(({ results }) => results.length))
  }

  /** A run that was killed leaves fewer results of its last benchmarks; their means would count what never ran as 0. */
  private uneven(format: string, { name, results, line }: Repetitions, runs: number): DecodeError {
    const args = { benchmark: name, results: results.length, runs }
    return new DecodeError('text-damaged', { format, line, detail: 'uneven-runs', ...args })
  }

  private column(unit: string): number {
    const known = this.columnOfUnit.get(unit)
    if (known !== undefined) return known
    const metric = benchmarkMetric(unit)
    const column = this.columnOf.get(metric.type) ?? this.metrics.push(metric) - 1
    this.columnOf.set(metric.type, column)
    this.columnOfUnit.set(unit, column)
    return column
  }
}

function commonSuffix([first, ...others]: readonly string[]): string {
  const suffix = /-\d+$/.exec(first ?? '')?.[0] ?? ''
  return others.every((name) => name.endsWith(suffix)) ? suffix : ''
}
