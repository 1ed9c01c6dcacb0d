import type { View } from './layout.ts'

const DURATION_MS = 160

/** Moves from one view to another; at once for those who do not want motion. A new move ends the one before. */
export class Glide {
  private frame = 0

  /** @param show called for every picture on the way, @param settle for the last one */
  start(from: View, to: View, show: (view: View) => void, settle: () => void): void {
    this.stop()
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      settle()
      return
    }
    const start = performance.now()
    const step = (now: number) => {
      const part = Math.max(0, now - start) / DURATION_MS
      if (part >= 1) {
        settle()
        return
      }
      const eased = 1 - (1 - part) ** 3
      show({ left: between(from.left, to.left, eased), right: between(from.right, to.right, eased) })
      this.frame = requestAnimationFrame(step)
    }
    this.frame = requestAnimationFrame(step)
  }

  stop(): void {
    cancelAnimationFrame(this.frame)
  }
}

function between(from: number, to: number, part: number): number {
  return from + (to - from) * part
}
