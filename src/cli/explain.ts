import { explain as explainSides } from '../explain.ts'
import { ownPackagesOf } from '../load/go-modules.ts'
import { readSide } from '../load/side.ts'
import { describeMistake } from '../policy/print.ts'
import { renderExplainJson } from '../report/explain-json.ts'
import { renderExplainMarkdown } from '../report/explain-markdown.ts'
import { renderExplainText } from '../report/explain-text.ts'
import { PLAIN } from '../report/pen.ts'
import { noticeText } from '../report/words.ts'
import type { Explanation } from '../result/explanation.ts'
import { contextOf, readTarget } from './context.ts'
import { InputError } from './errors.ts'
import type { Command, Io } from './io.ts'
import { type Format, readOptions } from './options.ts'
import { findPolicy } from './policy-file.ts'
import { endProgress, progressOn } from './progress.ts'

const OPTIONS = { policy: 'value', target: 'value' } as const

/** `profile-gate policy explain BASELINE CANDIDATE`: what the policy can see in two sides. */
export const explain: Command = async (args, io) => {
  const options = readOptions(args, OPTIONS, ['BASELINE', 'CANDIDATE'])
  const [baseline, candidate] = options.positionals as readonly [string, string]
  const target = readTarget(options)
  const found = await findPolicy(options.value('policy'), io.folder)
  if (found.policy === null) throw new InputError(found.mistakes.map(describeMistake).join('\n\n'))
  const explanation = explainSides({
    baseline: readSide(baseline),
    candidate: readSide(candidate),
    policy: found.policy,
    ownPackages: ownPackagesOf(io.folder),
    context: contextOf(found, target, io),
    onProgress: progressOn(io),
  })
  endProgress(io)
  io.print(rendered(explanation, options.format, io))
  for (const line of messagesOf(explanation)) io.tell(`profile-gate: ${line}\n`)
  return explanation.problems.some(isUnreadable) ? 2 : 0
}

function rendered(explanation: Explanation, format: Format, { colour }: Io): string {
  if (format === 'json') return renderExplainJson(explanation)
  return format === 'text' ? renderExplainText(explanation, { colour }) : renderExplainMarkdown(explanation)
}

/** Weak checks say so themselves, with numbers. */
function messagesOf({ problems, warnings }: Explanation): readonly string[] {
  const said = warnings.filter(({ code }) => code !== 'low-power')
  return [...problems, ...said].map((each) => noticeText(each, PLAIN))
}

/** What is wrong with the sides themselves; a rule without a profile is a finding. */
function isUnreadable({ level, rule }: Explanation['problems'][number]): boolean {
  return level === 'error' && rule === null
}
