import { isChanged } from './cause-texts.ts'
import { link } from './escape.ts'
import { plural } from './group.ts'
import { hasNoBaseline } from './headline.ts'
import { candidateSha, commitLink, type Page, policyLink } from './markdown-page.ts'
import { runsOfBoth, wayText } from './provenance.ts'
import { needsAttention } from './status.ts'
import { tallyOf } from './tally.ts'

const PATH_CODE_POINTS = 200

/** Links, and where everything comes from. */

export function linksLine({ view, pen }: Page): string {
  const { links, reportPath } = view
  const written = reportPath === null ? '' : `Flame graph report: ${pen.code(reportPath, PATH_CODE_POINTS)}`
  const parts = [
    links?.report ? `**${link('Open the flame graph report', links.report)}**` : written,
    links?.summary ? link('Job summary', links.summary) : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** One small line: both sides, how the baseline was found, the policy, the version. */
export function origin(page: Page, policy = policyOrigin(page)): string {
  const { sides, runs, version } = originParts(page)
  const pencil = showsPencil(page) ? `✏️ changed in ${page.pen.candidate}` : ''
  return `<sub>${[sides, runs, pencil, policy, version].filter((part) => part !== '').join(' · ')}</sub>`
}

/** Any of them may be empty but the first and the last. */
export function originParts(page: Page) {
  const { result, view, pen } = page
  const { baseline, candidate } = result.context
  const side = (sha: string | null, name: string) => (sha === null ? pen.code(name) : commitLink(page, sha))
  const head = candidateSha(page)
  const merged =
    candidate.sha === null || candidate.sha === head ? '' : ` (measured as ${commitLink(page, candidate.sha)})`
  const to = head === null ? pen.code(view.candidateName) : `${pen.candidate} ${commitLink(page, head)}${merged}`
  const noBaseline = view.baselineName === null || hasNoBaseline(result.checks)
  const way = wayText(result, pen)
  const whose =
    view.reporter === undefined ? side(baseline.sha, view.baselineName ?? '') : `as reported by ${view.reporter}`
  const from = noBaseline ? 'No baseline' : `Baseline ${whose}${way === '' ? '' : ` (${way})`}`
  const { passed, open } = tallyOf(result)
  return {
    sides: `${from} → ${to}`,
    runs:
      noBaseline && result.outcome === 'pass'
        ? `${plural(passed, 'check')} passed, ${open} not compared`
        : runsOfBoth(result),
    policy: policyOrigin(page),
    version: `profile-gate ${/^\d[\w.-]{0,30}$/.test(view.version) ? view.version : pen.code(view.version)}`,
  }
}

/** The policy, and the commit that it was read from if that is not the candidate. */
export function policyOrigin(page: Page): string {
  const { result, view } = page
  const { candidate, policy } = result.context
  if (view.policyName === null) return 'default policy'
  const isOther = policy.sha !== null && policy.sha !== candidate.sha && policy.sha !== candidateSha(page)
  const text = `policy ${policyLink(page, view.policyName, null, policy.sha)}`
  return isOther ? `${text} of ${commitLink(page, policy.sha ?? '')}` : text
}

function showsPencil({ result }: Page): boolean {
  return result.checks.some((check) => needsAttention(check) && check.causes.some(isChanged))
}
