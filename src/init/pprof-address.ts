import type { GoSource } from './go-source.ts'
import type { PprofAddress } from './part.ts'

/** What the documentation of net/http/pprof listens on. */
const USUAL_PORT = '6060'

/** `localhost:6060`, `:6060`: what http.ListenAndServe and net.Listen take. */
const LISTENS_ON = /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]+\])?:([1-9]\d{1,4})$/

const LAST_PORT = 65_535

/** `/admin/debug/pprof/`: where handlers are registered, after a method or not. */
const PREFIX = /^(?:[A-Z]+ )?(\/[\w./-]+?)\/debug\/pprof\//

/**
 * Where a program serves its profiles, by the string literals of its sources: port 6060 if one names it, else the first
 * port of the first sources that name any.
 * @param nearest the sources that import net/http/pprof, then others of the program
 */
export function pprofAddress(nearest: readonly (readonly GoSource[])[]): PprofAddress {
  const strings = nearest.map((sources) => sources.flatMap((source) => source.strings))
  const ports = strings.flatMap((texts) => texts.flatMap(portsIn))
  const prefix = strings.flat().flatMap((text) => PREFIX.exec(text)?.[1] ?? [])[0] ?? ''
  const port = ports.includes(USUAL_PORT) ? USUAL_PORT : (ports[0] ?? USUAL_PORT)
  const urlOf = (each: string) => `http://localhost:${each}${prefix}`
  const others = port === USUAL_PORT ? [] : [...new Set(ports)].filter((each) => each !== port).map(urlOf)
  return { url: urlOf(port), isSeen: ports.length > 0, others }
}

/** A time of day, `15:04`, is none. */
function portsIn(text: string): readonly string[] {
  const port = LISTENS_ON.exec(text)?.[1]
  return port === undefined || Number(port) > LAST_PORT ? [] : [port]
}
