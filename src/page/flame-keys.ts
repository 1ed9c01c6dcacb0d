import { type CallTree, childrenOf, NO_NODE } from './call-tree.ts'
import type { Layout } from './layout.ts'

/** Where an arrow key leads: up to the caller, down to the widest callee, aside to its neighbours; null for other keys. */
export function nodeByKey(tree: CallTree, layout: Layout, node: number, key: string): number | null {
  const above = tree.parent[node]!
  const shown = (parent: number) => childrenOf(tree, parent).filter((child) => layout.width[child]! > 0)
  switch (key) {
    case 'ArrowUp':
      return above === NO_NODE ? node : above
    case 'ArrowDown':
      return shown(node).toSorted((a, b) => layout.width[b]! - layout.width[a]!)[0] ?? node
    case 'ArrowLeft':
    case 'ArrowRight': {
      const siblings = above === NO_NODE ? [node] : shown(above)
      return siblings[siblings.indexOf(node) + (key === 'ArrowRight' ? 1 : -1)] ?? node
    }
    default:
      return null
  }
}
