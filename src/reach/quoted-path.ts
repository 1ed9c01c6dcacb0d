/** A path at the start of a text, as git writes it, and what stands behind it. */
export interface ReadPath {
  readonly path: string
  readonly rest: string
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' },
  ...{ '"': '"', '\\': '\\' },
}

/**
 * Reads a path in double quotes: git quotes those with controls, quotes, backslashes and bytes beyond ASCII, which it
 * writes in octal (git, quote.c; core.quotePath). Null where none stands there.
 */
export function quotedPath(text: string): ReadPath | null {
  const [whole, inner] = /^"((?:[^"\\]|\\.)*)"/s.exec(text) ?? []
  if (whole === undefined || inner === undefined) return null
  const bytes: number[] = []
  const encoder = new TextEncoder()
  for (const [part, octal, letter] of inner.matchAll(/\\([0-3][0-7]{2})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8))
    else bytes.push(...encoder.encode(letter === undefined ? part : (ESCAPES[letter] ?? letter)))
  }
  return { path: new TextDecoder().decode(Uint8Array.from(bytes)), rest: text.slice(whole.length) }
}

/** A path that takes up the whole text, quoted or not. Behind one with spaces git writes a tab in `---` and `+++` lines. */
export function wholePath(text: string): string {
  return quotedPath(text)?.path ?? text.replace(/\t.*$/s, '')
}
