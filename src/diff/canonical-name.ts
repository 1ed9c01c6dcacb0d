/**
 * The name under which a Go function is the same on both sides of a comparison, whatever the toolchain and small
 * refactorings make of it: type arguments dropped, closures without their numbers, receivers without pointer, wrappers
 * that the compiler adds (`gowrap`, `deferwrap`, `dwrap`, `-fm`, `-range`), major versions and `vendor/` dropped.
 */
export function canonicalName(name: string): string {
  return withoutBrackets(name)
    .replace(/\(\*?([^()]*)\)/g, '$1')
    .replace(/\.func\d+(\.\d+)*/g, '.func')
    .replace(/\.(gowrap|deferwrap|dwrap)\.?\d*/g, '')
    .replace(/-fm\b|-range\d*/g, '')
    .replace(/\/v\d+(?=[./])/g, '')
    .replace(/^(.*\/)?vendor\//, '')
}

/** Removes `[…]`, nested ones too; a name that does not balance stays as it is. */
function withoutBrackets(name: string): string {
  if (!name.includes('[')) return name
  let depth = 0
  let kept = ''
  for (const character of name) {
    if (character === '[') depth++
    if (depth === 0) kept += character
    if (character === ']') depth--
    if (depth < 0) return name
  }
  return depth === 0 ? kept : name
}
