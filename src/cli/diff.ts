import { comparedBenchmarks, type OneSided } from '../diff/benchmarks.ts'
import { tabulateDiff } from '../diff/tabulate.ts'
import { clean } from '../report/escape.ts'
import { renderDiffJson } from '../report/top-json.ts'
import { renderDiffMarkdown } from '../report/top-markdown.ts'
import { renderDiffText } from '../report/top-text.ts'
import { saveGraphs } from './graph-report.ts'
import type { Command, ExitCode, Io } from './io.ts'
import { chooseMetric, otherMetrics } from './metric.ts'
import { readOptions } from './options.ts'
import { defaultGrouping, framesOf, readProfile, readTableOptions, TABLE_OPTIONS } from './profiles.ts'

/** `profile-gate diff BASELINE CANDIDATE`: what changed between two profiles, as `pprof -top -diff_base`. */
export const diff: Command = async (args, io): Promise<ExitCode> => {
  const options = readOptions(args, TABLE_OPTIONS, ['BASELINE', 'CANDIDATE'])
  const table = await readTableOptions(options, io)
  const baseline = readProfile(options.positionals[0]!, table.metric)
  const candidate = readProfile(options.positionals[1]!, table.metric)
  const profiles = [...baseline.runs, ...candidate.runs]
  const metrics = chooseMetric(profiles, table.metric, candidate.kinds)
  const others = table.metric === null ? otherMetrics(profiles, metrics[0], candidate.kinds) : null
  if (others !== null) io.tell(others)
  const frames = await framesOf(baseline.runs, candidate.runs, table.view)
  const all = frames.map((each, at) => ({ frames: each, metric: metrics[at]! }))
  const sides = { baseline: all.slice(0, baseline.runs.length), candidate: all.slice(baseline.runs.length) }
  const areBenchmarks = [baseline, candidate].every(({ kinds }) => kinds.includes('benchmark'))
  const compared = areBenchmarks ? comparedBenchmarks(sides.baseline, sides.candidate) : sides
  if ('oneSided' in compared) tellOneSided(compared.oneSided, io)
  const graphs = { baseline: frames.slice(0, baseline.runs.length), candidate: frames.slice(baseline.runs.length) }
  await saveGraphs(graphs, { options, table, kinds: candidate.kinds, metric: metrics[0], io })
  const of = table.of ?? defaultGrouping(candidate.kinds)
  const rows = tabulateDiff(compared.baseline, compared.candidate, { ...table, of })
  const render = { text: renderDiffText, json: renderDiffJson, markdown: renderDiffMarkdown }[options.format]
  io.print(render(rows))
  return 0
}

/** What was not measured on both sides is left out, so it has to be said. */
function tellOneSided(oneSided: OneSided, io: Io): void {
  for (const side of ['baseline', 'candidate'] as const) {
    const names = [...oneSided[side]].map(clean)
    if (names.length > 0) io.tell(`left out, for only the ${side} has it: ${names.join(', ')}\n`)
  }
}
