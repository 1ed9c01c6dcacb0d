import { clean, code } from './escape.ts'

/** How a surface writes the parts that sentences and numbers share, so that both say the same words. */
export interface Pen {
  readonly minus: '−' | '-'
  /** Between a number and its unit. */
  readonly space: '\u00a0' | ' '
  /** What the candidate is called in a sentence, e.g. `this PR`. */
  readonly candidate: string
  /** Text that somebody else chose. */
  readonly code: (text: string, max?: number) => string
  readonly strong: (text: string) => string
}

/** What Markdown readers look at: a pull request, a pushed commit, or two files on a laptop. */
export type Subject = 'this PR' | 'this commit' | 'the candidate'

/** Terminals and logs: no markup, ASCII minus, plain spaces. */
export const PLAIN: Pen = {
  minus: '-',
  space: ' ',
  candidate: 'the candidate',
  code: (text) => clean(text),
  strong: (text) => text,
}

export function markdownPen(subject: Subject): Pen {
  return { minus: '−', space: '\u00a0', candidate: subject, code, strong: (text) => `**${text}**` }
}

/** A word or two that usually come from a known list (a wait reason, a unit); code if they do not look like that. */
export function word(text: string, pen: Pen): string {
  return /^[A-Za-z][A-Za-z0-9]*(?:[ /-][A-Za-z0-9]+){0,4}$/.test(text) && text.length <= 40 ? text : pen.code(text)
}

/** Prose with quoted parts: what stands in backticks or double quotes becomes code; all of it does if the rest is no plain prose. */
export function prose(text: string, pen: Pen): string {
  const parts = text.split(/`([^`]*)`|"([^"]*)"/)
  const written: string[] = []
  for (let at = 0; at < parts.length; at += 3) {
    const plain = parts[at] ?? ''
    const quoted = parts[at + 1] ?? parts[at + 2]
    if (!PLAIN_PROSE.test(plain) || REFERENCE.test(plain)) return pen.code(text, 300)
    written.push(plain)
    if (quoted !== undefined) written.push(pen.code(quoted))
  }
  return written.join('')
}

/** Nothing that Markdown or GitHub gives a meaning to: no markup, mention, URL, emoji code. */
const PLAIN_PROSE = /^(?:[A-Za-z0-9 ,;()'+^=%-]|(?<=\w)\/(?=\w)|(?<= )[*!](?= )|[.:?!](?= |$))*$/

/** What GitHub may take for a commit or an issue. */
const REFERENCE = /\b(?:[0-9a-f]{7,}|[A-Z]+-\d+)\b/
