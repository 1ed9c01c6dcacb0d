import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runGate } from '../gate.ts'
import { ownPackagesOf } from '../load/go-modules.ts'
import type { LoadedSide } from '../load/loaded.ts'
import { readSide } from '../load/side.ts'
import type { PolicyMistake } from '../policy/mistake.ts'
import { describeMistake } from '../policy/print.ts'
import { clean } from '../report/escape.ts'
import { renderJson } from '../report/json.ts'
import { renderMarkdown } from '../report/markdown.ts'
import { renderText } from '../report/terminal.ts'
import type { MarkdownView, View } from '../report/view.ts'
import { countOutcomes } from '../result/counts.ts'
import { type Context, exitCodeOf, type Problem, type Result, type Side } from '../result/result.ts'
import { InputError, UsageError, whyNot } from './errors.ts'
import type { Command, Io } from './io.ts'
import { type Format, readOptions } from './options.ts'
import { type FoundPolicy, findPolicy } from './policy-file.ts'

const OPTIONS = { policy: 'value', target: 'value', json: 'value', markdown: 'value' } as const

/** `profile-gate compare BASELINE CANDIDATE`: judges the candidate by a policy. */
export const compare: Command = (args, io) => {
  const options = readOptions(args, OPTIONS, ['BASELINE', 'CANDIDATE'])
  const [baseline, candidate] = options.positionals as readonly [string, string]
  const target = options.value('target')
  if (target !== null && !/^[A-Za-z0-9._-]{1,64}$/.test(target)) {
    throw new UsageError(`--target ${target}: expected 1 to 64 letters, digits, dots, dashes or underscores`)
  }
  const found = findPolicy(options.value('policy'), io.folder)
  const sides = { baseline: readSide(baseline), candidate: readSide(candidate) }
  const context = contextOf(found, target, io)
  const result =
    found.policy === null
      ? undecided(context, found.mistakes)
      : runGate({
          ...sides,
          policy: found.policy,
          ownPackages: ownPackagesOf(io.folder),
          context,
        })
  const view = viewOf(sides.baseline, sides.candidate, result, found, io)
  const render = (format: Format) => rendered(result, view, format, io)
  save(options.value('json'), () => render('json'))
  save(options.value('markdown'), () => render('markdown'))
  io.print(render(options.format))
  return exitCodeOf(result.outcome)
}

function contextOf({ source }: FoundPolicy, target: string | null, io: Io): Context {
  return {
    baseline: { sha: null, ref: null, how: null, age: null, behind: null, runId: null, steps: [] },
    candidate: { sha: null, ref: null },
    policy: { source, sha: null, changed: false },
    ...{ target, commentKey: null, workflow: null, runId: null, attempt: null, date: io.today },
  }
}

/** A policy that cannot be read decides nothing: that is an error, whatever the profiles are. */
function undecided(context: Context, mistakes: readonly PolicyMistake[]): Result {
  const problems = mistakes.map((mistake): Problem => {
    const { file, line, column } = mistake
    const args = { file, line, column, mistake: mistake.code, text: describeMistake(mistake) }
    return { code: 'policy-mistake', args, rule: null, profile: null, line, level: 'error' }
  })
  const nothing = { checks: [], inputs: [], accepted: [], warnings: [], counts: countOutcomes([]) }
  return { schemaVersion: 1, outcome: 'error', context, problems, ...nothing }
}

function viewOf(baseline: LoadedSide, candidate: LoadedSide, result: Result, found: FoundPolicy, io: Io): View {
  const policy = found.name === null ? [] : ['--policy', found.name]
  return {
    version: io.version,
    baselineName: baseline.path,
    candidateName: candidate.path,
    policyName: found.name,
    reportPath: null,
    pprofCommand: ({ profile }) => {
      const before = fileOf(baseline, 'baseline', profile, result)
      const after = fileOf(candidate, 'candidate', profile, result)
      if (before === null || after === null) return null
      return `go tool pprof -http=: -diff_base ${quoted(before)} ${quoted(after)}`
    },
    reproduce: [['profile-gate', 'compare', baseline.path, candidate.path, ...policy].map(quoted).join(' ')],
  }
}

/** The file that holds a profile on one side; null where that is none, or several. */
function fileOf(side: LoadedSide, name: Side, profile: string, { inputs }: Result): string | null {
  if (side.kind === 'file') return side.path
  const isRead = inputs.some((input) => input.side === name && input.path === profile && input.state === 'read')
  return isRead ? join(side.path, profile) : null
}

/** A word of a shell command line. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

function rendered(result: Result, view: View, format: Format, io: Io): string {
  if (format === 'json') return renderJson(result)
  if (format === 'text') return renderText(result, { ...view, colour: io.colour })
  const markdown: MarkdownView = { ...view, subject: 'the candidate', links: null, marker: null }
  return renderMarkdown(result, markdown)
}

function save(path: string | null, render: () => string): void {
  if (path === null) return
  try {
    writeFileSync(path, render())
  } catch (error) {
    throw new InputError(`${clean(path)} could not be written: ${whyNot(error)}`)
  }
}
