/**
 * The name under which a Go function is the same on both sides of a comparison, whatever the toolchain and small
 * refactorings make of it: type arguments dropped, closures without their numbers, receivers without pointer, wrappers
 * that the compiler adds (`gowrap`, `deferwrap`, `dwrap`, `-fm`, `-range`), major versions and `vendor/` dropped.
 * Linear in the length of the name, for names come from files that nobody vouches for.
 */
export function canonicalName(name: string): string {
  const plain = withoutBrackets(name)
  // Up to the package's dot, and behind it: only there does the compiler number what has no name.
  const dot = plain.indexOf('.', plain.lastIndexOf('/') + 1)
  return canonicalPath(plain.slice(0, dot + 1)) + canonicalSymbol(plain.slice(dot + 1))
}

/** Most names have nothing of a kind, and looking for its text takes less time than its expression. */
function canonicalPath(path: string): string {
  let kept = path
  if (kept.includes('/v')) kept = kept.replace(/\/v\d+(?=[./])/g, '')
  if (kept.includes('vendor/')) kept = kept.replace(/^(.*\/)?vendor\//, '')
  return kept
}

function canonicalSymbol(symbol: string): string {
  let kept = symbol
  if (kept.includes('(')) kept = kept.replace(/\(\*?([^()]*)\)/g, '$1')
  if (kept.includes('.func')) kept = kept.replace(/\.func\d+(\.\d+)*(?!\w)/g, '.func')
  if (kept.includes('wrap')) kept = kept.replace(/\.(gowrap|deferwrap|dwrap)\.?\d+(?!\w)/g, '')
  if (kept.includes('-')) kept = kept.replace(/-(fm|range\d+)(?!\w)/g, '')
  return kept
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
