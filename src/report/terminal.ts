import type { Result } from '../result/result.ts'
import { causeName, isChanged } from './cause-texts.ts'
import { conditionsText } from './conditions.ts'
import { clean } from './escape.ts'
import { exitCodeFor, type FailOn } from './exit-code.ts'
import { plural } from './group.ts'
import { headlineOf } from './headline.ts'
import type { ShortNames } from './name.ts'
import { noiseClaim } from './noise-claim.ts'
import { inReadingOrder } from './order.ts'
import { type Paint, paint } from './paint.ts'
import { PLAIN } from './pen.ts'
import { pprofCommandOf } from './pprof-command.ts'
import { runsText } from './provenance.ts'
import { acceptEntries, acceptFlow } from './snippet.ts'
import { startOf, startText } from './start.ts'
import { needsAttention } from './status.ts'
import { namesOf } from './surface-names.ts'
import { failureText, tallyOf, undecidedText } from './tally.ts'
import { checkLines } from './terminal-checks.ts'
import { noticeLines } from './terminal-notices.ts'
import { originLines } from './terminal-origin.ts'
import type { TextView } from './view.ts'

/** The result for a terminal: details first, the verdict last, where the eye is. Lines are not wrapped. */
export function renderText(result: Result, view: TextView): string {
  const ink = paint(view.colour)
  const names = namesOf(result)
  const blocks = [
    [headerLine(result, view, ink), ...conditionLines(result)],
    checkLines(inReadingOrder(result.checks), names, ink),
    ...noticeLines(result, ink),
    originLines(result, view),
    verdictLines(result, names, view, ink),
    footerLines(result, view, ink),
  ]
  const text = blocks.filter((block) => block.length > 0).map((block) => block.map((line) => line.trimEnd()).join('\n'))
  return `${text.join('\n\n')}\n`
}

function headerLine(result: Result, view: TextView, ink: Paint): string {
  const side = (name: string, runs: string) => clean(name) + (runs === '' ? '' : ` (${runs})`)
  const { baselineName } = view
  const baseline = baselineName === null ? 'none' : side(baselineName, runsText(result, 'baseline'))
  const candidate = side(view.candidateName, runsText(result, 'candidate'))
  const policy = view.policyName === null ? 'default policy' : `policy ${clean(view.policyName)}`
  return `${ink.bold('profile-gate')} ${clean(view.version)}   baseline ${baseline} → candidate ${candidate}   ${policy}`
}

/** In what the two sides differ beside their code. */
function conditionLines({ warnings }: Result): readonly string[] {
  const text = conditionsText(warnings, PLAIN)
  return text === null ? [] : [`note: ${text}`]
}

function verdictLines(result: Result, names: ShortNames, view: TextView, ink: Paint): readonly string[] {
  const start = startOf(result)
  const first = start?.check ?? inReadingOrder(result.checks).find(({ level }) => level !== 'pass')
  const claim = first === undefined ? null : noiseClaim(first, PLAIN)
  const noise = claim === null ? '' : ` ${claim.claim}: ${claim.because}.`
  const lines = [`${verdictText(result, view.failOn, ink)}${noise}`]
  const legend = hasChanges(result) ? '   * = changed since the baseline' : ''
  if (start !== null) {
    const { check, cause } = start
    const name = causeName(cause, check, names)
    const what = startText(start, PLAIN)
    const place =
      cause.file === null ? '' : ` at ${ink.cyan(`${clean(cause.file)}${cause.line === null ? '' : `:${cause.line}`}`)}`
    lines.push(`Start${place}${place === '' ? ' with' : ':'} ${name}${place === '' ? ', which' : ''} ${what}.${legend}`)
  } else if (legend !== '') lines.push(legend.trim())
  return lines
}

function verdictText(result: Result, failOn: FailOn, ink: Paint): string {
  const tally = tallyOf(result)
  switch (result.outcome) {
    case 'fail':
      return `${ink.red(ink.bold('FAILED'))}: ${failureText(tally)}.`
    case 'error': {
      const open = tally.problems.error > 0 ? plural(tally.problems.error, 'problem') : plural(tally.undecided, 'check')
      return `${ink.red(ink.bold('COULD NOT DECIDE'))}: ${open} to fix. This is not a pass. ${undecidedText(tally)}.`
    }
    case 'warn': {
      const warnings = plural(Math.max(1, tally.warned + tally.problems.warn), 'warning')
      const rest = tally.passed === 0 ? '' : `: ${tally.passed} of ${tally.checks} checks within their limits`
      return `${ink.yellow(ink.bold(failOn === 'warn' ? 'FAILED' : 'PASSED'))} with ${warnings}${rest}.`
    }
    case 'pass': {
      const { icon, detail } = headlineOf(result, clean, PLAIN)
      const word = icon === '✅' ? ink.green(ink.bold('PASSED')) : ink.bold('NOT COMPARED')
      return `${word}: ${detail ?? ''}.`
    }
  }
}

function hasChanges(result: Result): boolean {
  return result.checks.some((check) => needsAttention(check) && check.causes.some(isChanged))
}

function footerLines(result: Result, view: TextView, ink: Paint): readonly string[] {
  const row = (label: string, text: string) => `  ${label.padEnd(10)}${text}`
  const lines: string[] = []
  if (view.reportPath !== null) {
    lines.push(row('report', `${ink.cyan(clean(view.reportPath))}  (open in a browser: flame graph, all functions)`))
  }
  for (const [at, entry] of acceptEntries(result).entries())
    lines.push(row(at === 0 ? 'accept' : '', acceptFlow(entry)))
  const command = pprofCommandOf(inReadingOrder(result.checks), view)
  if (command !== null) lines.push(row('pprof', clean(command)))
  const exitCode = exitCodeFor(result.outcome, view.failOn)
  if (view.failOn === 'never' && (result.outcome === 'fail' || result.outcome === 'error')) {
    lines.push('  the step passes all the same (fail-on: never)')
  }
  if (exitCode !== 0) {
    lines.push(`  exit code ${exitCode} (0 passed, 1 limit exceeded, 2 could not decide: input, policy or usage)`)
  }
  return lines
}
