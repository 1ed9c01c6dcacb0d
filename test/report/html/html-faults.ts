import { PATTERNS } from '../../../src/advice/patterns.ts'

/** What is wrong with HTML that this program has written, read by the strictest rules: everything closed, quoted and known. */
export function htmlFaults(html: string): readonly string[] {
  const faults: string[] = []
  const open: string[] = []
  const document = html.replace(/^<!doctype html>\n/, '')
  if (document === html) faults.push('no doctype')
  for (const [token, isEnd = '', name = '', attributes = '', text = ''] of document.matchAll(TOKEN)) {
    if (name === '') {
      if (/[<>]/.test(text) || (text.includes('&') && !/^(?:[^&]|&#\d+;)*$/.test(text))) faults.push(`text ${text}`)
      const bad = UNPRINTABLE.exec(text.replaceAll('\n', ''))
      if (bad !== null) faults.push(`unprintable in ${text}`)
    } else if (isEnd !== '') {
      const last = open.pop()
      if (last !== name) faults.push(`${token} closes ${last}`)
    } else {
      if (!KNOWN.has(name)) faults.push(`tag ${name}`)
      faults.push(...attributeFaults(name, attributes))
      if (!VOID.has(name) && !attributes.endsWith('/')) open.push(name)
    }
  }
  return open.length === 0 ? faults : [...faults, `open at the end: ${open}`]
}

const TOKEN = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[\w-]+(?:="[^"<>]*")?)*\s*\/?)>|([^<]+|<)/g
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\ufe0f)\p{Cf}/u
const VOID: ReadonlySet<string> = new Set(['meta', 'br'])
const KNOWN: ReadonlySet<string> = new Set(
  (
    'html head meta title style script body header h1 h2 span p a code strong em main section div table thead tbody tr th ' +
    'td svg rect line circle polyline ul li details summary pre noscript footer br'
  ).split(' '),
)

/** Of Go's documentation, where it says more of a pattern. */
const OURS: ReadonlySet<string> = new Set(PATTERNS.map(({ link }) => link.url))

function attributeFaults(tag: string, attributes: string): readonly string[] {
  return [...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].flatMap(([whole, name = '', value = '']) => {
    if (name === 'style' || name.startsWith('on')) return [`${tag} ${whole}`]
    const isSafe = name !== 'href' || /^(#|https:\/\/github\.com\/acme\/shop)/.test(value) || OURS.has(value)
    return isSafe && !/&(?!#\d+;)/.test(value) ? [] : [`${tag} ${whole}`]
  })
}
