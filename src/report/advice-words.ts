import { PATTERNS } from '../advice/patterns.ts'
import type { ProfileKind } from '../model/kind.ts'
import type { Notice } from '../model/notice.ts'
import type { Cause, Check } from '../result/result.ts'
import { has, raw, typed } from './args.ts'
import { link } from './escape.ts'
import type { Pen } from './pen.ts'
import { share } from './relative.ts'
import { sentence } from './sentence.ts'
import { wordsIn } from './word-table.ts'

/** What is known of the pattern behind a cause, and where Go's documentation says more. */
export interface Advice {
  readonly text: string
  readonly link: { readonly title: string; readonly url: string } | null
}

/** Null where nothing is known. */
export function adviceOf({ name, hint }: Pick<Cause, 'name' | 'hint'>, pen: Pen): Advice | null {
  if (hint === null) return null
  const pattern = PATTERNS.find(({ code }) => code === hint.code)
  if (pattern === undefined) return { text: sentence(wordsIn([], hint, pen).what), link: null }
  const evidence = pattern.kinds.some(hasCallees) ? evidenceOf(name, hint, pen) : ''
  return { text: sentence(typed(pattern.says, pen) + evidence), link: pattern.link }
}

/** Where time and memory go to what is called; goroutines and locks only wait there. */
function hasCallees(kind: ProfileKind): boolean {
  return kind === 'cpu' || kind === 'heap'
}

/** ` (96% of it, as in runtime.concatstrings)`: what shows the pattern, where that is not the cause itself. */
function evidenceOf(name: string, { args }: Notice, pen: Pen): string {
  const part = args['share']
  if (!has(args, 'frame') || raw(args, 'frame') === name || typeof part !== 'number') return ''
  return ` (${Number.isFinite(part) ? share(part) : '?'} of it, as in ${pen.code(raw(args, 'frame'))})`
}

/**
 * Advice that has not been given yet: rules may look at one thing in two ways, as a total and by function, and causes of one
 * check have a pattern in common.
 */
export class AdviceOnce {
  private readonly given = new Set<string>()

  of(cause: Cause, check: Pick<Check, 'id'>, pen: Pen): Advice | null {
    const { hint, name } = cause
    if (hint === null) return null
    const keys = [JSON.stringify(['cause', name, hint.code]), JSON.stringify(['check', check.id, hint.code])]
    const isGiven = keys.some((key) => this.given.has(key))
    for (const key of keys) this.given.add(key)
    return isGiven ? null : adviceOf(cause, pen)
  }
}

/** A sentence with its link, in the words of Markdown; empty for none. */
export function adviceText(advice: Advice | null): string {
  if (advice === null) return ''
  const more = advice.link === null ? '' : ` ${link(advice.link.title, advice.link.url)}`
  return `Hint: ${advice.text}${more}`
}

/** A small line below a cause in Markdown; empty for none. */
export function adviceLine(advice: Advice | null): string {
  return advice === null ? '' : `<sub>${adviceText(advice)}</sub>`
}

/** In lines of a terminal, the address by itself, so that a click or a copy takes all of it; none without advice. */
export function adviceLines(advice: Advice | null): readonly string[] {
  if (advice === null) return []
  return [...wrapped(`hint: ${advice.text}`), ...(advice.link === null ? [] : [`      ${advice.link.url}`])]
}

/** In columns of a terminal, beyond the indent. */
const LINE_WIDTH = 96

function wrapped(text: string): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > LINE_WIDTH) {
      lines.push(line)
      line = '     '
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** Whether there are words for a hint. */
export function isKnownHint({ hint }: Cause): boolean {
  return hint === null || PATTERNS.some(({ code }) => code === hint.code)
}
