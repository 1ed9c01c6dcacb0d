import { evenRuns } from '../diff/benchmarks.ts'
import { tabulateTop } from '../diff/tabulate.ts'
import { renderTopJson } from '../report/top-json.ts'
import { renderTopMarkdown } from '../report/top-markdown.ts'
import { renderTopText } from '../report/top-text.ts'
import { saveGraphs } from './graph-report.ts'
import type { Command, ExitCode } from './io.ts'
import { chooseMetric, otherMetrics } from './metric.ts'
import { readOptions } from './options.ts'
import { defaultGrouping, framesOf, readProfile, readTableOptions, TABLE_OPTIONS } from './profiles.ts'

/** `profile-gate top PROFILE`: where the value of one profile sits, as `pprof -top`. */
export const top: Command = async (args, io): Promise<ExitCode> => {
  const options = readOptions(args, TABLE_OPTIONS, ['PROFILE'])
  const table = await readTableOptions(options, io)
  const { kinds, runs: profiles } = readProfile(options.positionals[0]!, table.metric)
  const metrics = chooseMetric(profiles, table.metric, kinds)
  const others = table.metric === null ? otherMetrics(profiles, metrics[0], kinds) : null
  if (others !== null) io.tell(others)
  const frames = await framesOf([], profiles, table.view)
  const runs = frames.map((each, at) => ({ frames: each, metric: metrics[at]! }))
  await saveGraphs({ baseline: [], candidate: frames }, { options, table, kinds, metric: metrics[0], io })
  const of = table.of ?? defaultGrouping(kinds)
  const rows = tabulateTop(kinds.includes('benchmark') ? evenRuns(runs) : runs, { ...table, of })
  const render = { text: renderTopText, json: renderTopJson, markdown: renderTopMarkdown }[options.format]
  io.print(render(rows))
  return 0
}
