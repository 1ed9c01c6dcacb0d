import type { GraphData, GraphMetric, GraphProfile } from '../../graph/graph-data.ts'
import { clean, clip } from '../escape.ts'
import { plural } from '../group.ts'
import { delta, pair, quantity } from '../quantity.ts'
import { relative } from '../relative.ts'
import { documentHtml } from './document.ts'
import { exploreSection } from './explore.ts'
import { htmlPen, inlineHtml, nameText } from './markup.ts'
import type { HtmlParts } from './render-html.ts'

/** What a report without checks shows: two profiles, or one. */
export interface PairView {
  /** Of this program. */
  readonly version: string
  /** Paths; without a baseline there is one profile. */
  readonly baseline: string | null
  readonly candidate: string
  /** The one that opens first; null for the default. */
  readonly metric: string | null
  /** The options that chose what is looked at, such as `--focus=catalog`. */
  readonly chosenBy: readonly string[]
}

const TITLE_CODE_POINTS = 120

/** The totals of two profiles, or of one, and their call trees. */
export function renderPair(view: PairView, { graphs, data, assets }: HtmlParts): string {
  const { version, baseline, candidate } = view
  const [profile] = graphs?.profiles ?? []
  const short = (path: string) => clip(clean(path), TITLE_CODE_POINTS)
  const title = baseline === null ? `Profile ${short(candidate)}` : `Diff of ${short(baseline)} and ${short(candidate)}`
  const heading =
    baseline === null
      ? `Profile <code>${nameText(candidate)}</code>`
      : `Diff of <code>${nameText(baseline)}</code> and <code>${nameText(candidate)}</code>`
  const explore =
    profile === undefined
      ? '<section class="lead"><p>There are no call stacks with values in what was read, so there is nothing to explore.</p></section>'
      : `<section>\n<h2>Totals</h2>\n${totalsTable(profile, baseline === null)}\n</section>\n${exploreSection(openFirst(profile, view))}`
  const body = `<header>
<h1>${heading}</h1>
<p class="meta">${[...runsOf(graphs), ...chosenText(view), `profile-gate ${nameText(version)}`].join(' · ')}</p>
</header>
<main>
${explore}
</main>
<footer><p>This file is complete in itself and asks for nothing.</p></footer>`
  return documentHtml({ title, body, data }, assets)
}

/** All numbers are of a part of the profiles then. */
function chosenText({ chosenBy }: PairView): readonly string[] {
  return chosenBy.length === 0
    ? []
    : [`only with ${chosenBy.map((each) => `<code>${nameText(each)}</code>`).join(' ')}`]
}

function openFirst({ name, metrics }: GraphProfile, { metric }: PairView) {
  const chosen = metrics.find((each) => each.name === metric) ?? metrics[0]
  return { profile: name, metric: chosen?.name ?? '', width: 'candidate' } as const
}

function runsOf(graphs: GraphData | null): readonly string[] {
  const [profile] = graphs?.profiles ?? []
  if (profile === undefined) return []
  const { baseline, candidate } = profile.runs
  if (Math.max(baseline, candidate) < 2) return []
  return baseline === 0 || baseline === candidate
    ? [`mean of ${plural(candidate, 'run')}`]
    : [`means of ${baseline} and ${plural(candidate, 'run')}`]
}

function totalsTable({ metrics }: GraphProfile, isAlone: boolean): string {
  const pen = htmlPen('the candidate')
  const row = (metric: GraphMetric) => {
    const total = { baseline: sumOf(metric.baseline), candidate: sumOf(metric.candidate), percent: null }
    const measure = { unit: metric.unit, per: 'none' } as const
    const name = `<td>${nameText(metric.title)} <span class="small">${nameText(metric.name)}</span></td>`
    if (isAlone) return `<tr>${name}<td class="num">${inlineHtml(quantity(total.candidate, measure, pen))}</td></tr>`
    const ratio = relative(total, metric.unit, pen)
    const change = inlineHtml(delta(total.candidate - total.baseline, measure, pen))
    const both = inlineHtml(pair(total.baseline, total.candidate, measure, pen))
    return `<tr>${name}<td class="num">${change}${ratio === '' ? '' : ` <span class="small">(${inlineHtml(ratio)})</span>`}</td><td class="num">${both}</td></tr>`
  }
  const titles = isAlone ? ['Value'] : ['Change', 'Baseline → candidate']
  const head = ['Total of', ...titles].map(
    (title, at) => `<th scope="col"${at === 0 ? '' : ' class="num"'}>${title}</th>`,
  )
  return `<div class="wide"><table class="totals">
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${metrics.map(row).join('\n')}
</tbody>
</table></div>`
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
