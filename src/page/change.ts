import type { SideValue } from './call-tree.ts'

/** What became of a value; `same` is a change that could be chance. */
export type ChangeKind = 'same' | 'grew' | 'shrank' | 'new' | 'gone'

/** Changes up to these could be chance, or are too small to matter. */
export interface NoiseBand {
  /** Of the larger side of the total, in the unit of the metric. */
  readonly total: number
  /** Of the total; 0 where no check says so. */
  readonly totalNoise: number
}

/** Below this part of the total nothing is worth a colour. */
const LEAST_PART_OF_TOTAL = 0.002

/** Nor is a change of less than this part of the value itself. */
const LEAST_PART_OF_VALUE = 0.03

/**
 * Largest change of a value that is called noise. Events of a sample scatter by the square root of their number, so
 * that the parts of a total are noisier, for their size, than the total is.
 */
export function noiseOf(value: number, { total, totalNoise }: NoiseBand): number {
  const sampling = total > 0 ? totalNoise * Math.sqrt(Math.min(1, value / total)) : totalNoise
  return Math.max(sampling, LEAST_PART_OF_TOTAL * total, LEAST_PART_OF_VALUE * value)
}

export function changeKind({ baseline, candidate }: SideValue, band: NoiseBand): ChangeKind {
  const change = candidate - baseline
  const value = Math.max(Math.abs(baseline), Math.abs(candidate))
  if (change === 0 || Math.abs(change) <= noiseOf(value, band)) return 'same'
  if (baseline === 0) return 'new'
  if (candidate === 0) return 'gone'
  return change > 0 ? 'grew' : 'shrank'
}
