import type { FunctionLines, LineDiff, LineList } from '../diff/line-tables.ts'
import { diffLines, listLines } from '../diff/lines.ts'
import type { Pattern } from '../diff/selection.ts'
import type { PathTrimming } from '../diff/trim-path.ts'
import type { SourceText } from '../model/source-text.ts'
import { type AnnotatedFunction, annotate } from '../report/annotated.ts'
import { clean } from '../report/escape.ts'
import type { Listing } from '../report/list-columns.ts'
import { renderListJson } from '../report/list-json.ts'
import { renderListMarkdown } from '../report/list-markdown.ts'
import { renderListText } from '../report/list-text.ts'
import { InputError, UsageError } from './errors.ts'
import type { Command, ExitCode, Io } from './io.ts'
import { chooseMetric } from './metric.ts'
import { readOptions } from './options.ts'
import { framesOf, LIST_OPTIONS, readProfile, readTableOptions } from './profiles.ts'
import { sourceReader } from './source-reader.ts'

/** `profile-gate list FUNCTION-RE PROFILE [CANDIDATE]`: annotated source, as `pprof -list`; of two profiles the difference. */
export const list: Command = async (args, io): Promise<ExitCode> => {
  const options = readOptions(args, LIST_OPTIONS, ['FUNCTION-RE', 'PROFILE', '[CANDIDATE]'])
  const [expression = '', ...paths] = options.positionals
  const wanted = await functionPattern(expression)
  const { metric, selection, view } = await readTableOptions(options, io)
  const sides = paths.map((path) => readProfile(path, metric))
  const [first, second] = sides.map(({ runs }) => runs)
  const metrics = chooseMetric([...(first ?? []), ...(second ?? [])], metric, sides.at(-1)?.kinds)
  const frames =
    second === undefined ? await framesOf([], first ?? [], view) : await framesOf(first ?? [], second, view)
  const runs = frames.map((each, at) => ({ frames: each, metric: metrics[at]! }))
  const count = first?.length ?? 0
  const request = { wanted, selection }
  const lines =
    second === undefined ? listLines(runs, request) : diffLines(runs.slice(0, count), runs.slice(count), request)
  if (lines.functions.length === 0) {
    const where = paths.map(clean).join(' and ')
    throw new InputError(`no function of ${where} matches ${clean(expression)} and has a value`)
  }
  const listing = withSources(lines, view.trimming, io)
  tellWhereToLook(listing, io)
  const render = { text: renderListText, json: renderListJson, markdown: renderListMarkdown }[options.format]
  io.print(render(listing))
  return 0
}

async function functionPattern(expression: string): Promise<Pattern> {
  const { compileRegex, RegexError } = await import('../policy/regex.ts')
  try {
    return compileRegex(expression)
  } catch (error) {
    if (!(error instanceof RegexError)) throw error
    throw new UsageError(`FUNCTION-RE: ${error.message}`)
  }
}

function withSources(lines: LineList | LineDiff, trimming: PathTrimming, io: Io): Listing {
  const read = sourceReader(trimming, io)
  return lines.kind === 'profile'
    ? { ...lines, functions: annotated(lines.functions, read) }
    : { ...lines, functions: annotated(lines.functions, read) }
}

/** Beyond what anybody reads; a hostile profile could ask for the same long file a thousand times. */
const MOST_LINES = 200_000

function annotated<Value>(
  functions: readonly FunctionLines<Value>[],
  read: (name: string, file: string) => SourceText,
): readonly AnnotatedFunction<Value>[] {
  let count = 0
  return functions.map((each) => {
    const shown = annotate(each, each.file === '' ? null : read(each.name, each.file))
    count += shown.annotated.length
    if (count > MOST_LINES) throw new InputError(`that is more than ${MOST_LINES} lines; name fewer functions`)
    return shown
  })
}

/** Said once, however many are missing. */
function tellWhereToLook({ functions }: Listing, io: Io): void {
  const isMissing = functions.some(
    ({ source }) => source?.kind === 'unread' && source.reason.code === 'source-not-found',
  )
  if (!isMissing) return
  io.tell(
    'Not every source was found: run this in the checkout that was profiled, or name its folder (that with the go.mod) ' +
      'by --source-path FOLDER; --trim-path PREFIX takes off what a build machine put before its paths.\n',
  )
}
