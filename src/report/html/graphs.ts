import type { CallTree, TreeMetric } from '../../graph/call-tree.ts'
import type { CollectedGraphs } from '../../graph/collector.ts'
import type { GraphFunction } from '../../graph/function-table.ts'
import {
  CHANGED,
  type GraphData,
  type GraphMetric,
  type GraphProfile,
  OWN_CODE,
  RUNTIME_CODE,
} from '../../graph/graph-data.ts'
import type { Check } from '../../result/result.ts'
import { clean } from '../escape.ts'
import { metricWords } from '../metric.ts'
import { shortNames } from '../name.ts'
import { PLAIN } from '../pen.ts'
import { KIND_TITLES } from './kind-title.ts'
import type { PlaceFacts } from './place-facts.ts'
import { sourcesOf } from './sources.ts'

export interface GraphFacts extends PlaceFacts {
  readonly sides: GraphData['sides']
  /** Those that say how much of a total is noise. */
  readonly checks: readonly Check[]
}

/** So many of the user's own functions are linked; more are in no program that somebody wrote. */
const MOST_PLACES = 20_000

/** Puts together what the page explores. */
export function graphData({ functions, trees, lines }: CollectedGraphs, facts: GraphFacts): GraphData {
  const strings = new Strings()
  // Each place costs a look into the checkout.
  const placed = new Set(functions.filter(({ isOwn, file }) => isOwn && file !== '').slice(0, MOST_PLACES))
  const isKnown = (each: GraphFunction) => placed.has(each)
  const shortName = shortNames(functions.map(({ name }) => name))
  return {
    version: 1,
    sides: facts.sides,
    frames: {
      // Identities and patterns go by the full name, so it stays as it is; the page makes unseen characters visible.
      name: functions.map(({ name }) => strings.row(name)),
      short: functions.map(({ name }) => strings.row(shortName(name))),
      file: functions.map((each) => strings.row(isKnown(each) ? (facts.path(each.file) ?? each.file) : each.file)),
      line: functions.map(({ line }) => line),
      url: functions.map((each) => strings.row(isKnown(each) ? (facts.url(each.file, each.line || null) ?? '') : '')),
      flags: functions.map(
        (each) =>
          (each.isOwn ? OWN_CODE : 0) +
          (each.isRuntime ? RUNTIME_CODE : 0) +
          (isKnown(each) && facts.change(each) !== 'none' ? CHANGED : 0),
      ),
    },
    profiles: uniqueNames(trees).map(({ tree, name }) => profileOf(tree, name, trees, facts.checks)),
    sources: sourcesOf(lines, functions, facts),
    strings: strings.all,
  }
}

/** Rows of texts, each once. */
class Strings {
  readonly all: string[] = ['']
  private readonly rows = new Map<string, number>([['', 0]])

  row(text: string): number {
    const known = this.rows.get(text)
    if (known !== undefined) return known
    this.rows.set(text, this.all.length)
    return this.all.push(text) - 1
  }
}

/** A file may hold several profiles: the second is named with its kind. */
function uniqueNames(trees: readonly CallTree[]): readonly { readonly tree: CallTree; readonly name: string }[] {
  const taken = new Set<string>()
  return trees.map((tree) => {
    const name = taken.has(tree.profile) ? `${tree.profile} (${tree.kind})` : tree.profile
    taken.add(tree.profile)
    return { tree, name }
  })
}

/** Usual extensions say nothing. */
const EXTENSION = /(\.pb)?\.gz$|\.(pb|pprof|prof)$/

function profileOf(tree: CallTree, name: string, all: readonly CallTree[], checks: readonly Check[]): GraphProfile {
  const { kind, runs, parent, functions, metrics, foldedNodes } = tree
  const hasTwin = kind === 'other' || all.some((other) => other !== tree && other.kind === kind)
  return {
    ...{ name, kind, runs, foldedNodes },
    title: hasTwin ? `${KIND_TITLES[kind]}: ${clean(name.replace(EXTENSION, ''))}` : KIND_TITLES[kind],
    parent: [...parent],
    frame: [...functions],
    metrics: metrics.map(
      (metric): GraphMetric => ({
        ...{ name: metric.name, unit: metric.unit },
        title: metricWords({ kind, metric: metric.name }, PLAIN).title,
        baseline: [...metric.baseline],
        candidate: [...metric.candidate],
        noise: noiseOf(tree.profile, metric, checks),
      }),
    ),
  }
}

/** Means of runs are added up in another order here. */
const ROUNDING = 1e-9

/**
 * Half of the 95 % interval of the growth of the total, by the first check that knows it; 0 where values are counted.
 * Of values that are divided by something it is the same part of the baseline. Slopes are in another unit.
 */
function noiseOf(profile: string, metric: TreeMetric, checks: readonly Check[]): number | null {
  const whole = metric.baseline.reduce((sum, value) => sum + value, 0)
  for (const { noise, ...check } of checks) {
    if (check.profile !== profile || check.metric !== metric.name) continue
    if (noise.method === 'exact') return 0
    if (noise.method === 'series' || noise.deltaLow === null || noise.deltaHigh === null) continue
    const half = (noise.deltaHigh - noise.deltaLow) / 2
    const baseline = Number(check.total.baseline)
    if (check.per !== 'none') {
      if (baseline > 0) return (half / baseline) * whole
      // A rule that leaves samples out says nothing of the total of all.
    } else if (Math.abs(baseline - whole) <= ROUNDING * whole) return half
  }
  return null
}
