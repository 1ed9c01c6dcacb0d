import type { Cause, Check } from '../../result/result.ts'
import { AdviceOnce, adviceText } from '../advice-words.ts'
import { causeDetails, causeDoubts, causeName, isChanged } from '../cause-texts.ts'
import { checkTexts, placeText } from '../check-texts.ts'
import { detectableText } from '../detectable.ts'
import { runsOfRow } from '../evidence.ts'
import { functionPart, isFunctionGroup, plural, preposition, scopeText } from '../group.ts'
import { isBudget } from '../limit.ts'
import { type Page, placeLink } from '../markdown-page.ts'
import { metricWords } from '../metric.ts'
import { callerName } from '../name.ts'
import { type NoiseClaim, noiseClaim } from '../noise-claim.ts'
import { type Pen, word } from '../pen.ts'
import { delta, pair, quantity } from '../quantity.ts'
import { relative, share } from '../relative.ts'
import { explainsGrowth, furtherCauses, sharesMakeSense, soleCause } from '../start.ts'
import { needsAttention, valuesOf } from '../status.ts'
import { isSeries, trendText } from '../trend.ts'
import { barScale, bulletBar, runStrip } from './charts.ts'
import type { GraphPlaces } from './graph-place.ts'
import { escaped, inlineHtml, nameText } from './markup.ts'

/** All checks with their causes. */

/** What rows share. */
interface Shared {
  readonly places: GraphPlaces
  readonly advice: AdviceOnce
}

/** More rows are in no report that a browser likes. */
const MOST_CHECKS = 500
const MOST_CAUSES = 20
const MOST_CAUSES_IN_ALL = 1000

export function checkTable(page: Page, places: GraphPlaces): string {
  if (page.checks.length === 0) return ''
  const { pen } = page
  const other = pen.candidate === 'this PR' ? 'PR' : pen.candidate === 'this commit' ? 'commit' : 'candidate'
  const head = [
    ['Result', ''],
    ['What, and where', ''],
    ['Change', 'num'],
    [`Baseline → ${other}`, 'num'],
    ['│ = limit', ''],
    ['Limit', 'num'],
    [`Runs: baseline, ${other}`, ''],
    ['Noise?', ''],
  ].map(([title, name]) => `<th scope="col"${name === '' ? '' : ` class="${name}"`}>${title}</th>`)
  const rows: string[] = []
  const advice = new AdviceOnce()
  let left = MOST_CAUSES_IN_ALL
  for (const check of page.checks.slice(0, MOST_CHECKS)) {
    const ofCheck = checkRow(page, check, { places, advice })
    const causes = causeRows(page, check, { places, advice }, Math.min(MOST_CAUSES, left))
    left -= causes.length
    rows.push(ofCheck, ...causes)
  }
  const more = page.checks.length - MOST_CHECKS
  if (more > 0) rows.push(moreRow(`${plural(more, 'more check')}, in the JSON result`))
  return `<div class="wide" tabindex="0" role="region" aria-label="Checks"><table class="checks">
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`
}

function moreRow(text: string): string {
  return `<tr class="cause"><td></td><td colspan="7" class="small">… ${text}</td></tr>`
}

/** What a check came to: a class for colours, and a word that says the same. */
export function badgeOf({ outcome, level }: Pick<Check, 'outcome' | 'level'>): readonly [name: string, text: string] {
  if (outcome === 'inconclusive') {
    return [level === 'fail' || level === 'error' ? 'fail' : 'inconclusive', 'Inconclusive']
  }
  if (outcome === 'not-compared' && level === 'pass') return ['not-compared', 'Not compared']
  switch (level) {
    case 'fail':
      return ['fail', 'Failed']
    case 'error':
      return ['error', 'Could not decide']
    case 'warn':
      return ['warn', 'Warning']
    case 'pass':
      return ['pass', 'Passed']
  }
}

function checkRow(page: Page, check: Check, shared: Shared): string {
  const { pen, names } = page
  const texts = checkTexts(check, names, pen)
  const sole = soleCause(check)
  const [name, text] = badgeOf(check)
  const values = valuesOf(check)
  const both = numbersOf(sole ?? check.total)
  // Limits of groups are none of the sum of all. Without a baseline nothing grew, and only budgets hold.
  const held = check.of === 'total' || sole !== null ? check.limits : []
  const limits = values === 'both' ? held : held.filter(isBudget)
  const drawn = values === 'both' ? both : { baseline: both.candidate, candidate: both.candidate }
  const runs = runsOfRow(check)
  const ratio = texts.relative === '' ? '' : ` <span class="small">(${inlineHtml(texts.relative)})</span>`
  const change =
    texts.delta === ''
      ? ''
      : `${needsAttention(check) ? `<strong>${inlineHtml(texts.delta)}</strong>` : inlineHtml(texts.delta)}${ratio}`
  const cells = [
    `<td><span class="badge ${name}">${text}</span></td>`,
    `<td>${whatCell(page, check, shared)}</td>`,
    `<td class="num">${change}</td>`,
    `<td class="num">${inlineHtml(texts.values)}</td>`,
    `<td>${values === 'none' ? '' : bulletBar(drawn, limits, barScale(drawn, limits))}</td>`,
    `<td class="num limit">${inlineHtml(texts.limit)}</td>`,
    `<td>${runs === null || values === 'none' ? '' : runStrip(check, runs, pen)}</td>`,
    `<td class="small">${noiseCell(check, texts.noise, pen)}</td>`,
  ]
  return `<tr class="check ${name}" data-check="${escaped(check.id)}">${cells.join('')}</tr>`
}

/** Short answers to "Noise?", by what the long ones claim. */
const ANSWERS: Readonly<Record<NoiseClaim['claim'], string>> = {
  'Not noise': 'no',
  'Could be noise': 'maybe',
  'Noise unknown': 'unknown',
}

function noiseCell(check: Check, noise: string, pen: Pen): string {
  const claim = noiseClaim(check, pen)?.claim
  const answer = check.outcome === 'inconclusive' ? 'maybe' : claim === undefined ? '' : ANSWERS[claim]
  const margin = noise.replace(/^noise (unknown$|of the (?=total ))?/, '')
  return inlineHtml([answer, margin].filter((part) => part !== '').join(': '))
}

function whatCell(page: Page, check: Check, { places, advice }: Shared): string {
  const { pen, checks } = page
  const texts = checkTexts(check, page.names, pen)
  const sole = soleCause(check)
  const title = linked(
    `<strong>${inlineHtml(metricWords(check, pen).title)}</strong>`,
    places.fragment(check.profile, check.metric),
  )
  const where = inlineHtml(placeText(check, checks, pen))
  const what =
    sole === null
      ? `${title}${where}, ${inlineHtml(scopeText(check, pen))}`
      : `${title}${where} ${preposition(check)} ${subject(page, check, sole, places)}`
  const trend = isSeries(check) ? trendText(check, sole === null ? check.runs : sole.runs, pen) : null
  const small = [
    `rule ${word(check.rule, pen)}`,
    ...(trend === null ? [] : [trend]),
    valuesOf(check) === 'both' ? (detectableText(check, pen) ?? '') : '',
  ]
  const details = sole === null ? [] : causeDetails(sole, pen, callerName)
  return [
    what,
    ...lines([...details, ...texts.notes]),
    ...lines([small.filter((part) => part !== '').join(' · ')]),
    ...lines([sole === null ? '' : adviceText(advice.of(sole, check, pen))]),
  ].join('')
}

function lines(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => text !== '').map((text) => `<div class="small">${inlineHtml(text)}</div>`)
}

function linked(html: string, fragment: string | null): string {
  return fragment === null ? html : `<a href="${escaped(fragment)}">${html}</a>`
}

/** Name and place of a group. */
function subject(page: Page, check: Check, cause: Cause, places: GraphPlaces): string {
  const full = isFunctionGroup(check.of) && check.kind !== 'benchmark' ? functionPart(cause.name, check.of) : null
  const fragment = full === null ? null : places.fragment(check.profile, check.metric, full)
  const name = inlineHtml(page.pen.code(causeName(cause, check, page.names)))
  const tag = isChanged(cause) ? ' <span class="changed">changed</span>' : ''
  return `${linked(name, fragment)}${placeHtml(page, cause)}${tag}`
}

/** The base name; the whole path is said by its link, or by its title. */
function placeHtml(page: Page, { file, line }: Cause): string {
  if (file === null) return ''
  const url = page.view.links?.file(file, line) ?? null
  if (url !== null) return ` ${inlineHtml(placeLink(page, file, line))}`
  const at = line === null ? '' : `:${line}`
  return ` <code title="${nameText(file + at)}">${nameText(`${file.split('/').at(-1)}${at}`)}</code>`
}

function causeRows(page: Page, check: Check, shared: Shared, most: number): readonly string[] {
  if (!explainsGrowth(check)) return []
  const listed = furtherCauses(check)
  const shown = listed.slice(0, Math.max(0, most))
  const more = listed.length - shown.length
  const rows = shown.map((cause) => causeRow(page, check, cause, shared))
  return more > 0 ? [...rows, moreRow(`${plural(more, 'more cause')}, in the JSON result`)] : rows
}

function numbersOf({ baseline, candidate }: Pick<Cause, 'baseline' | 'candidate'>) {
  return { baseline: Number(baseline), candidate: Number(candidate) }
}

const STATUS: Readonly<Record<Cause['status'], string>> = {
  'over-limit': '',
  contributes: '',
  accepted: 'accepted',
  moved: 'moved',
  inconclusive: 'maybe',
}

function causeRow(page: Page, check: Check, cause: Cause, { places, advice }: Shared): string {
  const { pen } = page
  const isCompared = valuesOf(check) === 'both'
  // Parts of a total are drawn as large as they are in it.
  const scale = check.of === 'total' ? barScale(numbersOf(check.total), check.limits) : barScale(numbersOf(cause), [])
  const ratio = relative(cause, check.unit, pen)
  const status = STATUS[cause.status]
  const part = cause.share !== null && sharesMakeSense(check) ? inlineHtml(share(cause.share)) : ''
  const first = [part, status === '' ? '' : `<span class="badge ${cause.status}">${status}</span>`]
  const hint = adviceText(advice.of(cause, check, pen))
  const texts = [...causeDetails(cause, pen, callerName), ...causeDoubts(cause, check), hint]
  const isAsked = cause.status === 'over-limit' || cause.status === 'inconclusive'
  const cells = [
    `<td class="num small">${first.filter((text) => text !== '').join(' ')}</td>`,
    `<td>${subject(page, check, cause, places)}${lines(texts).join('')}</td>`,
    `<td class="num">${isCompared ? `${inlineHtml(delta(cause.delta, check, pen))}${ratio === '' ? '' : ` <span class="small">(${inlineHtml(ratio)})</span>`}` : ''}</td>`,
    `<td class="num">${inlineHtml(isCompared ? pair(cause.baseline, cause.candidate, check, pen) : quantity(cause.candidate, check, pen))}</td>`,
    `<td>${isCompared ? bulletBar(numbersOf(cause), [], scale) : ''}</td>`,
    '<td></td>',
    `<td>${cause.runs !== null && isAsked ? runStrip(check, cause.runs, pen) : ''}</td>`,
    '<td></td>',
  ]
  return `<tr class="cause ${cause.status}">${cells.join('')}</tr>`
}
