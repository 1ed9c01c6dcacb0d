import type { SideValue } from './call-tree.ts'
import { svg } from './element.ts'

const WIDTH = 96
const HEIGHT = 12

/** A change as a bar from the middle, growth to the right; `largest` reaches the end. */
export function changeBar({ baseline, candidate }: SideValue, largest: number): SVGElement {
  const change = candidate - baseline
  const middle = WIDTH / 2
  const length = largest > 0 ? Math.max(change === 0 ? 0 : 1, (Math.abs(change) / largest) * (middle - 1)) : 0
  const box = { width: String(WIDTH), height: String(HEIGHT), class: 'change-bar', 'aria-hidden': 'true' }
  return svg(
    'svg',
    box,
    svg('rect', {
      class: change > 0 ? 'grew' : 'shrank',
      x: String(change > 0 ? middle : middle - length),
      y: '1',
      width: String(length),
      height: String(HEIGHT - 2),
    }),
    svg('line', { x1: String(middle), x2: String(middle), y1: '0', y2: String(HEIGHT) }),
  )
}
