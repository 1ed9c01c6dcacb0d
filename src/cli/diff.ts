import { tabulateDiff } from '../diff/tabulate.ts'
import { renderDiffJson } from '../report/top-json.ts'
import { renderDiffMarkdown } from '../report/top-markdown.ts'
import { renderDiffText } from '../report/top-text.ts'
import type { Command, ExitCode } from './io.ts'
import { chooseMetric } from './metric.ts'
import { readOptions } from './options.ts'
import { framesOf, readRuns, readTableOptions, TABLE_OPTIONS } from './profiles.ts'

/** `profile-gate diff BASELINE CANDIDATE`: what changed between two profiles, as `pprof -top -diff_base`. */
export const diff: Command = async (args, io): Promise<ExitCode> => {
  const options = readOptions(args, TABLE_OPTIONS, ['BASELINE', 'CANDIDATE'])
  const table = await readTableOptions(options, io)
  const baseline = readRuns(options.positionals[0]!, table.metric)
  const candidate = readRuns(options.positionals[1]!, table.metric)
  const metrics = chooseMetric([...baseline, ...candidate], table.metric)
  const frames = await framesOf(baseline, candidate)
  const runs = frames.map((each, at) => ({ frames: each, metric: metrics[at]! }))
  const rows = tabulateDiff(runs.slice(0, baseline.length), runs.slice(baseline.length), table)
  const render = { text: renderDiffText, json: renderDiffJson, markdown: renderDiffMarkdown }[options.format]
  io.print(render(rows))
  return 0
}
