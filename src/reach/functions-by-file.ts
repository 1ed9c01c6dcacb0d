import type { Result, TreeNode } from '../result/result.ts'

/** A function in each file that a result names, as the profiles name both: the package of one is that of the file. */
export function functionsByFile({ checks }: Pick<Result, 'checks'>): ReadonlyMap<string, string> {
  const functions = new Map<string, string>()
  const note = (file: string | null, name: string) => {
    if (file !== null && !functions.has(file)) functions.set(file, name)
  }
  const visit = ({ file, name, children }: TreeNode) => {
    note(file, name)
    children.forEach(visit)
  }
  for (const { causes, tree, of } of checks) {
    for (const { name, file, callers } of causes) {
      if (of === 'total' || of === 'function') note(file, name)
      for (const caller of callers) note(caller.file, caller.name)
    }
    if (tree !== null) visit(tree)
  }
  return functions
}
