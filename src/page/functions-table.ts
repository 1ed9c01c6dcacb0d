import type { GraphData } from '../graph/graph-data.ts'
import { changeBar } from './bar.ts'
import type { SideValue } from './call-tree.ts'
import { changeClass } from './change-text.ts'
import { button, element } from './element.ts'
import { changedTag } from './function-head.ts'
import { type FunctionRow, functionRows, type RowOrder, type SortColumn, sortRows } from './function-rows.ts'
import { type PageFunction, placeText } from './page-functions.ts'
import type { Matcher } from './search.ts'
import type { Subject } from './subject.ts'
import type { SumKind } from './sums.ts'

/** All functions with flat, cum and own of both sides: what the flame graph shows, for those who read numbers. */

export interface FunctionListing {
  readonly subject: Subject
  readonly functions: readonly PageFunction[]
  readonly sides: GraphData['sides']
  readonly matches: Matcher | null
  readonly isOwnOnly: boolean
  readonly selected: number
  readonly linkTo: (frame: number) => string
}

const ROWS_AT_FIRST = 200

const GROUPS: readonly { readonly kind: SumKind; readonly title: string; readonly hint: string }[] = [
  { kind: 'own', title: 'Own', hint: 'blamed on it' },
  { kind: 'flat', title: 'Flat', hint: 'in it' },
  { kind: 'cum', title: 'Cum', hint: 'under it' },
]

export class FunctionsTable {
  readonly host = element('div', { class: 'functions' })
  private listing: FunctionListing | null = null
  /** Null until a reader chooses one. */
  private chosenOrder: RowOrder | null = null
  private isAll = false
  private most = ROWS_AT_FIRST

  show(listing: FunctionListing): void {
    if (this.listing?.subject !== listing.subject || this.listing.matches !== listing.matches) this.most = ROWS_AT_FIRST
    this.listing = listing
    this.render(listing)
  }

  /** At first what grew most, or what shrank most where the total did. */
  private get order(): RowOrder {
    const { baseline, candidate } = this.listing?.subject.total ?? { baseline: 0, candidate: 0 }
    return this.chosenOrder ?? { column: 'own.change', isAscending: candidate < baseline }
  }

  private render(listing: FunctionListing): void {
    const { subject, functions } = listing
    const { rows, quiet } = functionRows(subject.sums, functions, subject.band, {
      ...listing,
      isAll: this.isAll || subject.isOneSided,
    })
    const sorted = sortRows(rows, this.order, functions)
    const shown = sorted.slice(0, this.most)
    const largest = shown.reduce((most, { own }) => Math.max(most, Math.abs(own.candidate - own.baseline)), 0)
    const table = element(
      'table',
      {},
      element('caption', { class: 'sr' }, `Functions of ${subject.profile.title}, ${subject.metric.title}`),
      this.head(listing),
      element('tbody', {}, ...shown.map((row) => tableRow(row, listing, largest))),
    )
    const box = { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Functions' }
    this.host.replaceChildren(element('div', box, table), this.foot(listing, sorted.length, quiet))
  }

  private head({ sides, subject }: FunctionListing): HTMLElement {
    const columns = (kind: SumKind) => (subject.isOneSided ? 1 : 3) + (kind === 'own' ? 1 : 0)
    const group = (each: (typeof GROUPS)[number]) =>
      element(
        'th',
        { colspan: String(columns(each.kind)), scope: 'colgroup', class: 'group' },
        each.title,
        element('span', { class: 'small hint' }, each.hint),
      )
    const heads = GROUPS.flatMap(({ kind, title }) => [
      this.headCell(`${kind}.change`, subject.changeHead, 'num', title),
      ...(kind === 'own' ? [element('td', { class: 'extra' })] : []),
      this.headCell(`${kind}.baseline`, sides.baseline, 'num extra two-sided'),
      this.headCell(`${kind}.candidate`, sides.candidate, 'num extra two-sided'),
    ])
    return element(
      'thead',
      {},
      element('tr', { class: 'groups' }, element('td'), ...GROUPS.map(group)),
      element('tr', {}, this.headCell('name', 'Function', ''), ...heads),
    )
  }

  /** @param narrow the label where there is no room for the heads of groups; empty for the same */
  private headCell(column: SortColumn, label: string, classes: string, narrow = ''): HTMLElement {
    const isSorted = this.order.column === column
    const state = isSorted ? (this.order.isAscending ? 'ascending' : 'descending') : null
    const mark = element(
      'span',
      { class: 'sort-mark', 'aria-hidden': 'true' },
      isSorted ? (this.order.isAscending ? '↑' : '↓') : '',
    )
    const sort = button(narrow === '' ? label : '', { 'data-column': column }, () => this.sortBy(column))
    if (narrow !== '') {
      sort.append(element('span', { class: 'extra' }, label), element('span', { class: 'narrow' }, narrow))
    }
    sort.append(mark)
    return element('th', { scope: 'col', class: classes, 'aria-sort': state }, sort)
  }

  private sortBy(column: SortColumn): void {
    const isSame = this.order.column === column
    this.chosenOrder = { column, isAscending: isSame ? !this.order.isAscending : column === 'name' }
    this.again()
    // The button that was pressed is a new one now.
    this.host.querySelector<HTMLElement>(`[data-column="${column}"]`)?.focus()
  }

  private foot({ matches, subject }: FunctionListing, count: number, quiet: number): HTMLElement {
    const foot = element('p', { class: 'small table-foot' })
    if (count === 0 && quiet === 0) foot.append(matches === null ? 'No functions.' : 'No function matches.')
    if (count > this.most) {
      foot.append(`${this.most} of ${count} functions. `)
      foot.append(
        button(`Show ${Math.min(ROWS_AT_FIRST, count - this.most)} more`, { class: 'button' }, () => {
          this.most += ROWS_AT_FIRST
          this.again()
        }),
        ' ',
      )
    }
    if (quiet > 0)
      foot.append(
        `${quiet} ${quiet === 1 ? 'function' : 'functions'} within noise ${quiet === 1 ? 'is' : 'are'} hidden. `,
      )
    if (quiet > 0 || (this.isAll && !subject.isOneSided)) {
      foot.append(
        button(this.isAll ? 'Hide what is within noise' : 'Show all', { class: 'button' }, () => {
          this.isAll = !this.isAll
          this.again()
        }),
      )
    }
    return foot
  }

  private again(): void {
    if (this.listing !== null) this.render(this.listing)
  }
}

function tableRow(row: FunctionRow, listing: FunctionListing, largest: number): HTMLElement {
  const { subject, functions, linkTo, selected } = listing
  const { numbers, band } = subject
  const of = functions[row.frame] as PageFunction
  const cells = (kind: SumKind, value: SideValue) => [
    element('td', { class: changeClass(value, band) }, numbers.delta(value)),
    ...(kind === 'own' ? [element('td', { class: 'extra' }, changeBar(value, largest))] : []),
    element('td', { class: 'num extra two-sided' }, sideText(value.baseline, numbers)),
    element('td', { class: 'num extra two-sided' }, sideText(value.candidate, numbers)),
  ]
  const name = element(
    'a',
    { class: of.isOwn ? 'function' : 'function foreign', href: linkTo(row.frame), title: of.name },
    of.short,
  )
  return element(
    'tr',
    { class: row.frame === selected ? 'is-selected' : null },
    element(
      'th',
      { scope: 'row' },
      name,
      ' ',
      element('span', { class: 'small file' }, placeText(of)),
      ...changedTag(of.isChanged),
    ),
    ...GROUPS.flatMap(({ kind }) => cells(kind, row[kind])),
  )
}

/** Nothing is said by a zero that a dot does not say more calmly. */
function sideText(value: number, numbers: Subject['numbers']): string {
  return value === 0 ? '·' : numbers.value(value)
}
