/**
 * Untrusted text (names, paths, labels, patterns, parser messages) on its way into a terminal or Markdown. GitHub
 * finds mentions, issue numbers, commits and URLs in any prose, however it is escaped, so such text stands only
 * inside code: there nothing is parsed.
 */

/** Longest name that a surface prints, in code points. */
export const NAME_CODE_POINTS = 60

/** Controls, bidirectional marks, line separators and everything that renders as nothing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

const LONE_SURROGATE = /\p{Cs}/gu

/** Printable ASCII. */
const PLAIN = /^[ -~]*$/

/** Makes invisible and reordering characters visible as `\u{202e}`; lone surrogates become U+FFFD. */
export function clean(text: string): string {
  // Most names are plain, and a large profile has ten thousands of them.
  if (PLAIN.test(text)) return text
  return text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(INVISIBLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

/** Cuts the middle out: the end of a name says most, its beginning says whose it is. */
export function clip(text: string, max = NAME_CODE_POINTS): string {
  if (text.length <= max) return text
  const points = [...text]
  if (points.length <= max) return text
  const head = Math.ceil((max - 1) * 0.4)
  return `${points.slice(0, head).join('')}…${points.slice(points.length - (max - 1 - head)).join('')}`
}

/** Inline code for Markdown, also inside a table cell: a backtick span where one can hold the text. */
export function code(text: string, max = NAME_CODE_POINTS): string {
  const shown = clip(clean(text), max)
  return /[`|\\]|^\s|\s$|^$/.test(shown) ? htmlOf(shown) : `\`${shown}\``
}

/** Inline code for HTML inside Markdown, such as `<summary>`, where backticks mean nothing. */
export function codeHtml(text: string, max = NAME_CODE_POINTS): string {
  return htmlOf(clip(clean(text), max))
}

/**
 * Entities alone do not do: GFM links URLs and mail addresses inside `<code>` too. A `<wbr>` cuts what it looks for and
 * shows nothing. (GFM specification, "Autolinks (extension)": `www.`, `://`, `@`.)
 */
function htmlOf(text: string): string {
  const body = text
    .replace(/[^A-Za-z0-9 .,;()/\u00a0-\u{10ffff}]/gu, (character) => `&#${character.codePointAt(0)};`)
    .replace(/&#58;(?=\/)/g, '&#58;<wbr>')
    .replace(/\/(?=\/)/g, '/<wbr>')
    .replace(/&#64;/g, '<wbr>&#64;')
    .replace(/www(?=\.)/gi, '$&<wbr>')
    .replace(/^ | (?= )| $/g, '&#32;')
  return `<code>${body === '' ? '&#32;' : body}</code>`
}

/** A fenced block that no line can close. Lines are cleaned here; a line break inside one cannot survive that. */
export function fence(lines: readonly string[], language = ''): string {
  const body = lines.map(clean)
  const longest = Math.max(2, ...body.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)))
  const ticks = '`'.repeat(longest + 1)
  return [ticks + language, ...body, ticks].join('\n')
}

/** Percent-encodes a repository path for a URL inside Markdown: every segment, parentheses too. */
export function urlPath(path: string): string {
  return path
    .replace(LONE_SURROGATE, '\ufffd')
    .split('/')
    .map((segment) =>
      encodeURIComponent(segment).replace(
        /[!'()*~]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/')
}

/** A Markdown link; only its text where the target could break out of the parentheses. */
export function link(text: string, url: string | null): string {
  return url !== null && /^https?:\/\/[!#$%&'+,./0-9:;=?@A-Z_a-z~-]+$/.test(url) ? `[${text}](${url})` : text
}
