import { renderMarkdown } from '../../report/markdown.ts'
import type { MarkdownView } from '../../report/view.ts'
import type { Result } from '../../result/result.ts'

/** The runner takes 1 MiB for a step and drops the whole summary of one that writes more (runner source). */
const BUDGET = 890 * 1024

/** The verdict as the summary of the job: the comment, with room for all of it, its trees and all checks unfolded. */
export function renderSummary(result: Result, view: MarkdownView): string {
  // A page needs no way to itself.
  const links = view.links === null ? null : { ...view.links, summary: null }
  return renderMarkdown(result, {
    ...view,
    links,
    marker: null,
    isRoomy: true,
    budgetChars: BUDGET,
    budgetBytes: BUDGET,
  })
}
