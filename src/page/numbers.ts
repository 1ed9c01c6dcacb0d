import { clean, clip } from '../report/escape.ts'
import type { Pen } from '../report/pen.ts'
import type { Measure } from '../report/quantity.ts'
import { delta, pair, quantity } from '../report/quantity.ts'
import { isSame, relative, share } from '../report/relative.ts'
import type { SideValue } from './call-tree.ts'

/** Longer ones are no units; in characters. */
const LONGEST_UNIT = 20

/** Prints the values of a metric as all surfaces do; of a report with one side, that side's. */
export class Numbers {
  private readonly measure: Measure
  private readonly pen: Pen
  private readonly isOneSided: boolean

  constructor(unit: string, candidateWord: string, isOneSided: boolean) {
    this.isOneSided = isOneSided
    this.measure = { unit: clip(clean(unit), LONGEST_UNIT), per: 'none' }
    this.pen = { minus: '−', space: '\u00a0', candidate: candidateWord, code: clean, strong: (text) => text }
  }

  value(value: number): string {
    return quantity(value, this.measure, this.pen)
  }

  /** `41.2 → 64.3 MiB` */
  pair({ baseline, candidate }: SideValue): string {
    return this.isOneSided ? this.value(candidate) : pair(baseline, candidate, this.measure, this.pen)
  }

  /** `+23.1 MiB` */
  delta({ baseline, candidate }: SideValue): string {
    if (this.isOneSided) return this.value(candidate)
    return delta(isSame(baseline, candidate) ? 0 : candidate - baseline, this.measure, this.pen)
  }

  /** `+56%`; empty where a ratio would mislead. */
  relative({ baseline, candidate }: SideValue): string {
    return this.isOneSided ? '' : relative({ baseline, candidate, percent: null }, this.measure.unit, this.pen)
  }

  /** `+23.1 MiB (+56%)` */
  change(value: SideValue): string {
    const ratio = isSame(value.baseline, value.candidate) ? '' : this.relative(value)
    return ratio === '' ? this.delta(value) : `${this.delta(value)} (${ratio})`
  }

  /** `41.2 → 64.3 MiB, +23.1 MiB (+56%)` */
  summary(value: SideValue): string {
    return this.isOneSided ? this.value(value.candidate) : `${this.pair(value)}, ${this.change(value)}`
  }
}

/** A change as a part of the growth of the total; null where the parts do not add up to something that can be read. */
export function shareOfGrowth(part: SideValue, total: SideValue): string | null {
  const growth = total.candidate - total.baseline
  const change = part.candidate - part.baseline
  return growth > 0 && change > 0 && change <= growth * 1.05 ? share(Math.min(1, change / growth)) : null
}
