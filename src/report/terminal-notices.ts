import type { Problem, Result } from '../result/result.ts'
import { acceptedText, usedAcceptances } from './accepted.ts'
import { isCondition } from './conditions.ts'
import { clean } from './escape.ts'
import { wordFile } from './file-words.ts'
import type { Paint } from './paint.ts'
import { PLAIN } from './pen.ts'
import { policyMistake } from './policy-mistake.ts'
import { sentence } from './sentence.ts'
import { statusOf } from './status.ts'
import { noticeText, wordNotice } from './words.ts'

/** Problems, warnings and accepted growth, each as a block of lines. */

const NOTES_SHOWN = 10

export function noticeLines(result: Result, ink: Paint): readonly (readonly string[])[] {
  const problems = result.problems.filter(({ level }) => level !== 'pass')
  const notes = [
    ...result.warnings
      .filter((warning) => !isCondition(warning))
      .map((warning) => {
        const where = warning.profile === null ? '' : `${clean(warning.profile)}: `
        return `note: ${where}${noticeText(warning, PLAIN)}`
      }),
    ...skippedLines(result),
  ]
  const cut =
    notes.length > NOTES_SHOWN ? [`note: … ${notes.length - NOTES_SHOWN} more notes (--format json has all)`] : []
  const accepted = usedAcceptances(result).map((each) => `accepted: ${acceptedText(each, result, PLAIN)}`)
  return [...problems.map((problem) => problemLines(problem, ink)), accepted, [...notes.slice(0, NOTES_SHOWN), ...cut]]
}

function problemLines(problem: Problem, ink: Paint): readonly string[] {
  const { sign, word, colour } = statusOf({
    outcome: problem.level === 'fail' ? 'fail' : 'error',
    level: problem.level,
  })
  const { what, todo } = wordNotice(problem, PLAIN)
  const mistake = policyMistake(problem)
  const place =
    mistake === null ? '' : [mistake.file, mistake.line, mistake.column].filter((part) => part !== null).join(':')
  return [
    `${ink[colour](`${problem.level === 'warn' ? '!' : sign} ${word}`)}  ${place === '' ? '' : `${ink.cyan(clean(place))}: `}${sentence(what)}`,
    ...(mistake?.frame ?? []).map((line) => `        ${clean(line)}`),
    ...(todo === null ? [] : [`        ${sentence(todo)}`]),
  ]
}

/** Files that were passed over, by reason, so that none is passed over in silence. */
function skippedLines({ inputs }: Result): readonly string[] {
  const byReason = new Map<string, string[]>()
  for (const { state, path, reason } of inputs) {
    if (state !== 'skipped') continue
    const why = reason === null ? 'was skipped' : wordFile(reason, PLAIN).what
    const paths = byReason.get(why)
    if (paths === undefined) byReason.set(why, [path])
    else if (!paths.includes(path)) paths.push(path)
  }
  return [...byReason].map(([why, paths]) => {
    const shown = paths.slice(0, 3).map(clean).join(', ')
    return `skipped: ${shown}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''} (${why})`
  })
}
