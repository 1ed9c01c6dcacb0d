import { NO_NODE, ROOT } from './call-tree.ts'
import { element } from './element.ts'
import { nodeByKey } from './flame-keys.ts'
import { FlamePainter, ROW_PX, type Scene } from './flame-painter.ts'
import { Glide } from './glide.ts'
import { contextOf, NARROWEST_PX, nodeAt, rowsOf, type View, viewOf } from './layout.ts'
import { type Palette, paletteOf } from './palette.ts'

/** The flame graph as a reader uses it: pointer, keys, zoom. */

export interface FlameEvents {
  /** {@link NO_NODE} for none. */
  readonly onSelect: (node: number) => void
  readonly onHover: (node: number, x: number, y: number) => void
}

/** Deeper trees scroll in their own box. */
const MOST_ROWS = 60
const LEAST_ROWS = 8

const LABEL =
  'Differential flame graph. Arrow keys move, Enter zooms, Escape zooms out, slash searches. The view Functions has the same data as a table.'

export class FlameChart {
  readonly host: HTMLElement
  private readonly canvas = element('canvas', { role: 'application', tabindex: '0', 'aria-label': LABEL })
  private readonly hover = element('div', { class: 'flame-hover', hidden: '' })
  private readonly rows = element('div', { class: 'flame-rows' }, this.canvas, this.hover)
  private readonly scroller = element('div', { class: 'flame-scroll' }, this.rows)
  private readonly events: FlameEvents
  private readonly glide = new Glide()
  private scene: Scene | null = null
  private palette: Palette | null = null
  private view: View = { left: 0, right: 1 }
  private zoomed = ROOT
  private selected = NO_NODE
  private rowCount = 1
  private frame = 0

  constructor(events: FlameEvents) {
    this.events = events
    this.host = element('div', { class: 'flame' }, this.scroller)
    this.canvas.addEventListener('pointermove', (event) => this.point(event))
    this.canvas.addEventListener('pointerleave', () => this.leave())
    this.canvas.addEventListener('click', (event) => this.click(event))
    this.canvas.addEventListener('keydown', (event) => this.press(event))
    this.scroller.addEventListener('scroll', () => this.schedule())
    new ResizeObserver(() => this.resize()).observe(this.scroller)
  }

  /** Keeps the zoom where the tree is the one that was shown. */
  show(scene: Scene): void {
    if (this.scene?.tree !== scene.tree) {
      this.zoomed = ROOT
      this.selected = NO_NODE
    }
    this.scene = scene
    if (!(scene.layout.width[this.zoomed]! > 0)) this.zoomed = ROOT
    this.leave()
    this.resize()
  }

  /** After a change of the colours. */
  repaint(): void {
    this.palette = null
    this.schedule()
  }

  select(node: number): void {
    this.selected = node
    if (node !== NO_NODE) this.reveal(node)
    this.schedule()
  }

  /** Selects a node and shows it among its neighbours. */
  visit(node: number): void {
    if (this.scene === null) return
    this.select(node)
    this.zoom(contextOf(this.scene.tree, this.scene.layout, node))
  }

  zoom(node: number): void {
    if (this.scene === null) return
    this.zoomed = this.scene.layout.width[node]! > 0 ? node : ROOT
    this.move(viewOf(this.scene.layout, this.zoomed))
  }

  focus(): void {
    this.canvas.focus({ preventScroll: true })
  }

  private resize(): void {
    if (this.scene === null || this.scroller.clientWidth === 0) return
    this.glide.stop()
    this.view = viewOf(this.scene.layout, this.zoomed)
    this.setRows(this.rowsIn(this.view))
    this.paint()
  }

  private rowsIn(view: View): number {
    return this.scene === null ? 1 : rowsOf(this.scene.tree, this.scene.layout, view, this.scroller.clientWidth)
  }

  /** The canvas is as high as what can be seen of the rows; it sticks to the top of the box that scrolls. */
  private setRows(count: number): void {
    this.rowCount = count
    const height = Math.min(Math.max(count, LEAST_ROWS), MOST_ROWS) * ROW_PX
    this.rows.style.height = `${Math.max(count, LEAST_ROWS) * ROW_PX}px`
    this.scroller.style.height = `${height}px`
    this.canvas.style.height = `${height}px`
  }

  private move(target: View): void {
    const rows = this.rowsIn(target)
    this.setRows(Math.max(rows, this.rowCount))
    const show = (view: View) => {
      this.view = view
      this.paint()
    }
    this.glide.start(this.view, target, show, () => {
      this.setRows(rows)
      if (this.selected !== NO_NODE) this.reveal(this.selected)
      show(target)
    })
  }

  private schedule(): void {
    if (this.frame !== 0) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      this.paint()
    })
  }

  private paint(): void {
    const width = this.scroller.clientWidth
    const height = this.scroller.clientHeight
    const context = this.canvas.getContext('2d', { alpha: false })
    if (this.scene === null || context === null || width === 0) return
    const ratio = devicePixelRatio
    const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)]
    if (this.canvas.width !== deviceWidth) this.canvas.width = deviceWidth
    if (this.canvas.height !== deviceHeight) this.canvas.height = deviceHeight
    this.palette ??= paletteOf(this.host)
    const surface = { context, width, height, top: this.scroller.scrollTop, ratio }
    const look = { view: this.view, zoomed: this.zoomed, selected: this.selected }
    new FlamePainter(surface, this.scene, look, this.palette).paint()
  }

  private nodeUnder(event: MouseEvent): number {
    if (this.scene === null) return NO_NODE
    const { tree, layout } = this.scene
    const box = this.canvas.getBoundingClientRect()
    const perPixel = (this.view.right - this.view.left) / box.width
    const depth = Math.floor((event.clientY - box.top + this.scroller.scrollTop) / ROW_PX)
    const node = nodeAt(tree, layout, this.view.left + (event.clientX - box.left) * perPixel, depth)
    return node !== NO_NODE && layout.width[node]! >= NARROWEST_PX * perPixel ? node : NO_NODE
  }

  private point(event: PointerEvent): void {
    if (this.scene === null || event.pointerType === 'touch') return
    const node = this.nodeUnder(event)
    if (node === NO_NODE) {
      this.leave()
      return
    }
    const { tree, layout } = this.scene
    const width = this.scroller.clientWidth
    const scale = width / (this.view.right - this.view.left)
    const left = Math.max(0, (layout.left[node]! - this.view.left) * scale)
    const right = Math.min(width, (layout.left[node]! + layout.width[node]! - this.view.left) * scale)
    this.hover.style.left = `${left}px`
    this.hover.style.top = `${tree.depth[node]! * ROW_PX}px`
    this.hover.style.width = `${right - left}px`
    this.hover.hidden = false
    this.events.onHover(node, event.clientX, event.clientY)
  }

  private leave(): void {
    this.hover.hidden = true
    this.events.onHover(NO_NODE, 0, 0)
  }

  private click(event: MouseEvent): void {
    const node = this.nodeUnder(event)
    if (node === NO_NODE) return
    this.choose(node)
    this.zoom(node)
  }

  private choose(node: number): void {
    this.select(node)
    this.events.onSelect(node)
  }

  private press(event: KeyboardEvent): void {
    if (this.scene === null || event.ctrlKey || event.metaKey || event.altKey) return
    const node = this.selected === NO_NODE ? this.zoomed : this.selected
    const next = nodeByKey(this.scene.tree, this.scene.layout, node, event.key)
    if (next !== null) {
      this.choose(next)
      this.keepInView(next)
    } else if (event.key === 'Enter' || event.key === ' ') this.zoom(node)
    else if (event.key === 'Escape') this.escape()
    else return
    event.preventDefault()
  }

  private escape(): void {
    if (this.zoomed === ROOT) this.choose(NO_NODE)
    else this.zoom(ROOT)
  }

  private keepInView(node: number): void {
    if (this.scene === null) return
    const { left, width } = this.scene.layout
    const { left: from, right: to } = viewOf(this.scene.layout, this.zoomed)
    const isInside = left[node]! >= from && left[node]! + width[node]! <= to + (to - from) * 1e-9
    const isCaller = node <= this.zoomed && this.scene.tree.end[node]! > this.zoomed
    const isWideEnough = width[node]! >= ((to - from) / this.scroller.clientWidth) * 3
    if (!isCaller && !(isInside && isWideEnough)) this.zoom(contextOf(this.scene.tree, this.scene.layout, node))
  }

  /** Scrolls the box so far that the row of the node can be seen. */
  private reveal(node: number): void {
    if (this.scene === null) return
    const top = this.scene.tree.depth[node]! * ROW_PX
    const { scrollTop, clientHeight } = this.scroller
    if (top < scrollTop) this.scroller.scrollTop = top - ROW_PX
    else if (top + ROW_PX > scrollTop + clientHeight) this.scroller.scrollTop = top + 2 * ROW_PX - clientHeight
  }
}
