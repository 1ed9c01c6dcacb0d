import type { GraphData, GraphMetric, GraphProfile } from '../graph/graph-data.ts'
import { clean, clip } from '../report/escape.ts'
import { type Address, VIEW_KINDS, type ViewKind } from './address.ts'
import { Choice } from './choice.ts'
import { button, element } from './element.ts'
import { WIDTH_MODES, type WidthMode } from './layout.ts'

/** The switches above the views. */

export interface ControlEvents {
  readonly onChange: (change: Partial<Address>) => void
  readonly onNextHit: (step: 1 | -1) => void
  readonly onReset: () => void
}

/** What the switches say. */
export interface ControlState {
  readonly address: Address
  readonly profile: GraphProfile
  readonly metric: GraphMetric
  readonly hasSelection: boolean
  readonly isOneSided: boolean
  readonly total: string
  /** What the search found, for readers; empty without one. */
  readonly found: string
}

const VIEW_LABELS: Readonly<Record<ViewKind, string>> = {
  flame: 'Flame graph',
  functions: 'Functions',
  function: 'Selected function',
}

/** More profiles than that are chosen from a list. */
const MOST_BUTTONS = 5
/** While a reader types. */
const SEARCH_DELAY_MS = 90

export class Controls {
  readonly host: HTMLElement
  readonly search = element('input', {
    type: 'search',
    placeholder: 'Search function or file',
    'aria-label': 'Search function or file, a regular expression or plain text',
    'aria-keyshortcuts': '/',
    spellcheck: 'false',
    autocomplete: 'off',
  })
  private readonly events: ControlEvents
  private readonly profiles: Choice<string>
  private readonly metrics: Choice<string>
  private readonly views: Choice<ViewKind>
  private readonly widths: Choice<WidthMode>
  private readonly own = element('input', { type: 'checkbox' })
  private readonly found = element('span', { class: 'small found', role: 'status' })
  private readonly hitButtons: readonly HTMLButtonElement[]
  private readonly total = element('p', { class: 'total' })
  private typing = 0

  constructor({ profiles, sides }: GraphData, events: ControlEvents) {
    this.events = events
    const widthLabels: Readonly<Record<WidthMode, string>> = {
      candidate: clean(sides.candidate),
      baseline: clean(sides.baseline),
      growth: 'Growth only',
      shrink: 'Shrink only',
    }
    const profileOptions = profiles.map(({ name, title }) => ({
      value: name,
      label: clip(clean(title)),
      hint: clean(name),
    }))
    const isList = profiles.length > MOST_BUTTONS
    this.profiles = new Choice<string>('Profile', isList ? 'list' : 'buttons', (profile) =>
      events.onChange({ profile, metric: '' }),
    )
    this.profiles.offer(profileOptions)
    this.metrics = new Choice<string>('Values', 'list', (metric) => events.onChange({ metric }))
    this.views = new Choice<ViewKind>('View', 'buttons', (view) => events.onChange({ view }))
    this.views.offer(VIEW_KINDS.map((value) => ({ value, label: VIEW_LABELS[value] })))
    this.widths = new Choice<WidthMode>('Width', 'buttons', (width) => events.onChange({ width }))
    this.widths.offer(WIDTH_MODES.map((value) => ({ value, label: widthLabels[value] })))
    this.hitButtons = [
      button('↑', { class: 'button', 'aria-label': 'Previous hit', title: 'Previous hit (N)' }, () =>
        events.onNextHit(-1),
      ),
      button('↓', { class: 'button', 'aria-label': 'Next hit', title: 'Next hit (n)' }, () => events.onNextHit(1)),
    ]
    this.search.addEventListener('input', () => this.type())
    this.search.addEventListener('keydown', (event) => this.press(event))
    this.own.addEventListener('change', () => events.onChange({ own: this.own.checked }))
    this.host = element(
      'div',
      { class: 'controls' },
      element('div', { class: 'control-row' }, this.profiles.host, this.metrics.host, this.total),
      element('div', { class: 'control-row' }, this.views.host, this.widths.host),
      element(
        'div',
        { class: 'control-row' },
        element('div', { class: 'search' }, this.search, ...this.hitButtons, this.found),
        element('label', { class: 'check-label' }, this.own, 'Only code of this repository'),
        button('Reset', { class: 'button' }, () => events.onReset()),
      ),
    )
  }

  show({ address, profile, metric, hasSelection, isOneSided, total, found }: ControlState): void {
    this.profiles.choose(profile.name)
    this.metrics.offer(profile.metrics.map(({ name, title }) => ({ value: name, label: clip(clean(title)) })))
    this.metrics.choose(metric.name)
    this.views.choose(address.view)
    this.views.enable('function', hasSelection)
    this.widths.choose(address.width)
    this.widths.host.hidden = address.view !== 'flame' || isOneSided
    if (this.search.value !== address.search) this.search.value = address.search
    this.own.checked = address.own
    this.found.textContent = found
    for (const each of this.hitButtons) each.hidden = address.search === '' || address.view !== 'flame'
    this.total.textContent = total
  }

  private type(): void {
    clearTimeout(this.typing)
    this.typing = setTimeout(() => this.events.onChange({ search: this.search.value }), SEARCH_DELAY_MS)
  }

  private press(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      clearTimeout(this.typing)
      this.events.onChange({ search: this.search.value })
      this.events.onNextHit(event.shiftKey ? -1 : 1)
    } else if (event.key === 'Escape') {
      clearTimeout(this.typing)
      this.search.value = ''
      this.search.blur()
      this.events.onChange({ search: '' })
    } else return
    event.preventDefault()
  }
}
