import { NO_FRAME } from './call-tree.ts'
import { changeClass } from './change-text.ts'
import { element } from './element.ts'
import { changedTag } from './function-head.ts'
import type { Neighbour } from './neighbours.ts'
import type { PageFunction } from './page-functions.ts'
import type { Subject } from './subject.ts'

export interface NeighbourListing {
  readonly title: string
  readonly neighbours: readonly Neighbour[]
  readonly functions: readonly PageFunction[]
  readonly subject: Subject
  readonly most: number
  /** The address of a function. */
  readonly linkTo: (frame: number) => string
}

/** Callers or callees with what changed between the two. */
export function neighbourList(listing: NeighbourListing): HTMLElement {
  const { title, neighbours, functions, subject, most, linkTo } = listing
  const { numbers, band } = subject
  const row = (each: Neighbour) => {
    const of = each.frame === NO_FRAME ? undefined : functions[each.frame]
    return element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row' },
        of === undefined
          ? element('span', { class: 'small' }, 'nothing: stacks start here')
          : element('a', { href: linkTo(each.frame), class: 'function' }, of.short),
        ...changedTag(of?.isChanged === true),
      ),
      element('td', { class: 'num small sides two-sided' }, numbers.pair(each)),
      element('td', { class: changeClass(each, band) }, numbers.delta(each)),
    )
  }
  const shown = neighbours.slice(0, most)
  const left = neighbours.length - shown.length
  return element(
    'section',
    { class: 'neighbours' },
    element('h4', {}, title),
    shown.length === 0
      ? element('p', { class: 'small' }, 'None.')
      : element('table', {}, element('tbody', {}, ...shown.map(row))),
    left > 0 ? element('p', { class: 'small' }, `and ${left} more`) : null,
  )
}
