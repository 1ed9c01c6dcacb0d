import type { GraphData, LineValues } from '../graph/graph-data.ts'
import { clean } from '../report/escape.ts'
import type { SideValue } from './call-tree.ts'
import { changeClass } from './change-text.ts'
import { button, element, outsideLink } from './element.ts'
import type { PageFunction } from './page-functions.ts'
import type { SourceOfFunction, Subject } from './subject.ts'

/** The lines of a function with what they stand for on both sides, as `list` prints them. */

interface Line {
  readonly number: number
  readonly text: string
  readonly isChanged: boolean
  readonly flat: SideValue
  readonly cum: SideValue
}

/** Lines without a value are shown so far from one that has a value, or was changed. */
const CONTEXT_LINES = 4
/** Shorter gaps are not worth a button. */
const LEAST_GAP = 4

const NOTHING: SideValue = { baseline: 0, candidate: 0 }

export function sourceLines({ source, values }: SourceOfFunction): readonly Line[] {
  const changed = new Set(source.changedLines)
  const rowOf = new Map(values?.lines.map((line, row) => [line, row]))
  const valueAt = (columns: LineValues['flat'] | undefined, row: number | undefined): SideValue =>
    columns === undefined || row === undefined
      ? NOTHING
      : { baseline: columns.baseline[row] ?? 0, candidate: columns.candidate[row] ?? 0 }
  return source.text.map((text, at) => {
    const number = source.startLine + at
    const row = rowOf.get(number)
    const [flat, cum] = [valueAt(values?.flat, row), valueAt(values?.cum, row)]
    return { number, text: cleanLine(text), isChanged: changed.has(number), flat, cum }
  })
}

/** Tabs stay: they are the author's indentation. */
function cleanLine(text: string): string {
  return text.split('\t').map(clean).join('\t')
}

function hasValue({ flat, cum }: Line): boolean {
  return [flat, cum].some(({ baseline, candidate }) => baseline !== 0 || candidate !== 0)
}

/** The lines that changed most, in their order. */
export function hottestLines(lines: readonly Line[], most: number): readonly Line[] {
  const change = ({ cum }: Line) => Math.abs(cum.candidate - cum.baseline)
  const hottest = lines.filter((line) => change(line) > 0).toSorted((a, b) => change(b) - change(a))
  return hottest.slice(0, most).toSorted((a, b) => a.number - b.number)
}

export function sourceTable(
  lines: readonly Line[],
  subject: Subject,
  of: PageFunction,
  sides: GraphData['sides'],
): HTMLElement {
  const rows = lines.map((line) => sourceRow(line, subject, of))
  const shown = nearInteresting(lines)
  const body = element('tbody')
  for (let at = 0; at < lines.length; ) {
    let end = at
    while (end < lines.length && shown[end] === shown[at]) end++
    const part = rows.slice(at, end)
    if (shown[at] === true || end - at < LEAST_GAP) body.append(...part)
    else body.append(gapRow(part))
    at = end
  }
  const columns = subject.isOneSided ? '1' : '2'
  const group = (label: string, hint: string) =>
    element(
      'th',
      { colspan: columns, scope: 'colgroup', class: 'group' },
      label,
      element('span', { class: 'small hint' }, hint),
    )
  const column = (label: string, ...narrow: readonly HTMLElement[]) =>
    element('th', { scope: 'col', class: 'num' }, ...narrow, label)
  const change = (kind: string) => column(subject.changeHead, element('span', { class: 'narrow' }, `${kind} `))
  const pair = () => element('th', { scope: 'col', class: 'num extra two-sided' }, sideHead)
  const sideHead = `${sides.baseline} → ${sides.candidate}`
  return element(
    'div',
    { class: 'scroll source', tabindex: '0', role: 'region', 'aria-label': `Source of ${of.short}` },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          { class: 'groups' },
          element('td'),
          group('Flat', 'in the line'),
          group('Cum', 'with what it calls'),
          element('td'),
        ),
        element(
          'tr',
          {},
          column('Line'),
          change('Flat'),
          pair(),
          change('Cum'),
          pair(),
          element('th', { scope: 'col', class: 'text' }, 'Source'),
        ),
      ),
      body,
    ),
  )
}

function sourceRow(line: Line, { numbers, band }: Subject, { url }: PageFunction): HTMLElement {
  const cells = (value: SideValue): readonly HTMLElement[] => {
    const isNothing = value.baseline === 0 && value.candidate === 0
    return [
      element('td', { class: changeClass(value, band) }, isNothing ? '' : numbers.delta(value)),
      element('td', { class: 'num small extra two-sided' }, isNothing ? '' : numbers.pair(value)),
    ]
  }
  const lineUrl = url.replace(/#L\d+$/, `#L${line.number}`)
  const number = lineUrl === '' ? String(line.number) : outsideLink(lineUrl, String(line.number))
  return element(
    'tr',
    { class: line.isChanged ? 'line is-changed' : 'line' },
    element('td', { class: 'num number' }, number),
    ...cells(line.flat),
    ...cells(line.cum),
    element(
      'td',
      { class: 'text' },
      line.isChanged ? element('span', { class: 'sr' }, 'changed line: ') : null,
      element('code', {}, line.text),
    ),
  )
}

function nearInteresting(lines: readonly Line[]): readonly boolean[] {
  const shown = lines.map(() => false)
  for (const [at, line] of lines.entries()) {
    if (at !== 0 && !line.isChanged && !hasValue(line)) continue
    shown.fill(true, Math.max(0, at - CONTEXT_LINES), at + CONTEXT_LINES + 1)
  }
  return shown
}

function gapRow(hidden: readonly HTMLElement[]): HTMLElement {
  const row = element('tr', { class: 'gap' })
  const show = button(`Show ${hidden.length} lines`, { class: 'link' }, () => row.replaceWith(...hidden))
  row.append(element('td', { colspan: '6' }, show))
  return row
}
