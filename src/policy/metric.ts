import { type BaseUnit, METRICS_OF_KIND, type ProfileKind } from '../model/kind.ts'

/** What a kind of profile knows of a metric name. */
export type MetricKnowledge =
  | { readonly kind: 'known'; readonly name: string; readonly unit: BaseUnit }
  | { readonly kind: 'absent'; readonly known: readonly string[] }
  | { readonly kind: 'up-to-source' }

/** The metrics that `go test -bench` itself writes; others come from b.ReportMetric and may be in any unit. */
const BENCHMARK_UNITS: ReadonlyMap<string, BaseUnit> = new Map([
  ['sec/op', 'nanoseconds'],
  ['B/op', 'bytes'],
  ['allocs/op', 'count'],
])

/** What is asked of benchmarks where nobody names a metric. */
export const BENCHMARK_DEFAULT = 'sec/op'

/** The name that the product uses: times of benchmarks are sec/op, whatever the unit they were printed in. */
export function metricName(kinds: readonly ProfileKind[], written: string): string {
  return written === 'ns/op' && kinds.every((kind) => kind === 'benchmark') ? BENCHMARK_DEFAULT : written
}

/** `metric` is null where the rule leaves it to the kind. */
export function metricKnowledge(kind: ProfileKind, metric: string | null): MetricKnowledge {
  if (kind === 'benchmark') {
    const name = metric ?? BENCHMARK_DEFAULT
    const unit = BENCHMARK_UNITS.get(name)
    return unit === undefined ? { kind: 'up-to-source' } : { kind: 'known', name, unit }
  }
  const known = METRICS_OF_KIND[kind]
  if (known.length === 0) return { kind: 'up-to-source' }
  const found = metric === null ? known[0] : known.find(({ name }) => name === metric)
  return found === undefined ? { kind: 'absent', known: known.map(({ name }) => name) } : { kind: 'known', ...found }
}
