import type { BuiltLabel } from './profile-builder.ts'

/** Labels of a goroutine, and where their text ends. */
export interface GoLabels {
  readonly labels: readonly BuiltLabel[]
  /** After the closing brace. */
  readonly end: number
}

/**
 * Reads `{"key":"value", "key": "value"}` from its opening brace on. `runtime/pprof` and the tracebacks of Go 1.26 put
 * everything in quotes, those of Go 1.27 only what needs them. Null if the text is something else, or ends too early.
 */
export function goLabels(text: string, open: number): GoLabels | null {
  const labels: BuiltLabel[] = []
  let at = open + 1
  while (text[at] !== '}') {
    const key = wordAt(text, at)
    if (key === null || text[key.end] !== ':') return null
    const value = wordAt(text, afterSpaces(text, key.end + 1))
    if (value === null) return null
    labels.push({ key: key.word, text: value.word })
    at = value.end
    if (text[at] === ',') at = afterSpaces(text, at + 1)
    else if (text[at] !== '}') return null
  }
  return { labels, end: at + 1 }
}

interface Word {
  readonly word: string
  readonly end: number
}

function wordAt(text: string, start: number): Word | null {
  if (text[start] === '"') return quotedAt(text, start)
  let end = start
  while (end < text.length && !BARE_ENDS.has(text[end]!)) end++
  return end === start ? null : { word: text.slice(start, end), end }
}

const BARE_ENDS: ReadonlySet<string> = new Set([':', ',', '{', '}', '"'])

/** A string as Go's %q prints it. */
function quotedAt(text: string, start: number): Word | null {
  let word = ''
  let from = start + 1
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') return { word: word + text.slice(from, at), end: at + 1 }
    if (text[at] !== '\\') continue
    const escaped = escapeAt(text, at + 1)
    if (escaped === null) return null
    word += text.slice(from, at) + escaped.word
    from = escaped.end
    at = from - 1
  }
  return null
}

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
}

function escapeAt(text: string, at: number): Word | null {
  const letter = text[at] ?? ''
  const control = CONTROLS[letter]
  if (control !== undefined) return { word: control, end: at + 1 }
  const digits = HEX_DIGITS[letter]
  if (digits === undefined) return null
  const end = at + 1 + digits
  const code = text.slice(at + 1, end)
  if (code.length < digits || !/^[0-9a-f]+$/i.test(code)) return null
  const point = Number.parseInt(code, 16)
  if (point > 0x10ffff) return null
  // A byte that is no UTF-8 on its own reads as it does in the protobuf form.
  const broken = letter === 'x' && point > 0x7f
  return { word: broken ? '\ufffd' : String.fromCodePoint(point), end }
}

function afterSpaces(text: string, from: number): number {
  let at = from
  while (text[at] === ' ') at++
  return at
}
