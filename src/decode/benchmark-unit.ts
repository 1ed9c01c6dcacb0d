import type { SampleType } from '../model/profile.ts'

/** A metric, and what its values in a line are to be multiplied by. */
export interface BenchmarkMetric extends SampleType {
  readonly factor: number
}

/**
 * The metric that a unit of a benchmark names. As benchstat reads units (golang.org/x/perf/benchunit), `ns` in the
 * numerator is time, and the metric has `sec` in its name: `ns/op` is `sec/op`, `p99-ns` is `p99-sec`. The values are
 * nanoseconds, which is what they are inside, also where the line itself has `sec/op`. Other units are metrics under
 * their own name.
 */
export function benchmarkMetric(unit: string): BenchmarkMetric {
  const slash = unit.indexOf('/')
  const numerator = slash === -1 ? unit : unit.slice(0, slash)
  const denominator = slash === -1 ? '' : unit.slice(slash)
  const tokens = numerator.split('-')
  if (tokens.includes('ns') || tokens.includes('sec')) {
    const name = tokens.map((token) => (token === 'ns' ? 'sec' : token)).join('-')
    return { type: name + denominator, unit: 'nanoseconds', factor: tokens.includes('ns') ? 1 : 1e9 }
  }
  // So much a second is no amount of time or bytes.
  const known = /^\/(s|sec)$/.test(denominator) ? undefined : UNITS.get(tokens.at(-1) ?? '')
  return { type: unit, unit: known ?? unit, factor: 1 }
}

const UNITS: ReadonlyMap<string, string> = new Map([
  ['B', 'bytes'],
  ['bytes', 'bytes'],
  ['us', 'microseconds'],
  ['µs', 'microseconds'],
  ['ms', 'milliseconds'],
  ['s', 'seconds'],
  ['allocs', 'count'],
])
