import type { GraphData } from '../graph/graph-data.ts'
import { type CallTree, NO_NODE, pathTo } from './call-tree.ts'
import { changeClass } from './change-text.ts'
import { button, element } from './element.ts'
import { factsTable } from './facts.ts'
import { functionHead } from './function-head.ts'
import { neighbourList } from './neighbour-list.ts'
import { neighboursOf } from './neighbours.ts'
import type { PageFunction } from './page-functions.ts'
import { hottestLines, sourceLines, sourceTable } from './source-view.ts'
import type { Subject } from './subject.ts'

/** What is known about a function that a reader selected. */
export interface Selection {
  readonly subject: Subject
  readonly tree: CallTree
  readonly frame: number
  readonly node: number
  readonly functions: readonly PageFunction[]
  readonly sides: GraphData['sides']
  /** The address of a function in the view that is shown. */
  readonly linkTo: (frame: number) => string
  /** The same function with all that is known about it. */
  readonly pageLink: string
  readonly flameLink: string
  readonly onSelect: (node: number) => void
}

const NEIGHBOURS_OF_PANEL = 5
const NEIGHBOURS_OF_PAGE = 100
const LINES_OF_PANEL = 4

/** Beside the flame graph. */
export function detailPanel(selection: Selection): readonly HTMLElement[] {
  const { functions, frame, sides } = selection
  const of = functions[frame]
  if (of === undefined) return []
  return [
    ...functionHead(of, sides.candidate),
    factsTable(selection.subject, frame, selection, sides),
    ...hotLines(selection, of),
    ...neighbours(selection, NEIGHBOURS_OF_PANEL),
    element(
      'p',
      { class: 'more' },
      element(
        'a',
        { href: selection.pageLink },
        `All about this function${hasSource(selection) ? ', with its source' : ''}`,
      ),
    ),
    stack(selection),
  ]
}

/** On its own, with the source. */
export function detailPage(selection: Selection): readonly HTMLElement[] {
  const { functions, frame, sides, subject } = selection
  const of = functions[frame]
  if (of === undefined) return []
  const source = subject.sourceOf(frame)
  return [
    element(
      'div',
      { class: 'function-top' },
      element(
        'div',
        {},
        ...functionHead(of, sides.candidate),
        element('p', {}, element('a', { class: 'button', href: selection.flameLink }, 'Show in the flame graph')),
      ),
      factsTable(subject, frame, selection, sides),
    ),
    element('div', { class: 'sandwich' }, ...neighbours(selection, NEIGHBOURS_OF_PAGE)),
    source === null
      ? element('p', { class: 'small' }, 'The report has no source of this function.')
      : element('section', {}, element('h4', {}, 'Source'), sourceTable(sourceLines(source), subject, of, sides)),
    stack(selection),
  ]
}

/** Before anything is selected. */
export function emptyPanel(): readonly HTMLElement[] {
  const key = (name: string, meaning: string) =>
    element(
      'div',
      {},
      element('dt', {}, ...name.split(' ').map((each) => element('kbd', {}, each))),
      element('dd', {}, meaning),
    )
  return [
    element('p', {}, 'Click a box to see its numbers, its callers and its source line.'),
    element(
      'dl',
      { class: 'keys' },
      key('← ↑ ↓ →', 'move'),
      key('Enter', 'zoom in'),
      key('Esc', 'zoom out'),
      key('/', 'search'),
      key('n N', 'next, previous hit'),
    ),
  ]
}

function hasSource({ subject, frame }: Selection): boolean {
  return subject.sourceOf(frame) !== null
}

function neighbours({ subject, tree, frame, functions, linkTo }: Selection, most: number): readonly HTMLElement[] {
  const { callers, callees } = neighboursOf(tree, frame)
  const list = { functions, subject, most, linkTo }
  return [
    neighbourList({ ...list, title: 'Called from', neighbours: callers }),
    neighbourList({ ...list, title: 'Calls', neighbours: callees }),
  ]
}

/** The lines that say most, short enough for the panel. */
function hotLines({ subject, frame }: Selection, { short }: PageFunction): readonly HTMLElement[] {
  const source = subject.sourceOf(frame)
  if (source === null) return []
  const lines = hottestLines(sourceLines(source), LINES_OF_PANEL)
  if (lines.length === 0) return []
  const rows = lines.map(({ number, text, cum, isChanged }) =>
    element(
      'tr',
      { class: isChanged ? 'line is-changed' : 'line' },
      element('td', { class: 'num number' }, String(number)),
      element('td', { class: 'text' }, element('code', {}, text.trim())),
      element('td', { class: changeClass(cum, subject.band) }, subject.numbers.delta(cum)),
    ),
  )
  return [
    element(
      'section',
      { class: 'hot-lines' },
      element('h4', {}, 'Lines that changed most'),
      element('table', { 'aria-label': `Lines of ${short}` }, element('tbody', {}, ...rows)),
    ),
  ]
}

function stack({ tree, node, functions, onSelect }: Selection): HTMLElement {
  const path = node === NO_NODE ? [] : pathTo(tree, node).slice(1)
  const entries = path.map((each) => {
    const { short, isOwn } = functions[tree.frame[each]!] as PageFunction
    const classes = isOwn ? 'link function' : 'link function foreign'
    const entry = button(short, { class: classes, 'aria-current': each === node ? 'true' : null }, () => onSelect(each))
    return element('li', {}, entry)
  })
  return element('section', { class: 'stack' }, element('h4', {}, 'Stack'), element('ol', {}, ...entries))
}
