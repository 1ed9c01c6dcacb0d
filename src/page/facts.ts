import type { GraphData } from '../graph/graph-data.ts'
import { type CallTree, NO_NODE, type SideColumns, type SideValue, sideValue } from './call-tree.ts'
import { changeClass } from './change-text.ts'
import { element } from './element.ts'
import { shareOfGrowth } from './numbers.ts'
import type { Subject } from './subject.ts'

/** What a function stands for, both sides: with what it calls, in itself, blamed on it, and in the box that is selected. */
export function factsTable(
  subject: Subject,
  frame: number,
  box: { readonly tree: CallTree; readonly node: number },
  sides: GraphData['sides'],
): HTMLElement {
  const { sums, band, numbers, total } = subject
  const row = (label: string, hint: string, value: SideValue) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, label, element('span', { class: 'small hint' }, hint)),
      element('td', { class: 'num two-sided' }, numbers.value(value.baseline)),
      element('td', { class: 'num two-sided' }, numbers.value(value.candidate)),
      element(
        'td',
        { class: changeClass(value, band) },
        numbers.delta(value),
        element('span', { class: 'small ratio' }, numbers.relative(value)),
      ),
    )
  const of = (columns: SideColumns) => sideValue(columns, frame)
  const hasSeveral = box.node !== NO_NODE && sums.nodes[frame]! > 1
  const share = subject.isOneSided ? null : shareOfGrowth(of(sums.cum), total)
  const side = (name: string) => element('th', { scope: 'col', class: 'num two-sided' }, name)
  const heads = [
    element('td'),
    side(sides.baseline),
    side(sides.candidate),
    element('th', { scope: 'col', class: 'num' }, subject.changeHead),
  ]
  return element(
    'div',
    { class: 'facts' },
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...heads)),
      element(
        'tbody',
        {},
        hasSeveral ? row('This box', 'one of its stacks', sideValue(box.tree.total, box.node)) : null,
        row('Under it', 'cum', of(sums.cum)),
        row('In it', 'flat', of(sums.flat)),
        row('Own', 'blamed on it', of(sums.own)),
      ),
    ),
    share === null ? null : element('p', { class: 'share' }, element('b', {}, share), ' of all growth'),
  )
}
