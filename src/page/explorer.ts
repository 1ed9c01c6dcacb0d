import type { GraphData } from '../graph/graph-data.ts'
import { type Address, readAddress } from './address.ts'
import { NO_FRAME, NO_NODE, ROOT } from './call-tree.ts'
import { Controls } from './controls.ts'
import { detailPage, detailPanel, emptyPanel, type Selection } from './detail.ts'
import { element } from './element.ts'
import { Exploration } from './exploration.ts'
import { emptyText, foldedText, foundText, spokenText } from './explorer-words.ts'
import { FlameChart } from './flame-chart.ts'
import { FunctionsTable } from './functions-table.ts'
import { legend } from './legend.ts'
import { listenToShortcuts } from './shortcuts.ts'
import { Tooltip } from './tooltip.ts'

/** The part of the page that a reader plays with: one exploration, and the views that show it. */
export class Explorer {
  private readonly section: HTMLElement
  private readonly exploration: Exploration
  private readonly defaults: Address
  private readonly controls: Controls
  private readonly chart: FlameChart
  private readonly table = new FunctionsTable()
  private readonly tooltip = new Tooltip()
  private readonly panel = element('aside', { class: 'panel', 'aria-label': 'Selected function' })
  private readonly page = element('div', { class: 'function-page' })
  private readonly legends = element('div')
  private readonly folded = element('p', { class: 'small' })
  private readonly flameView: HTMLElement
  private readonly live = element('p', { class: 'sr', 'aria-live': 'polite' })

  constructor(section: HTMLElement, data: GraphData, defaults: Address) {
    this.section = section
    this.defaults = defaults
    this.exploration = new Exploration(data, defaults)
    const onNextHit = (step: 1 | -1) => this.nextHit(step)
    this.controls = new Controls(data, {
      onChange: (change) => this.change(change),
      onNextHit,
      onReset: () => this.reset(),
    })
    this.chart = new FlameChart({
      onSelect: (node) => this.select(node),
      onHover: (node, x, y) => this.hover(node, x, y),
    })
    const chart = element('div', { class: 'flame-column' }, this.legends, this.chart.host)
    this.flameView = element('div', { class: 'flame-view' }, chart, this.panel)
    section.append(
      this.controls.host,
      this.folded,
      this.flameView,
      this.table.host,
      this.page,
      this.tooltip.host,
      this.live,
    )
    listenToShortcuts({ onSearch: () => this.controls.search.focus(), onNextHit })
  }

  /** Shows what a fragment says; false if it says nothing of ours. */
  open(fragment: string): boolean {
    const address = readAddress(fragment, this.defaults)
    if (address !== null) this.visit(address)
    return address !== null
  }

  start(): void {
    this.visit(this.defaults)
  }

  focus(): void {
    if (this.exploration.state.address.view === 'flame') this.chart.focus()
  }

  repaint(): void {
    this.chart.repaint()
  }

  private visit(address: Address): void {
    this.exploration.visit(address)
    this.render()
    this.bringToChart()
  }

  private change(change: Partial<Address>): void {
    const before = this.exploration.state
    this.exploration.change(change)
    this.render()
    const { tree, address } = this.exploration.state
    if (tree !== before.tree || address.view !== before.address.view) this.bringToChart()
    this.remember()
  }

  private reset(): void {
    this.exploration.reset()
    this.render()
    this.bringToChart()
    this.remember()
  }

  /** A chart that is not seen shows what it did when it was. */
  private bringToChart(): void {
    const { address, node } = this.exploration.state
    if (address.view !== 'flame') return
    if (node !== NO_NODE) this.chart.visit(node)
    else {
      this.chart.select(NO_NODE)
      this.chart.zoom(ROOT)
    }
  }

  private select(node: number): void {
    this.exploration.select(node)
    this.render()
    this.live.textContent = spokenText(this.exploration)
    this.remember()
  }

  private visitNode(node: number): void {
    this.select(node)
    this.chart.visit(node)
  }

  private nextHit(step: 1 | -1): void {
    const hit = this.exploration.state.address.view === 'flame' ? this.exploration.hit(step) : null
    if (hit !== null) this.visitNode(hit)
  }

  private hover(node: number, x: number, y: number): void {
    if (node === NO_NODE) this.tooltip.hide()
    else this.tooltip.show(this.exploration, node, x, y)
  }

  private render(): void {
    const { state } = this.exploration
    const { address, subject, frame } = state
    this.controls.show({
      ...{ address, profile: subject.profile, metric: subject.metric },
      hasSelection: frame !== NO_FRAME,
      isOneSided: subject.isOneSided,
      total: subject.numbers.summary(subject.total),
      found: foundText(state),
    })
    this.section.classList.toggle('one-sided', subject.isOneSided)
    this.folded.textContent = foldedText(state)
    this.folded.hidden = this.folded.textContent === ''
    this.flameView.hidden = address.view !== 'flame'
    this.table.host.hidden = address.view !== 'functions'
    this.page.hidden = address.view !== 'function'
    if (address.view === 'functions') this.renderTable()
    else if (address.view === 'function') this.page.replaceChildren(...detailPage(this.selection()))
    else this.renderFlame()
  }

  private renderFlame(): void {
    const { functions, state } = this.exploration
    const { subject, tree, layout, found, frame } = state
    const { numbers, band, isOneSided } = subject
    this.legends.replaceChildren(...(isOneSided ? [] : [legend(layout.mode)]), emptyText(this.exploration))
    this.chart.show({
      ...{ tree, layout, band, found },
      label: (node) => functions[tree.frame[node]!]?.short ?? 'all',
      amount: (kind, value) => (kind === 'same' && !isOneSided ? '' : numbers.delta(value)),
    })
    this.panel.replaceChildren(...(frame === NO_FRAME ? emptyPanel() : detailPanel(this.selection())))
  }

  private renderTable(): void {
    const { functions, data, state } = this.exploration
    this.table.show({
      ...{ subject: state.subject, functions, sides: data.sides, matches: state.matches, selected: state.frame },
      isOwnOnly: state.address.own,
      linkTo: (frame) => this.linkTo({ view: 'function', function: functions[frame]?.key ?? '' }),
    })
  }

  private selection(): Selection {
    const { functions, data, state } = this.exploration
    return {
      ...{
        subject: state.subject,
        tree: state.tree,
        frame: state.frame,
        node: state.node,
        functions,
        sides: data.sides,
      },
      linkTo: (frame) => this.linkTo({ function: functions[frame]?.key ?? '' }),
      pageLink: this.linkTo({ view: 'function' }),
      flameLink: this.linkTo({ view: 'flame' }),
      onSelect: (node) => this.visitNode(node),
    }
  }

  /** An empty fragment leads to the top of the page. */
  private linkTo(change: Partial<Address>): string {
    const view = change.view ?? this.exploration.state.address.view
    return `#${this.exploration.fragment(change) || `view=${view}`}`
  }

  /** Where the page must not change its address (some viewers show reports in a box), it can still be used. */
  private remember(): void {
    const written = this.exploration.fragment()
    const plain = location.href.split('#')[0] ?? ''
    try {
      history.replaceState(null, '', written === '' ? plain : `${plain}#${written}`)
    } catch {
      // The address stays what it was.
    }
  }
}
