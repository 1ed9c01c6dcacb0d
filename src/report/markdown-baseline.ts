import type { Result } from '../result/result.ts'
import { typed } from './args.ts'
import { link } from './escape.ts'
import { hasNoBaseline } from './headline.ts'
import { comparesNothing, ladderSteps, whyNoBaseline } from './ladder-words.ts'
import { fold, type Page, placesOf } from './markdown-page.ts'
import { row, whereElse } from './markdown-rows.ts'
import { isSubstitute } from './provenance.ts'
import { sentence } from './sentence.ts'

/** What a page says of a baseline that is not there, or not the one that was wanted. */

/** Why growth was not compared, and what was judged all the same. Empty where it was. */
export function noBaselineParagraph(page: Page): string {
  const { result, view, pen } = page
  if (!hasNoBaseline(result.checks)) return ''
  const why =
    view.baselineName === null
      ? whyNoBaseline(result, pen, placesOf(page))
      : `The baseline has none of the profiles of ${pen.candidate}`
  const budgets = result.checks.some(({ limits }) => limits.some(({ above }) => above !== null))
  const judged = budgets
    ? 'Budgets were checked; growth was not.'
    : 'Nothing was compared, so growth could not be seen.'
  return `${sentence(why)} ${judged}`
}

/** How a first baseline comes about. */
export function baselineAdvice({ result, view, pen }: Page): string {
  if (!hasNoBaseline(result.checks) || comparesNothing(result) || isInTheWay(result)) return ''
  if (view.subject === 'this commit' && view.storedAs !== null) {
    return `This run has stored its profiles as ${pen.code(view.storedAs)}: the next commit is compared with them.`
  }
  const { ref, steps } = result.context.baseline
  const on = ref === null ? 'the base branch' : pen.code(ref)
  const other = steps.map(({ args }) => args['workflow']).find((name) => typeof name === 'string')
  const workflow = other === undefined ? link('the workflow', view.links?.workflow ?? null) : pen.code(other)
  const how = typed('a push starts it, and *Run workflow* if it has `workflow_dispatch`', pen)
  // A job that is only run again has the merge commit that it had, onto the commit that has no profiles.
  const again = view.subject === 'this PR' ? 'push to this pull request or update its branch' : 'run this again'
  const merged = view.subject === 'this PR' && view.storedAs !== null ? '; merging this PR does it as well' : ''
  return `**To get a baseline:** the next run of ${workflow} on ${on} stores one (${how}). After it, ${again}. From then on every push to ${on} keeps it fresh${merged}.`
}

/** Something has to be put right first, and says so itself. */
function isInTheWay({ problems }: Result): boolean {
  return problems.some(({ code }) => code.startsWith('baseline-') || code === 'same-inputs')
}

/** Where the gate looked, if it did not find what it looked for first. */
export function ladderFold(page: Page): string {
  const { result, pen, plan } = page
  const { steps } = result.context.baseline
  const isFound = steps.some(({ code }) => code === 'found')
  if (steps.length === 0 || plan.rows === 0 || comparesNothing(result)) return ''
  if (isFound && !isSubstitute(result)) return ''
  const all = ladderSteps(result, pen, placesOf(page))
  // The last step decides, so the first ones go.
  const shown = all.slice(-plan.rows)
  const more = all.length - shown.length
  const lines = [
    '| | Looked for | Found |',
    '|:-:|:--|:--|',
    ...(more > 0 ? [row('', `${more} more`, whereElse(page))] : []),
    ...shown.map(({ icon, looked, found }) => row(icon, looked, found)),
  ]
  return fold('Where the gate looked', [lines.join('\n')])
}
