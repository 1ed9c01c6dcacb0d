export const FRAME_GROUPINGS = ['function', 'package', 'file', 'line'] as const

/** Groups that frames are in: a sample is in that of its leaf, in all of its stack, or in that of its own frame. */
export type FrameGrouping = (typeof FRAME_GROUPINGS)[number]

/** All groupings but those by a label. */
export const PLAIN_GROUPINGS = ['total', ...FRAME_GROUPINGS, 'creator', 'state', 'benchmark'] as const

export type PlainGrouping = (typeof PLAIN_GROUPINGS)[number]

export type LabelGrouping = `label:${string}`

/** Groups that whole samples are in, each in one: flat, cum and own are the same. */
export type SampleGrouping = Exclude<PlainGrouping, FrameGrouping> | LabelGrouping

/** What samples are added up by, as rules and the command line write it. */
export type Grouping = FrameGrouping | SampleGrouping

/** For messages: everything that `groupingOf` reads. */
export const GROUPING_NAMES: readonly string[] = [...PLAIN_GROUPINGS, 'label:KEY']

/** Reads `total`, `function`, … or `label:KEY`; null for anything else. A key does not begin with a blank. */
export function groupingOf(name: string): Grouping | null {
  return isLabelGrouping(name) ? name : (PLAIN_GROUPINGS.find((known) => known === name) ?? null)
}

export function isFrameGrouping(grouping: Grouping): grouping is FrameGrouping {
  return FRAME_GROUPINGS.some((known) => known === grouping)
}

export function isLabelGrouping(name: string): name is LabelGrouping {
  return /^label:\S/.test(name)
}

/** The key that samples are grouped by. */
export function labelKey(grouping: LabelGrouping): string {
  return grouping.slice('label:'.length)
}
