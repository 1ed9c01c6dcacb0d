import type { SideValues } from '../diff/tables.ts'
import type { GroupRow } from '../diff/tabulate.ts'
import type { Levels } from '../policy/policy.ts'
import type { Limited, Measured } from './limits.ts'

/** The total or a group, with the limits that hold for it. */
export interface Item extends Limited {
  /** Values of both sides with nothing taken off. */
  readonly whole: { readonly baseline: number; readonly candidate: number }
  readonly name: string
}

/** A group that a check's growth may sit in. */
export interface MeasuredGroup {
  readonly row: GroupRow
  /** The values that the rule looks at: flat, cum or own. */
  readonly values: SideValues
  /** Part of the candidate that an acceptance covers, in the metric's unit. */
  readonly covered: number
  /** Whether both sides measured it; else its growth is not known. */
  readonly isCompared: boolean
}

/** Both of them. There are thousands in every check: values are worked out where somebody looks at them. */
export class GroupItem implements Item, MeasuredGroup {
  readonly row: GroupRow
  readonly covered: number
  readonly isCompared: boolean
  readonly levels: Levels

  constructor(row: GroupRow, { covered, isCompared, levels }: Pick<GroupItem, 'covered' | 'isCompared' | 'levels'>) {
    this.row = row
    this.covered = covered
    this.isCompared = isCompared
    this.levels = levels
  }

  get key(): number {
    return this.row.group
  }

  get name(): string {
    return this.row.name
  }

  get values(): SideValues {
    return this.row.values
  }

  get whole(): Item['whole'] {
    return numbers(this.values)
  }

  get measured(): Measured {
    const measured = less(this.values, this.covered)
    return this.isCompared ? measured : { ...measured, growth: 0 }
  }
}

/** Values of a run with what is accepted taken off. */
export function less(values: SideValues, covered: number): Measured {
  const { baseline, candidate } = numbers(values)
  return { baseline, candidate: candidate - covered, growth: Number(values.delta) - covered }
}

export function numbers(values: SideValues): { readonly baseline: number; readonly candidate: number } {
  return { baseline: Number(values.baseline), candidate: Number(values.candidate) }
}
