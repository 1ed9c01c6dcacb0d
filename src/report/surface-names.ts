import type { Result, TreeNode } from '../result/result.ts'
import { functionPart, isFunctionGroup } from './group.ts'
import { type ShortNames, shortNames } from './name.ts'

/** Short names for every function that a surface of this result may show, unique among them. */
export function namesOf(result: Result): ShortNames {
  const names = new Set<string>()
  for (const { of, causes, tree, reason } of result.checks) {
    for (const key of ['name', 'donor']) {
      const name = reason?.args[key]
      if (typeof name === 'string' && name !== 'total' && isFunctionGroup(of)) names.add(functionPart(name, of))
    }
    for (const { name, callers, creator, movedFrom } of causes) {
      if (isFunctionGroup(of)) names.add(functionPart(name, of))
      for (const caller of callers) names.add(caller.name)
      for (const donor of movedFrom) names.add(donor)
      if (creator !== null) names.add(creator)
    }
    if (tree !== null) addTree(tree, names)
  }
  return shortNames(names)
}

function addTree({ children }: TreeNode, names: Set<string>): void {
  for (const child of children) {
    names.add(child.name)
    addTree(child, names)
  }
}
