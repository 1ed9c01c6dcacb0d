import MarkdownIt from 'markdown-it'
import { marked } from 'marked'
import { PATTERNS } from '../../src/advice/patterns.ts'

/** Two independent readers of GitHub's dialect, with everything on that makes links. */
export const READERS: Readonly<Record<string, (markdown: string) => string>> = {
  marked: (markdown) => marked.parse(markdown, { gfm: true, breaks: true, async: false }),
  'markdown-it': (markdown) => new MarkdownIt({ html: true, linkify: true, breaks: true }).render(markdown),
}

/** Places that our own words lead to. */
const OURS: ReadonlySet<string> = new Set(PATTERNS.map(({ link }) => link.url))

const KNOWN_TAGS: ReadonlySet<string> = new Set(
  'h3 p strong a code table thead tbody tr th td br sub wbr details summary b ul li em'.split(' '),
)

/** What is wrong with a page, by the HTML that each of the readers makes of it. `links`: whether it has any of a repository. */
export function faultsOf(markdown: string, { links }: { readonly links: boolean }): readonly string[] {
  return Object.entries(READERS).flatMap(([name, read]) =>
    faultsIn(read(markdown), { links }).map((fault) => `${name}: ${fault}`),
  )
}

export function faultsIn(html: string, { links }: { readonly links: boolean }): readonly string[] {
  const bare = html.replace(/<pre>[\s\S]*?<\/pre>/g, '')
  const count = (pattern: RegExp) => bare.match(pattern)?.length ?? 0
  const urls = [...bare.matchAll(/href="([^"]*)"/g)].map(([, url]) => url ?? '').filter((url) => !OURS.has(url))
  const widths = [...bare.matchAll(/<table>([\s\S]*?)<\/table>/g)].map(
    ([, table = '']) =>
      new Set([...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) => row?.match(/<t[dh]/g)?.length)),
  )
  const tags = [...bare.matchAll(/<\/?([a-zA-Z!][a-z0-9]*)/g)].map(([, tag]) => tag ?? '')
  return [
    ...(count(/<details( open)?>/g) === count(/<\/details>/g) ? [] : ['details are not balanced']),
    ...(count(/<h\d/g) === 1 ? [] : [`${count(/<h\d/g)} headings`]),
    ...(widths.every(({ size }) => size === 1) ? [] : ['rows of other widths']),
    // An open fence or tag would swallow the last line.
    ...(/(<\/sub><\/p>|<\/h3>)\s*$/.test(bare) ? [] : ['the end is inside something']),
    ...urls.filter((url) => !(links && url.startsWith('https://github.com/acme/shop'))).map((url) => `leads to ${url}`),
    ...tags.filter((tag) => !KNOWN_TAGS.has(tag)).map((tag) => `tag ${tag}`),
  ]
}

/** The page without what stands in code, linked or not: what is left does not depend on any name. */
export function skeletonOf(html: string): string {
  return html
    .replace(/<pre>[\s\S]*?<\/pre>/g, '<pre/>')
    .replace(/<code>[\s\S]*?<\/code>/g, '<code/>')
    .replace(/<a href="[^"]*"><code\/><\/a>/g, '<code/>')
}
