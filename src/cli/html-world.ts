import { gzipSync } from 'node:zlib'
import type { PathTrimming } from '../diff/trim-path.ts'
import type { HtmlWorld } from '../report/html/html.ts'
import type { Io } from './io.ts'
import { sourceReader } from './source-reader.ts'

/** What a report on a laptop knows of sources: the checkout has them, but nobody knows what changed or where they are linked. */
export function htmlWorld(trimming: PathTrimming, io: Io): HtmlWorld {
  const read = sourceReader(trimming, io)
  return {
    pack: (text) => gzipSync(text).toString('base64'),
    url: () => null,
    path: () => null,
    change: () => 'none',
    source: (name, file) => {
      const text = read(name, file)
      return text.kind === 'read' ? text.lines : null
    },
  }
}

/** Loaded where a report is asked for. */
export async function openHtml() {
  return await import('../report/html/html.ts')
}
