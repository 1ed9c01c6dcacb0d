import type { GraphData } from '../../graph/graph-data.ts'

/** Which profiles, metrics and functions the page can show, for links into its graph. */
export class GraphPlaces {
  private readonly metrics: ReadonlyMap<string, ReadonlySet<string>>
  private readonly functions: ReadonlySet<string>

  constructor(graphs: GraphData | null) {
    this.metrics = new Map(
      (graphs?.profiles ?? []).map(({ name, metrics }) => [name, new Set(metrics.map((metric) => metric.name))]),
    )
    this.functions = new Set(graphs?.frames.name.map((row) => graphs.strings[row] ?? ''))
  }

  /** Whether there is anything to look at. */
  get isEmpty(): boolean {
    return this.metrics.size === 0
  }

  has(profile: string, metric: string): boolean {
    return this.metrics.get(profile)?.has(metric) ?? false
  }

  /** The fragment that shows a metric of a profile, or one function in it; null where the page has neither. */
  fragment(profile: string, metric: string, name: string | null = null): string | null {
    if (!this.has(profile, metric)) return null
    const state = new URLSearchParams({ profile, metric })
    if (name !== null) {
      if (!this.functions.has(name)) return null
      state.set('view', 'function')
      state.set('function', name)
    }
    return `#${state}`
  }
}
