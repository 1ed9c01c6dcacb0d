import { type CallTree, NO_NODE, type SideValue, sideValue } from './call-tree.ts'
import { type ChangeKind, changeKind, type NoiseBand } from './change.ts'
import { cellsOf, clipToCells } from './label.ts'
import { type Layout, type View, visitBoxes } from './layout.ts'
import type { Palette } from './palette.ts'
import { type Found, HIT } from './search.ts'

/** What a flame graph shows. */
export interface Scene {
  readonly tree: CallTree
  readonly layout: Layout
  readonly band: NoiseBand
  readonly found: Found | null
  readonly label: (node: number) => string
  /** What stands at the right end of a box; empty for nothing. */
  readonly amount: (kind: ChangeKind, value: SideValue) => string
}

/** How it is looked at. */
export interface Look {
  readonly view: View
  /** The node that fills the width, and its callers. */
  readonly zoomed: number
  readonly selected: number
}

/** Where it is painted, in CSS pixels: rows above `top` are scrolled away. */
export interface Surface {
  readonly context: CanvasRenderingContext2D
  readonly width: number
  readonly height: number
  readonly top: number
  /** Device pixels in a CSS pixel. */
  readonly ratio: number
}

export const ROW_PX = 19
const PADDING_PX = 4
const GAP_PX = 0.7
/** Narrower boxes have no room for a letter and an ellipsis. */
const NARROWEST_LABEL_PX = 26

/** Paints one picture and forgets all: the state is in the arguments. */
export class FlamePainter {
  private readonly surface: Surface
  private readonly scene: Scene
  private readonly look: Look
  private readonly palette: Palette
  private readonly cellPx: number
  private readonly callers = new Set<number>()

  constructor(surface: Surface, scene: Scene, look: Look, palette: Palette) {
    this.surface = surface
    this.scene = scene
    this.look = look
    this.palette = palette
    const { context, ratio, width, height } = surface
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.fillStyle = palette.background
    context.fillRect(0, 0, width, height)
    context.font = palette.font
    context.textBaseline = 'middle'
    this.cellPx = context.measureText('MMMMMMMMMM').width / 10
    const { parent } = scene.tree
    for (let node = parent[look.zoomed]!; node !== NO_NODE; node = parent[node]!) this.callers.add(node)
  }

  paint(): void {
    const { tree, layout } = this.scene
    const { width, height, top } = this.surface
    visitBoxes(tree, layout, this.look.view, width, (node, left, boxWidth) => {
      const y = tree.depth[node]! * ROW_PX - top
      if (y <= -ROW_PX || y >= height) return
      const x = Math.max(0, left)
      this.paintBox(node, x, y, Math.max(0.5, Math.min(width, left + boxWidth) - x - GAP_PX))
    })
  }

  private paintBox(node: number, x: number, y: number, width: number): void {
    const { context } = this.surface
    const { tree, band, found } = this.scene
    const value = sideValue(tree.total, node)
    const kind = changeKind(value, band)
    const mark = found === null ? HIT : (found.marks[node] ?? 0)
    const isQuiet = mark === 0 || this.callers.has(node)
    context.fillStyle = isQuiet ? this.palette.quietBox : this.palette.box
    context.fillRect(x, y, width, ROW_PX - 1)
    context.globalAlpha = isQuiet ? 0.45 : 1
    const isSolid = this.paintChange(node, kind, value, x, y, width) && !isQuiet
    context.globalAlpha = 1
    if (width > NARROWEST_LABEL_PX) {
      const { text, quietText, textOnSolid } = this.palette
      context.fillStyle = isSolid ? textOnSolid : isQuiet ? quietText : text
      this.paintText(node, kind, value, x, y, width)
    }
    if (found !== null && mark === HIT) this.outline(x, y, width, this.palette.match)
    if (node === this.look.selected) this.outline(x, y, width, this.palette.selected)
  }

  /** Returns whether text stands on a dark box. */
  private paintChange(node: number, kind: ChangeKind, value: SideValue, x: number, y: number, width: number): boolean {
    const { context } = this.surface
    const { layout } = this.scene
    const isOneSided = layout.mode === 'growth' || layout.mode === 'shrink'
    const hasGrown = kind === 'grew' || kind === 'new'
    // A box that shrank is not part of the growth, though some of what it calls may be.
    if (kind === 'same' || (isOneSided && hasGrown !== (layout.mode === 'growth'))) return false
    const colour = this.palette[kind]
    if (!isOneSided) {
      const part =
        Math.abs(value.candidate - value.baseline) / Math.max(Math.abs(value.baseline), Math.abs(value.candidate))
      context.fillStyle = colour
      context.fillRect(x, y, width * Math.min(1, part), ROW_PX - 1)
      return kind === 'new' || kind === 'gone'
    }
    // What the node itself changed is solid, and at the right end, where nothing lies below it; the rest was passed on.
    const ownPart = layout.selfWidth[node]! / layout.width[node]!
    context.fillStyle = hasGrown ? this.palette.grewBelow : this.palette.shrankBelow
    context.fillRect(x, y, width, ROW_PX - 1)
    context.fillStyle = colour
    context.fillRect(x + width * (1 - ownPart), y, width * ownPart, ROW_PX - 1)
    return (kind === 'new' || kind === 'gone') && ownPart > 0.99
  }

  private paintText(node: number, kind: ChangeKind, value: SideValue, x: number, y: number, width: number): void {
    const { context } = this.surface
    const middle = y + ROW_PX / 2
    const cells = Math.floor((width - 2 * PADDING_PX) / this.cellPx)
    const label = this.scene.label(node)
    const shown = clipToCells(label, cells)
    if (shown === '') return
    context.textAlign = 'left'
    context.fillText(shown, x + PADDING_PX, middle)
    if (cells < 12) return
    const amount = this.scene.amount(kind, value)
    if (amount === '' || cellsOf(shown) + amount.length + 2 > cells) return
    context.textAlign = 'right'
    context.fillText(amount, x + width - PADDING_PX, middle)
  }

  private outline(x: number, y: number, width: number, colour: string): void {
    const { context } = this.surface
    context.strokeStyle = colour
    context.lineWidth = 2
    context.strokeRect(x + 1, y + 1, Math.max(0, width - 2), ROW_PX - 3)
  }
}
