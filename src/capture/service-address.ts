/** Where a service and its profiles may be. */
export interface ServiceAddress {
  /** For people: without a password. */
  readonly shown: string
  /** Addresses, ending in a slash, that profiles may lie under; the most likely first. */
  readonly folders: readonly URL[]
}

const PPROF = '/debug/pprof'

/**
 * Reads what people write for a service: its address with or without `/debug/pprof`, that of a profile, with any path
 * before it, `localhost:6060` and `:6060` as Go's servers are told to listen. Null where it is none of these.
 */
export function serviceAddress(text: string): ServiceAddress | null {
  const address = text.startsWith(':') ? `http://localhost${text}` : text.includes('://') ? text : `http://${text}`
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol) || url.hostname === '' || url.search !== '') return null
  url.hash = ''
  const path = url.pathname.replace(/\/+$/, '')
  const under = path.lastIndexOf(`${PPROF}/`)
  const root = under === -1 ? path : path.slice(0, under + PPROF.length)
  const paths = root.endsWith(PPROF) ? [root] : [`${root}${PPROF}`, ...(root === '' ? [] : [root])]
  return { shown: shownUrl(url), folders: paths.map((each) => new URL(`${each}/`, url)).map((each) => keep(each, url)) }
}

/** Addresses where metrics may lie: beside the profiles, and at the root of the host. */
export function besideProfiles(folder: URL, path: string): readonly URL[] {
  const before = folder.pathname.endsWith(`${PPROF}/`) ? folder.pathname.slice(0, -PPROF.length) : '/'
  return [...new Set([before, '/'])].map((each) => keep(new URL(each + path, folder), folder))
}

/** An address as messages and logs may show it. */
export function shownUrl(url: URL): string {
  const shown = new URL(url)
  shown.username = ''
  shown.password = ''
  return shown.href.replace(/\/$/, '')
}

/** The same of a text that is no address, so that nobody knows for certain where a password ends. */
export function withoutPassword(text: string): string {
  return text.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1')
}

/** Whether the service runs on this machine, so that what is known of one holds for the other. */
export function isHere({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

/** A relative address loses who asks. */
function keep(url: URL, { username, password }: URL): URL {
  url.username = username
  url.password = password
  return url
}
