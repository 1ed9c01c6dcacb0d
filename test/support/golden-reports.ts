import { labelsWithKey, numberUnits } from '../../src/diff/labels.ts'
import { absInt, addInt, compareInt, type Int } from '../../src/model/int64.ts'
import { scaled, scaledText } from '../../src/model/pprof-unit.ts'
import type { Profile } from '../../src/model/profile.ts'
import { pprofFormat, pprofPercent } from '../../src/report/pprof-number.ts'
import type { GoldenScene } from './golden-scene.ts'
import type { ReportNumbers } from './pprof-goldens.ts'
import { baseValues, callGraph, type GraphNode, trimmedGraph } from './pprof-graph.ts'

/** What pprof prints of nodes, and of the whole: rows with the running sum of flat values in the third column. */
export function graphReport(scene: GoldenScene, shows: RegExp = /(?:)/) {
  const { run, total, graph, trimming } = scene
  const { nodes, edges, dropped } = trimmedGraph(graph, trimming)
  const magnitudes = nodes.map(({ flat, cum }) => (flat === 0 ? cum : flat))
  const value = pprofFormat(run.metric.unit, magnitudes, total)
  const percent = (part: Int, of: Int) => pprofPercent(part, of).trim()
  const ofTotal = (part: Int) => `${value(part)} ${percent(part, total)}`
  const shown = nodes.filter(({ name }) => shows.test(name))
  const sum = (some: readonly GraphNode[]) => some.reduce<Int>((flats, { flat }) => addInt(flats, flat), 0)
  const head = `${value(sum(nodes))} ${percent(sum(nodes), total)} of ${value(total)}, ${dropped} dropped`
  const rows = shown.map(({ flat, cum, name }, at) => ({
    flat: ofTotal(flat),
    sum: percent(sum(shown.slice(0, at + 1)), total),
    cum: ofTotal(cum),
    name,
  }))
  return { head, rows, shown, edges, value, percent }
}

export function textReport(scene: GoldenScene): ReportNumbers {
  const { head, rows } = graphReport(scene)
  return { head, nodes: rows.map((row) => `${row.flat} ${row.sum} ${row.cum} ${row.name}`), edges: [] }
}

export function treeReport(scene: GoldenScene, shows?: RegExp): ReportNumbers {
  const { head, rows, shown, edges, value, percent } = graphReport(scene, shows)
  const calls = shown.flatMap((node) =>
    [
      ...edges.filter(({ to }) => to === node).map(({ weight, from }) => [weight, 'from', from] as const),
      ...edges.filter(({ from }) => from === node).map(({ weight, to }) => [weight, 'to', to] as const),
    ].map(
      ([weight, way, other]) => `${value(weight)} ${percent(weight, node.cum)} of ${node.name} ${way} ${other.name}`,
    ),
  )
  const nodes = rows.map((row) => `${row.flat} ${row.sum} ${row.cum} ${row.name}`)
  return { head, nodes, edges: calls.toSorted() }
}

export function dotReport(scene: GoldenScene): ReportNumbers {
  const { head, rows, edges, value } = graphReport(scene)
  return {
    head,
    nodes: rows.map((row) => `${row.flat} ${row.cum} ${row.name}`).toSorted(),
    edges: edges.map(({ weight, from, to }) => `${value(weight)} from ${from.name} to ${to.name}`).toSorted(),
  }
}

/** @param unit What costs are printed in, as whole numbers. */
export function callgrindReport({ run, graph }: GoldenScene, unit: string): Omit<ReportNumbers, 'head'> {
  const { nodes, edges } = callGraph(graph, null)
  const cost = (value: Int) => Math.trunc(scaled(value, run.metric.unit, unit).value)
  return {
    nodes: nodes.map(({ flat, name }) => `${cost(flat)} ${name}`).toSorted(),
    edges: edges.map(({ weight, from, to }) => `${cost(weight)} from ${from.name} to ${to.name}`).toSorted(),
  }
}

/** The values of each label, with what they cost. */
export function tagsReport({ run, mask, total }: GoldenScene, unit: string): readonly string[] {
  const { profile } = run.frames
  const values = baseValues(run)
  const value = (amount: Int) => scaledText(amount, run.metric.unit, unit)
  const part = (amount: Int) => `(${pprofPercent(amount, total).trim()})`
  const blocks = labelKeys(profile).map((key) => {
    const rowsOf = labelsWithKey(profile, key)
    const sums = new Map<string, Int>()
    for (let sample = 0; sample < profile.samples.count; sample++) {
      if (mask?.[sample] === 0) continue
      for (const row of rowsOf(sample)) {
        const text = labelText(profile, row, unit)
        sums.set(text, addInt(sums.get(text) ?? 0, values[sample] ?? 0))
      }
    }
    if (sums.size === 0) return []
    const all = [...sums.values()].reduce<Int>((sum, amount) => addInt(sum, amount), 0)
    const rows = [...sums].sort(([a, one], [b, other]) => compareInt(absInt(other), absInt(one)) || (a < b ? -1 : 1))
    return [
      `${key}: Total ${value(all)} of ${value(total)} ${part(all)}`,
      ...rows.map(([text, amount]) => `${value(amount)} ${part(amount)}: ${text}`),
    ]
  })
  return blocks.filter((block) => block.length > 0).flatMap((block, at) => (at === 0 ? block : ['', ...block]))
}

/** Each stack with its labels. */
export function tracesReport({ run, graph }: GoldenScene): readonly (readonly string[])[] {
  const { frames, metric } = run
  const { profile, start } = frames
  const values = baseValues(run)
  const { stackStart, stack } = profile.samples
  return Array.from({ length: profile.samples.count }, (_, sample) => {
    const labels = labelKeys(profile).flatMap((key) => {
      const rows = labelsWithKey(profile, key)(sample)
      const isNumber = rows.some((row) => profile.samples.labels.text[row] === 0)
      const line = `${key}: ${rows.map((row) => labelText(profile, row, 'auto')).join(' ')}`
      return rows.length === 0 ? [] : [{ isNumber, line }]
    })
    // Texts before numbers.
    const labelLines = labels.sort((a, b) => Number(a.isNumber) - Number(b.isNumber)).map(({ line }) => line)
    const names = [...stack.subarray(stackStart[sample], stackStart[sample + 1])].flatMap((location) => {
      const [first, end] = [start[location]!, start[location + 1]!]
      return Array.from({ length: end - first }, (_, at) => {
        const { name } = graph.nodeOf(first + at, location)
        return first + at < end - 1 ? `${name} (inline)` : name
      })
    })
    const [leaf, ...callers] = names
    return [...labelLines, `${scaledText(values[sample] ?? 0, metric.unit, 'auto')} ${leaf}`, ...callers]
  })
}

/** In the order of pprof. */
function labelKeys({ samples, strings }: Profile): readonly string[] {
  return [...new Set(samples.labels.key)].map((key) => strings.text(key)).sort()
}

function labelText(profile: Profile, row: number, unit: string): string {
  const { key, text, number } = profile.samples.labels
  if (text[row] !== 0) return profile.strings.text(text[row]!)
  return scaledText(number[row] as Int, numberUnits(profile)(profile.strings.text(key[row]!)), unit)
}
