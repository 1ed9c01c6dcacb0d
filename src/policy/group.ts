import type { ProfileKind } from '../model/kind.ts'

export const PLAIN_GROUPS = ['total', 'function', 'package', 'file', 'line', 'creator', 'state', 'benchmark'] as const

/** What a profile's values are summed by. */
export type Group = { readonly kind: (typeof PLAIN_GROUPS)[number] } | { readonly kind: 'label'; readonly key: string }

/** Reads `total`, `function`, ... or `label:KEY`; null for anything else. */
export function readGroup(text: string): Group | null {
  const plain = PLAIN_GROUPS.find((name) => name === text)
  if (plain !== undefined) return { kind: plain }
  const key = text.startsWith('label:') ? text.slice('label:'.length) : ''
  return key.trim() === '' ? null : { kind: 'label', key }
}

/** The text that `readGroup` reads. */
export function groupText(group: Group): string {
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
