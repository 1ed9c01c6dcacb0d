import { isChanged } from './cause-texts.ts'
import { link } from './escape.ts'
import { plural } from './group.ts'
import { hasNoBaseline } from './headline.ts'
import { commitLink, type Page, policyLink } from './markdown-page.ts'
import { runsOfBoth, wayText } from './provenance.ts'
import { needsAttention } from './status.ts'
import { tallyOf } from './tally.ts'

/** Links, and where everything comes from. */

export function linksLine({ view }: Page): string {
  const { links } = view
  const parts = [
    links?.report ? `**${link('Open the flame graph report', links.report)}**` : '',
    links?.summary ? link('Job summary', links.summary) : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** How a first baseline comes about. */
export function baselineAdvice({ result, view, pen }: Page): string {
  if (!hasNoBaseline(result.checks)) return ''
  const { ref } = result.context.baseline
  const on = ref === null ? 'the base branch' : pen.code(ref)
  const text = `run the workflow on ${on}`
  const run = link(text, view.links?.workflow ?? null)
  return `**To get a baseline:** ${run} once, then run this again. From then on every push to ${on} keeps it fresh.`
}

/** One small line: both sides, how the baseline was found, the policy, the version. */
export function origin(page: Page): string {
  const { result, view, pen } = page
  const { baseline, candidate } = result.context
  const side = (sha: string | null, name: string) => (sha === null ? pen.code(name) : commitLink(page, sha))
  const to =
    candidate.sha === null ? pen.code(view.candidateName) : `${pen.candidate} ${commitLink(page, candidate.sha)}`
  const noBaseline = view.baselineName === null || hasNoBaseline(result.checks)
  const from = noBaseline
    ? 'No baseline'
    : `Baseline ${side(baseline.sha, view.baselineName ?? '')}${wayText(result, pen)}`
  const { passed, open } = tallyOf(result)
  const parts = [
    `${from} → ${to}`,
    noBaseline && result.outcome === 'pass'
      ? `${plural(passed, 'check')} passed, ${open} not compared`
      : runsOfBoth(result),
    showsPencil(page) ? `✏️ changed in ${pen.candidate}` : '',
    view.policyName === null ? 'default policy' : `policy ${policyLink(page)}`,
    `profile-gate ${/^\d[\w.-]{0,30}$/.test(view.version) ? view.version : pen.code(view.version)}`,
  ]
  return `<sub>${parts.filter((part) => part !== '').join(' · ')}</sub>`
}

function showsPencil({ result }: Page): boolean {
  return result.checks.some((check) => needsAttention(check) && check.causes.some(isChanged))
}
