import { clean, clip } from './escape.ts'

/** Short names of functions: what a reader needs to recognise one, unique on the surface that shows them. */

/** Full name to what the surface prints, cleaned and clipped. */
export type ShortNames = (full: string) => string

/** Gives every name as few path elements as tell it from the others. */
export function shortNames(fullNames: Iterable<string>): ShortNames {
  const chosen = new Map<string, string>()
  let open = [...new Set(fullNames)]
  for (let elements = 1; elements <= 4 && open.length > 0; elements++) {
    const byShort = new Map<string, string[]>()
    for (const full of open) {
      const short = clip(clean(shortName(full, elements)))
      const same = byShort.get(short)
      if (same === undefined) byShort.set(short, [full])
      else same.push(full)
    }
    open = []
    for (const [short, fulls] of byShort) {
      if (fulls.length === 1) chosen.set(fulls[0] as string, short)
      else open.push(...fulls)
    }
  }
  // Names that differ only in type arguments, or deep in their path.
  for (const full of open) chosen.set(full, clip(clean(full)))
  return (full) => chosen.get(full) ?? clip(clean(shortName(full)))
}

/** `github.com/acme/shop/catalog/v5.(*Cache).Put` with one path element: `catalog.(*Cache).Put`. */
export function shortName(full: string, elements = 1): string {
  const name = full.replace(/::h[0-9a-f]{16}$/, '')
  if (name.includes('::')) return tailOf(name, '::', elements + 1)
  const java = /^(?:[a-z][a-z0-9_]*\.){2,}(?=[A-Z])/.exec(name)
  if (java !== null && !name.includes('/')) {
    const packages = java[0].slice(0, -1).split('.')
    return [...(elements > 1 ? packages.slice(1 - elements) : []), name.slice(java[0].length)].join('.')
  }
  return goShortName(name, elements)
}

/** Callers need less: the type and the method, without package and pointer: `Service.Search`. */
export function callerName(full: string): string {
  const short = shortName(full)
  if (short.includes('::') || !short.includes('.')) return short
  return short.replace(/^[^.([]+\./, '').replace(/\(\*([^()]*)\)/g, '$1')
}

/** The package path ends at the last slash before any type argument, receiver or space (Go's symbol names). */
function goShortName(name: string, elements: number): string {
  const pathEnd = name.search(/[[(\s]/)
  const slash = name.lastIndexOf('/', pathEnd < 0 ? name.length : pathEnd)
  const path = slash < 0 ? [] : name.slice(0, slash).split('/')
  let rest = name.slice(slash + 1)
  // Major versions are no names: .../bar/v4.F is bar.F.
  const version = /^v\d+(?=\.)/.exec(rest)
  if (version !== null && path.length > 0) rest = (path.pop() ?? '') + rest.slice(version[0].length)
  const kept = elements > 1 ? path.slice(1 - elements) : []
  return shortenTypeArguments([...kept, rest].join('/')).replace(/%2e/g, '.')
}

/** `Map[go.shape.struct { X [4]int }]` is `Map[…]`: shapes and paths say nothing to a reader. Empty brackets stay. */
function shortenTypeArguments(name: string): string {
  let written = ''
  for (let at = 0; at < name.length; ) {
    const open = name.indexOf('[', at)
    const close = open < 0 ? -1 : closingBracket(name, open)
    if (close < 0) return written + name.slice(at)
    const inner = name.slice(open + 1, close)
    written += name.slice(at, open) + (/go\.shape|\/|^\.\.\.$/.test(inner) ? '[…]' : `[${inner}]`)
    at = close + 1
  }
  return written
}

function closingBracket(name: string, open: number): number {
  let depth = 0
  for (let at = open; at < name.length; at++) {
    if (name[at] === '[') depth++
    else if (name[at] === ']' && --depth === 0) return at
  }
  return -1
}

/** The last parts of a `::` name; separators inside `<>`, `()` and `{}` belong to a part. */
function tailOf(name: string, separator: string, parts: number): string {
  const cuts: number[] = []
  let depth = 0
  for (let at = 0; at < name.length; at++) {
    const character = name[at] as string
    if ('<({['.includes(character)) depth++
    else if ('>)}]'.includes(character)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && name.startsWith(separator, at)) cuts.push(at++)
  }
  const cut = cuts.at(-parts)
  return cut === undefined ? name : name.slice(cut + separator.length)
}
