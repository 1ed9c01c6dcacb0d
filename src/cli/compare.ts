import { join } from 'node:path'
import { NO_TRIMMING } from '../diff/trim-path.ts'
import { runGate } from '../gate.ts'
import { ownPackagesOf } from '../load/go-modules.ts'
import type { LoadedSide } from '../load/loaded.ts'
import { readSide } from '../load/side.ts'
import { mistakeNotice } from '../policy/mistake-notice.ts'
import { exitCodeFor } from '../report/exit-code.ts'
import { renderJson } from '../report/json.ts'
import { renderMarkdown } from '../report/markdown.ts'
import { pprofDiff, shellLine } from '../report/shell.ts'
import { renderText } from '../report/terminal.ts'
import type { MarkdownView, View } from '../report/view.ts'
import { errorOf } from '../result/problem.ts'
import { isRead, type Result, type Side } from '../result/result.ts'
import { undecided } from '../result/undecided.ts'
import { contextOf, readTarget } from './context.ts'
import { htmlWorld, openHtml } from './html-world.ts'
import type { Command, Io } from './io.ts'
import { type Format, readOptions } from './options.ts'
import { type FoundPolicy, findPolicy } from './policy-file.ts'
import { endProgress, progressOn } from './progress.ts'
import { save } from './save.ts'

const OPTIONS = { policy: 'value', target: 'value', json: 'value', markdown: 'value', html: 'value' } as const

/** `profile-gate compare BASELINE CANDIDATE`: judges the candidate by a policy. */
export const compare: Command = async (args, io) => {
  const options = readOptions(args, OPTIONS, ['BASELINE', 'CANDIDATE'])
  const [baseline, candidate] = options.positionals as readonly [string, string]
  const target = readTarget(options)
  const found = await findPolicy(options.value('policy'), io.folder)
  const sides = { baseline: readSide(baseline), candidate: readSide(candidate) }
  const context = contextOf(found, target, io)
  const htmlPath = options.value('html')
  const html = htmlPath === null ? null : new (await openHtml()).HtmlReport()
  const result =
    found.policy === null
      ? undecided(context, {
          problems: found.mistakes.map((each) => errorOf(mistakeNotice(each), each.line)),
          warnings: [],
        })
      : runGate({
          ...sides,
          policy: found.policy,
          ownPackages: ownPackagesOf(io.folder),
          context,
          onProgress: progressOn(io),
          ...(html === null ? {} : { onJudged: (pair, number) => html.addJudged(pair, number) }),
        })
  endProgress(io)
  const view = { ...viewOf(sides.baseline, sides.candidate, result, found, io), reportPath: htmlPath }
  const render = (format: Format) => rendered(result, view, format, io)
  save(options.value('json'), () => render('json'))
  save(options.value('markdown'), () => render('markdown'))
  if (html !== null) save(htmlPath, () => html.render(result, markdownView(view), htmlWorld(NO_TRIMMING, io)))
  io.print(render(options.format))
  return exitCodeFor(result.outcome, 'fail')
}

function viewOf(baseline: LoadedSide, candidate: LoadedSide, result: Result, found: FoundPolicy, io: Io): View {
  const policy = found.name === null ? [] : ['--policy', found.name]
  return {
    version: io.version,
    baselineName: baseline.path,
    candidateName: candidate.path,
    policyName: found.name,
    reportPath: null,
    failOn: 'fail',
    pull: null,
    pprofCommand: ({ profile }) => {
      const before = fileOf(baseline, 'baseline', profile, result)
      const after = fileOf(candidate, 'candidate', profile, result)
      if (before === null || after === null) return null
      return pprofDiff(before, after)
    },
    reproduce: [shellLine(['profile-gate', 'compare', baseline.path, candidate.path, ...policy])],
  }
}

/** The file that holds a profile on one side; null where that is none, or several, or lies in a zip. */
function fileOf(side: LoadedSide, name: Side, profile: string, { inputs }: Result): string | null {
  if (side.kind === 'file') return side.path
  if (side.kind === 'folder' && side.isZip) return null
  return isRead(inputs, name, profile) ? join(side.path, profile) : null
}

function rendered(result: Result, view: View, format: Format, io: Io): string {
  if (format === 'json') return renderJson(result)
  if (format === 'text') return renderText(result, { ...view, colour: io.colour })
  return renderMarkdown(result, markdownView(view))
}

function markdownView(view: View): MarkdownView {
  const nowhere = { links: null, marker: null, storedAs: null, policyChange: null }
  return { ...view, ...nowhere, subject: 'the candidate' }
}
