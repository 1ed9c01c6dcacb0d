import { clip, fence } from './escape.ts'
import { plural } from './group.ts'
import { lineDiff } from './line-diff.ts'
import { fold, type Page } from './markdown-page.ts'

/** Lines of the policy are shown up to here, in code points. */
const LINE_CODE_POINTS = 200

/** What the candidate changes in the policy, for the one who reviews it. */
export function policyFold({ view, pen, plan }: Page): string {
  const { policyChange } = view
  if (policyChange === null || plan.diffLines === 0) return ''
  const lines = lineDiff(policyChange.before ?? '', policyChange.after ?? '')
  if (lines.length === 0) return ''
  const added = lines.filter((line) => line.startsWith('+')).length
  const removed = lines.filter((line) => line.startsWith('-')).length
  const shown = lines.slice(0, plan.diffLines).map((line) => clip(line, LINE_CODE_POINTS))
  const more = lines.length - shown.length
  return fold(`<b>Change of the policy</b> in ${pen.candidate}: +${added} −${removed}`, [
    fence(shown, 'diff'),
    ...(more > 0 ? [`… ${plural(more, 'more line')} of the difference.`] : []),
  ])
}
