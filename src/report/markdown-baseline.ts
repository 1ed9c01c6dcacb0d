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
  if (!hasNoBaseline(result.checks) || comparesNothing(result)) return ''
  if (view.subject === 'this commit' && view.storedAs !== null) {
    return `This run has stored its profiles as ${pen.code(view.storedAs)}: the next commit is compared with them.`
  }
  const { ref } = result.context.baseline
  const on = ref === null ? 'the base branch' : pen.code(ref)
  const run = link(`run the workflow on ${on}`, view.links?.workflow ?? null)
  const again = view.subject === 'this PR' ? 're-run this job' : 'run this again'
  const merged = view.subject === 'this PR' && view.storedAs !== null ? '; merging this PR does it as well' : ''
  return `**To get a baseline:** ${run} once (*Run workflow*), then ${again}. From then on every push to ${on} keeps it fresh${merged}.`
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
