import { gzipSync } from 'node:zlib'
import type { ChangedPlaces } from '../../reach/changed-places.ts'
import type { HtmlReport, HtmlWorld } from '../../report/html/html.ts'
import type { MarkdownView } from '../../report/view.ts'
import type { Result } from '../../result/result.ts'
import type { Run } from '../run.ts'
import { type SourceFiles, sourceContent } from './source-files.ts'

export interface ReportFacts {
  readonly run: Run
  readonly files: SourceFiles
  /** What the candidate changes; null where that is not known. */
  readonly changes: ChangedPlaces | null
}

/** Renders the HTML report of a step; null where there is nothing to explore. */
export function reportRenderer(html: HtmlReport | null, result: Result, facts: ReportFacts) {
  if (html === null || html.isEmpty) return null
  return (view: MarkdownView) => html.render(result, view, worldOf(view, facts))
}

function worldOf({ links }: MarkdownView, { run, files, changes }: ReportFacts): HtmlWorld {
  return {
    pack: (text) => gzipSync(text).toString('base64'),
    url: (file, line) => links?.file(file, line) ?? null,
    path: files,
    change: (place) => changes?.at(place) ?? 'none',
    source: (_name, file) => {
      const path = files(file)
      const content = path === null ? null : sourceContent(run, path)
      return content === null ? null : new TextDecoder().decode(content).split(/\r?\n/)
    },
  }
}
