import type { Annotation } from '../report/annotation.ts'
import { clean } from '../report/escape.ts'

/** What the parts of the action say while they work; `main.ts` gives them the job's log. Texts are cleaned by it. */
export interface Log {
  readonly info: (text: string) => void
  /** An annotation of the run. */
  readonly warning: (text: string) => void
  /** An annotation of a line of the repository. */
  readonly annotate: (annotation: Annotation) => void
  /** Lines said meanwhile are folded under a title. */
  readonly group: <Answer>(title: string, work: () => Promise<Answer>) => Promise<Answer>
}

/**
 * A log in the runner's grammar, written in whole lines. Whatever a text holds, only this log gives commands: the
 * runner takes every line that begins with `::`, and `##[` anywhere in one (runner source, ActionCommand.cs).
 * Groups do not nest there, so one inside another is a plain line.
 */
export function createLog(write: (text: string) => void): Log {
  let isInGroup = false
  const say = (text: string) => {
    for (const line of linesOf(text)) write(`${line}\n`)
  }
  return {
    info: say,
    warning: (text) => write(`::warning::${commandData(text)}\n`),
    annotate: ({ level, file, line, title, message }) => {
      const place = `file=${commandProperty(file)},line=${line},title=${commandProperty(title)}`
      write(`::${level} ${place}::${commandData(message)}\n`)
    },
    group: async (title, work) => {
      if (isInGroup) {
        say(title)
        return work()
      }
      isInGroup = true
      write(`::group::${commandData(title)}\n`)
      try {
        return await work()
      } finally {
        isInGroup = false
        write('::endgroup::\n')
      }
    },
  }
}

/** Lines that are no commands; what made one a command shows as `\u{3a}` or `\u{23}`. */
function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).map((line) =>
    clean(line)
      .replace(/^(\s*):(?=:)/u, '$1\\u{3a}')
      .replace(/#(?=#\[)/g, '\\u{23}'),
  )
}

/** The message of a command: a line break inside it is an escape of the command's own. */
function commandData(text: string): string {
  return linesOf(text).join('\n').replaceAll('%', '%25').replaceAll('\n', '%0A')
}

/** A value before the second `::` of a command. */
function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
