/**
 * The import path of a Go function's package: what stands before the first dot after the last slash, type arguments and
 * receivers set aside; `%2e` is the linker's way to write a dot there. Empty if the name is not of that form. What the
 * compiler makes for types (`type:.eq.main.T`, older `type..eq.main.T`) is in a package `type`, which nobody can have.
 */
export function packageOf(functionName: string): string {
  if (/^type[:.]\./.test(functionName)) return 'type'
  const end = functionName.search(/[[({]/)
  const head = end === -1 ? functionName : functionName.slice(0, end)
  const dot = head.indexOf('.', head.lastIndexOf('/') + 1)
  if (dot <= 0 || head.includes('::') || head.includes(' ')) return ''
  return head.slice(0, dot).replaceAll('%2e', '.')
}

/** First elements of the import paths of Go's standard library (`go list std`), as a set. */
const STANDARD = new Set(
  `archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go
  hash html image index internal io iter log maps math mime net os path plugin reflect regexp runtime slices sort
  strconv strings structs sync syscall testing text time unicode unique unsafe vendor weak`.split(/\s+/),
)

export function isStandardPackage(packagePath: string): boolean {
  const slash = packagePath.indexOf('/')
  return STANDARD.has(slash === -1 ? packagePath : packagePath.slice(0, slash))
}

export function isRuntimePackage(packagePath: string): boolean {
  return ['runtime', 'type'].includes(packagePath) || /^(internal\/runtime|runtime\/internal)\//.test(packagePath)
}
