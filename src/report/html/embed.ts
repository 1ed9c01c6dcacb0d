import type { GraphData } from '../../graph/graph-data.ts'

/** Below this the data is plain JSON, which every browser reads, and people too. */
const PLAIN_BYTES = 256 * 1024

/** Characters that could end a script element, or that older JavaScript takes for a line end. */
const UNSAFE = /[<>&\u2028\u2029]/g

/** The element that holds the data. @param pack gzip, then base64 */
export function dataElement(graphs: GraphData, pack: (text: string) => string): string {
  const json = JSON.stringify(graphs)
  if (json.length < PLAIN_BYTES) {
    const safe = json.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    if (new TextEncoder().encode(safe).length < PLAIN_BYTES)
      return `<script type="application/json" id="graphs">${safe}</script>`
  }
  return `<script type="text/plain" id="graphs" data-encoding="gzip-base64">${pack(json)}</script>`
}
