import type { Check } from '../result/result.ts'
import { placeText } from './check-texts.ts'
import { hasNoBaseline } from './headline.ts'
import { limitText } from './limit.ts'
import { candidateSha, commitLink, type Page } from './markdown-page.ts'
import { metricWords } from './metric.ts'
import { policyChangeText, shortSha } from './provenance.ts'
import { delta } from './quantity.ts'
import { relative } from './relative.ts'
import { sentence } from './sentence.ts'
import { needsAttention, valuesOf } from './status.ts'
import type { Previous } from './view.ts'

/** What a comment says of the pull request beside its verdict: what is fixed, what has moved, by what it is judged. */

const TOTALS_SHOWN = 3

const HEADLINE_CODE_POINTS = 200

/**
 * What the comment said before, if it is put right: something was wrong at another head, and all that was compared is
 * within its limits now. Growth that is accepted is still there.
 */
export function fixedBy({ result, view }: Page): Previous | null {
  const { outcome, checks, accepted } = result
  const isPlainPass =
    outcome === 'pass' &&
    checks.length > 0 &&
    !hasNoBaseline(checks) &&
    !checks.some(needsAttention) &&
    accepted.every(({ state }) => state !== 'used')
  return isPlainPass ? (view.pull?.previous ?? null) : null
}

/** `fixed in c41e77a`, the detail of the heading. */
export function fixedText(page: Page): string {
  const sha = candidateSha(page)
  return sha === null ? 'fixed' : `fixed in ${page.pen.code(shortSha(sha))}`
}

export function fixedParagraph(page: Page, { sha, headline }: Previous): string {
  const { checks, pen } = page
  const what = headline === '' ? '' : ` (${pen.code(headline, HEADLINE_CODE_POINTS)})`
  const totals = checks.filter((check) => check.of === 'total' && check.limits.length > 0 && valuesOf(check) === 'both')
  const now = totals.slice(0, TOTALS_SHOWN).map((check) => totalText(page, check))
  const current = now.length === 0 ? '' : ` Now: ${now.join(', ')}.`
  return `What was reported for ${commitLink(page, sha)}${what} is gone.${current}`
}

/** `heap +0.4% (limit +10%)`. */
function totalText({ checks, pen }: Page, check: Check): string {
  const ratio = check.unit === 'count' ? '' : relative(check.total, check.unit, pen)
  const growth = ratio === '' ? delta(check.total.delta, check, pen) : ratio
  const limit = limitText(check, pen)
  return `${metricWords(check, pen).noun}${placeText(check, checks, pen)} ${growth} (${limit.startsWith('budget') ? '' : 'limit '}${limit})`
}

/** The head moved while this run measured. */
export function movedParagraph(page: Page): string {
  const { pull } = page.view
  if (pull === null || pull.movedTo === null) return ''
  return `This is the verdict of ${commitLink(page, pull.headSha)}; the pull request has moved on to ${commitLink(page, pull.movedTo)}.`
}

/** What comes of the verdict where it is not the usual, and by whose limits it was found. */
export function circumstances({ result, view, pen }: Page): readonly string[] {
  const { outcome } = result
  const passes = view.failOn === 'never' && (outcome === 'fail' || outcome === 'error')
  return [
    passes ? `The step passes all the same: ${pen.code('fail-on: never')}.` : '',
    view.failOn === 'warn' && outcome === 'warn' ? `A warning fails the step: ${pen.code('fail-on: warn')}.` : '',
    result.context.policy.changed ? sentence(policyChangeText(result, view, pen)) : '',
  ]
}
