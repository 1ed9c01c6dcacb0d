import { isRuntimePackage, isStandardPackage, packageOf } from './package.ts'

/** Whose code a function is; decides whom its cost is blamed on. */
export type Ownership = 'own' | 'foreign' | 'runtime'

/** Tells own code from the rest, by the name of a function and the file that it is in (empty if unknown). */
export type OwnCode = (functionName: string, fileName?: string) => Ownership

/**
 * Own is package main and every package that a pattern names: `github.com/acme/shop/...` with all below it, or one
 * import path. Without patterns, own is what is not Go's standard library.
 */
export function ownCode(patterns: readonly string[] | null): OwnCode {
  const owns = patterns === null ? outsideStandardLibrary : matcherOf(patterns)
  return (functionName, fileName = '') => {
    const packagePath = packageOf(functionName)
    // Go's assembly has helpers without a package, such as gcWriteBarrier and memeqbody.
    const isHelper = packagePath === '' && fileName.endsWith('.s')
    if (isHelper || isRuntimePackage(packagePath)) return 'runtime'
    return packagePath === 'main' || owns(packagePath) ? 'own' : 'foreign'
  }
}

/** Names that are not Go's have no package; their code is own, for nothing says otherwise. */
function outsideStandardLibrary(packagePath: string): boolean {
  return packagePath === '' || !isStandardPackage(packagePath)
}

function matcherOf(patterns: readonly string[]): (packagePath: string) => boolean {
  const trees: string[] = []
  const exact = new Set<string>()
  for (const pattern of patterns) {
    if (pattern.endsWith('/...')) trees.push(pattern.slice(0, -'/...'.length))
    else exact.add(pattern)
  }
  return (packagePath) => {
    // The external tests of a package are in one named after it.
    const path = packagePath.replace(/_test$/, '')
    return exact.has(path) || trees.some((tree) => path === tree || path.startsWith(`${tree}/`))
  }
}
