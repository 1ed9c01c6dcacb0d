import type { Profile, SampleType } from '../model/profile.ts'
import type { BenchmarkResult } from './benchmark-line.ts'
import { benchmarkMetric } from './benchmark-unit.ts'
import { DecodeError, textDamaged } from './decode-error.ts'
import { ProfileBuilder } from './profile-builder.ts'

interface Result {
  readonly iterations: number
  /** By the column of their metric; a metric that was not measured is missing. */
  readonly values: readonly (number | undefined)[]
}

/** All results of one benchmark, in the order of its repetitions. */
interface Repetitions {
  readonly name: string
  readonly results: Result[]
  line: number
}

/** Where the values of a unit go, and what they are multiplied by. */
interface Column {
  readonly column: number
  readonly factor: number
}

/** More repetitions than anybody makes, and more values than profiles can hold. */
const MOST_RUNS = 2 ** 14
const MOST_CELLS = 2 ** 24

/** Collects the results of a file and makes a profile of each repetition. */
export class BenchmarkResults {
  /** By the unit as the line has it, and by the name of the metric. */
  private readonly columnOfUnit = new Map<string, Column>()
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
  add(name: string, { iterations, values }: BenchmarkResult, line: number): void {
    const benchmark = this.benchmarks.get(name) ?? { name, results: [], line }
    this.benchmarks.set(name, benchmark)
    const columns: (number | undefined)[] = []
    for (const [value, unit] of values) {
      if (!Number.isFinite(value)) continue
      const { column, factor } = this.column(unit)
      columns[column] = value * factor
    }
    benchmark.results.push({ iterations, values: columns })
    benchmark.line = line
    this.count++
    if (this.count * this.metrics.length > MOST_CELLS || benchmark.results.length > MOST_RUNS) {
      throw new DecodeError('too-many-metrics', { metrics: this.metrics.length, labels: this.count })
    }
  }

  /**
   * Run k holds the k-th result of each benchmark, with a frame named `PACKAGE.BenchmarkName/sub` for each. The suffix
   * `-8` (GOMAXPROCS) is dropped where it surely is that (`processorSuffix`). A metric that a result lacks, or that is no finite
   * number, is NaN: it was not measured, which is not 0.
   * @throws {DecodeError} `text-damaged` if there is no result, or not the same number of them for each benchmark.
   */
  build(format: string): readonly Profile[] {
    const benchmarks = [...this.benchmarks.values()]
    const runs = Math.max(0, ...this.lengths(benchmarks))
    if (runs === 0) throw textDamaged(format, 'no-result')
    const short = benchmarks.find(({ results }) => results.length < runs)
    if (short !== undefined) throw this.uneven(format, short, runs)
    const suffix = processorSuffix(benchmarks.map(({ name }) => name))
    return Array.from({ length: runs }, (_, run) => {
      const builder = new ProfileBuilder(this.metrics)
      for (const { name, results } of benchmarks) {
        const values = this.metrics.map((_metric, column) => results[run]?.values[column] ?? Number.NaN)
        builder.sample([builder.location([{ name: name.slice(0, name.length - suffix.length) }])], values)
      }
      const operations = benchmarks.reduce((sum, { results }) => sum + (results[run]?.iterations ?? 0), 0)
      return builder.build({ comments: [...this.config], operations })
    })
  }

  private lengths(benchmarks: readonly Repetitions[]): Iterable<number> {
    return new Set(benchmarks.map(({ results }) => results.length))
  }

  /** A run that was killed leaves fewer results of its last benchmarks; their means would count what never ran as 0. */
  private uneven(format: string, { name, results, line }: Repetitions, runs: number): DecodeError {
    return textDamaged(format, 'uneven-runs', line, { benchmark: name, results: results.length, runs })
  }

  private column(unit: string): Column {
    const known = this.columnOfUnit.get(unit)
    if (known !== undefined) return known
    const { factor, ...metric } = benchmarkMetric(unit)
    const column = this.columnOf.get(metric.type) ?? this.metrics.push(metric) - 1
    const found = { column, factor }
    this.columnOf.set(metric.type, column)
    this.columnOfUnit.set(unit, found)
    return found
  }
}

/**
 * The suffix that Go gives all names for the number of processors, unless that is 1 or the names have different ones; empty
 * where it may as well be part of the names, as of `BenchmarkA/size-10` alone. The name of a function has no hyphen, so one
 * name without a part tells; so do, as far as one file can, two parts that differ before the number. What is wrong with
 * that: parts `gzip-9` and `zstd-9` on one processor lose their number, and a file of a single part keeps its suffix,
 * so that it has other names than one of more parts or of another machine. Its benchmarks are missing there then.
 */
function processorSuffix(names: readonly string[]): string {
  const suffix = /-(?:[2-9]|[1-9]\d{1,4})$/.exec(names[0] ?? '')?.[0] ?? ''
  if (suffix === '' || !names.every((name) => name.endsWith(suffix))) return ''
  // The import path of the package has slashes as well.
  const parts = names.map((name) => /(?:^|\.)Benchmark[^/]*(?:\/.*)?$/.exec(name)?.[0] ?? name)
  const lasts = new Set(parts.map((part) => part.slice(part.lastIndexOf('/') + 1)))
  return lasts.size > 1 || parts.some((part) => !part.includes('/')) ? suffix : ''
}
