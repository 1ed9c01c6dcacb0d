import { clean, clip } from '../escape.ts'
import type { Pen, Subject } from '../pen.ts'

/**
 * The sentences that all surfaces share are written with a pen. That of this surface sets names between two control
 * characters, which no name can hold (`clean` writes them out), so that what is a name is known until the very end: then
 * names and sentences are escaped, and only then do tags come about.
 */
const OPEN = '\u0001'
const CLOSE = '\u0002'

/** Nothing wraps here, so that names can be long. */
const NAME_CODE_POINTS = 200

export function htmlPen(subject: Subject): Pen {
  return {
    minus: '−',
    space: '\u00a0',
    candidate: subject,
    code: (text, max = NAME_CODE_POINTS) => OPEN + clip(clean(text), Math.max(max, NAME_CODE_POINTS)) + CLOSE,
    strong: (text) => `**${text}**`,
  }
}

/** For text nodes and quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Untrusted text as it is shown: unseen characters written out. */
export function nameText(text: string): string {
  return escaped(clean(text))
}

/** A sentence with what our sentences hold: names, `**strong**`, `*stressed*`, links, line breaks and small print. */
export function inlineHtml(text: string): string {
  return namesHtml(text, inlineTags)
}

/** Takes the names out, has the rest made into HTML, and puts them back. */
export function namesHtml(text: string, render: (text: string) => string): string {
  const names: string[] = []
  const rest = text.replace(NAMES, (_, name: string) => `${OPEN}${names.push(name) - 1}${CLOSE}`)
  return render(rest).replace(NAMES, (_, at: string) => `<code>${escaped(names[Number(at)] ?? '')}</code>`)
}

const NAMES = new RegExp(`${OPEN}([^${OPEN}${CLOSE}]*)${CLOSE}`, 'g')

/** Of text without names. */
export function inlineTags(text: string): string {
  return escaped(text)
    .replace(/\[([^[\]]*)\]\((https?:\/\/[^\s()]+)\)/g, '<a href="$2" rel="noopener noreferrer">$1</a>')
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/g, '<em>$1</em>')
    .replace(/&#60;sub&#62;(.*?)&#60;\/sub&#62;/g, '<span class="small">$1</span>')
    .replace(/&#60;b&#62;(.*?)&#60;\/b&#62;/g, '<strong>$1</strong>')
    .replace(/&#60;br&#62;/g, '<br>')
    .replace(/✏️/gu, '<span class="changed">changed</span>')
}
