import { type Grouping, groupingOf, isLabelGrouping, labelKey, type PlainGrouping } from '../model/grouping.ts'
import type { ProfileKind } from '../model/kind.ts'

/** What a profile's values are summed by. */
export type Group = { readonly kind: PlainGrouping } | { readonly kind: 'label'; readonly key: string }

/** Reads `total`, `function`, … or `label:KEY`; null for anything else. */
export function readGroup(text: string): Group | null {
  const grouping = groupingOf(text)
  if (grouping === null) return null
  return isLabelGrouping(grouping) ? { kind: 'label', key: labelKey(grouping) } : { kind: grouping }
}

/** The text that `readGroup` reads. */
export function groupText(group: Group): Grouping {
  return group.kind === 'label' ? `label:${group.key}` : group.kind
}

/** Whether profiles of the kind have such groups. `total` fits every kind. */
export function groupFitsKind(group: Group, kind: ProfileKind): boolean {
  switch (group.kind) {
    case 'total':
      return true
    case 'benchmark':
      return kind === 'benchmark'
    case 'creator':
    case 'state':
      return kind === 'goroutine' || kind === 'goroutineleak'
    case 'label':
      return kind !== 'benchmark'
    default:
      return hasFrames(kind)
  }
}

/** Whether values of the kind belong to call stacks. */
export function hasFrames(kind: ProfileKind): boolean {
  return kind !== 'benchmark' && kind !== 'metrics'
}

/** What a rule without `of` looks at: the total; of benchmarks alone each, as their sum means nothing. */
export function defaultGroup(kinds: readonly ProfileKind[]): Group {
  return { kind: kinds.every((kind) => kind === 'benchmark') ? 'benchmark' : 'total' }
}
