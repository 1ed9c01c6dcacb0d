import type { GraphData } from '../../graph/graph-data.ts'
import type { Input, Level, Result } from '../../result/result.ts'
import { clean, link } from '../escape.ts'
import { wordFile } from '../file-words.ts'
import { plural } from '../group.ts'
import { headlineOf } from '../headline.ts'
import { baselineAdvice, ladderFold } from '../markdown-baseline.ts'
import { adviceFold, notes } from '../markdown-folds.ts'
import { originParts } from '../markdown-footer.ts'
import { leadParagraphs } from '../markdown-lead.ts'
import { type Page, type Plan, pageOf } from '../markdown-page.ts'
import { policyFold } from '../markdown-policy.ts'
import { fixedBy, fixedText } from '../markdown-pull.ts'
import { inReadingOrder } from '../order.ts'
import { PLAIN } from '../pen.ts'
import { quantity } from '../quantity.ts'
import { explainsGrowth } from '../start.ts'
import { needsAttention } from '../status.ts'
import { namesOf } from '../surface-names.ts'
import { treeLines } from '../tree.ts'
import type { MarkdownView } from '../view.ts'
import { blocksHtml, preformatted } from './blocks.ts'
import { checkTable } from './check-table.ts'
import { documentHtml, type PageAssets } from './document.ts'
import { type Explore, exploreSection } from './explore.ts'
import { GraphPlaces } from './graph-place.ts'
import { htmlPen, inlineHtml, nameText } from './markup.ts'

/** Room for everything that a person may want to see of a step. */
const PLAN: Plan = {
  ...{ trees: true, advice: true, causes: 20, allCauses: 1000, rows: 500, details: true },
  ...{ diffLines: 1000, acceptances: 1000 },
}

const MOST_TREES = 20

export interface HtmlParts {
  /** Null where there is nothing to explore. */
  readonly graphs: GraphData | null
  /** The element that holds the graphs. */
  readonly data: string
  readonly assets: PageAssets
}

/** The report: the verdict and everything behind it, readable without its script; then the call trees, for the script. */
export function renderHtml(result: Result, view: MarkdownView, { graphs, data, assets }: HtmlParts): string {
  const pen = htmlPen(view.subject)
  const page: Page = { ...pageOf(result, view), pen, plan: PLAN }
  const places = new GraphPlaces(graphs)
  const sections = [
    header(page),
    `<main>`,
    section(
      'lead',
      null,
      blocksHtml(
        leadParagraphs(page)
          .filter((text) => text !== '')
          .join('\n\n'),
      ),
    ),
    section('', 'Checks', checkTable(page, places) + blocksHtml([notes(page), baselineAdvice(page)].join('\n\n'))),
    section(
      'folds',
      null,
      [blocksHtml([policyFold(page), ladderFold(page)].join('\n')), treesFold(page), blocksHtml(adviceFold(page))].join(
        '\n',
      ),
    ),
    places.isEmpty ? '' : exploreSection(exploreDefault(result, places, graphs)),
    section('', 'Inputs', inputsTable(page)),
    `</main>`,
    footer(page),
  ]
  const body = sections.filter((part) => part !== '').join('\n')
  return documentHtml({ title: titleOf(result, view), body, data }, assets)
}

/** The verdict in plain words. */
function titleOf(result: Result, view: MarkdownView): string {
  const { verdict, detail } = headlineOf(result, namesOf(result), PLAIN, view.failOn)
  return clean(detail === null ? verdict : `${verdict}: ${detail}`)
}

function section(name: string, title: string | null, html: string): string {
  if (html.trim() === '') return ''
  const heading = title === null ? '' : `<h2>${title}</h2>\n`
  return `<section${name === '' ? '' : ` class="${name}"`}>\n${heading}${html.trim()}\n</section>`
}

function header(page: Page): string {
  const { result, names, pen, view } = page
  const { verdict, detail } = headlineOf(result, names, pen, view.failOn)
  const shown = fixedBy(page) === null ? detail : fixedText(page)
  const title = `<span class="outcome ${result.outcome}">${inlineHtml(verdict)}${shown === null ? '' : ':'}</span>${shown === null ? '' : ` ${inlineHtml(shown)}`}`
  const { target, date } = result.context
  const { sides, runs, policy, version } = originParts(page)
  const parts = [sides, runs, target === null ? '' : `target ${pen.code(target)}`, policy, version]
  return `<header>
<h1>${title}</h1>
<p class="meta">${inlineHtml(parts.filter((part) => part !== '').join(' · '))} · ${nameText(date)}</p>
</header>`
}

/** What opens first: of a failing result its first profile that can be seen, by its growth. */
function exploreDefault(result: Result, places: GraphPlaces, graphs: GraphData | null): Explore {
  const wrong = inReadingOrder(result.checks).find(
    (check) => check.level !== 'pass' && places.has(check.profile, check.metric) && explainsGrowth(check),
  )
  const failing: readonly Level[] = ['fail', 'warn']
  if (wrong !== undefined && failing.includes(result.outcome))
    return { profile: wrong.profile, metric: wrong.metric, width: 'growth' }
  const [first] = graphs?.profiles ?? []
  return { profile: first?.name ?? '', metric: first?.metrics[0]?.name ?? '', width: 'candidate' }
}

function treesFold({ checks, names, pen }: Page): string {
  const trees = checks
    .filter((check) => needsAttention(check) && explainsGrowth(check))
    .map((check) => treeLines(check, names, { ...pen, code: (text) => clean(text) }))
    .filter((lines) => lines.length > 1)
  if (trees.length === 0) return ''
  const shown = trees.slice(0, MOST_TREES).map((lines) => preformatted(lines, 'diff'))
  return `<details><summary><strong>Call tree of the growth</strong>: which callers it comes from</summary>\n${shown.join('\n')}\n</details>`
}

const STATES: Readonly<Record<Input['state'], readonly [name: string, text: string]>> = {
  read: ['pass', 'Read'],
  skipped: ['not-compared', 'Skipped'],
  refused: ['error', 'Refused'],
}

function inputsTable({ result, pen, plan }: Page): string {
  const order = { refused: 0, skipped: 1, read: 2 }
  const sorted = result.inputs.toSorted((a, b) => order[a.state] - order[b.state])
  if (sorted.length === 0) return ''
  const rows = sorted.slice(0, plan.rows).map(({ path, side, state, kind, runs, events, reason }) => {
    const [name, text] = STATES[state]
    const facts = [
      state === 'read' ? (kind ?? 'profile') : reason === null ? '' : wordFile(reason, pen).what,
      runs > 1 ? plural(runs, 'run') : '',
      events === null ? '' : `${quantity(events, { unit: 'count', per: 'none' }, pen)} samples`,
    ]
    const of = side === 'baseline' ? 'the baseline' : pen.candidate
    return `<tr><td><span class="badge ${name}">${text}</span></td><td>${inlineHtml(pen.code(path))} of ${of}</td><td>${inlineHtml(facts.filter((fact) => fact !== '').join(', '))}</td></tr>`
  })
  const more = sorted.length - rows.length
  if (more > 0) rows.push(`<tr><td></td><td colspan="2">… ${more} more, in the JSON result</td></tr>`)
  return `<details${sorted.every(({ state }) => state === 'read') ? '' : ' open'}><summary>${plural(sorted.length, 'file')}, ${sorted.filter(({ state }) => state === 'read').length} read</summary>
<div class="wide"><table class="inputs">
<thead><tr><th scope="col">State</th><th scope="col">File</th><th scope="col">Read as</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>
</details>`
}

function footer({ view, result }: Page): string {
  const { summary, run } = view.links ?? { summary: null, run: () => null }
  const { runId } = result.context
  const links = [
    summary === null ? '' : link('Job summary', summary),
    runId === null ? '' : link('Workflow run', run(runId)),
  ].filter((text) => text.startsWith('['))
  const parts = [...links, 'This file is complete in itself and asks for nothing.']
  return `<footer><p>${inlineHtml(parts.join(' · '))}</p></footer>`
}
