/** What the runner of the workflow builds for: what is not named here (a tag of the user's, another system) is not set. */
const SET: ReadonlySet<string> = new Set(['linux', 'amd64', 'unix', 'gc', 'cgo'])

/** Names that Go reads a constraint from at the end of a file's name. Format: pkg.go.dev/cmd/go#hdr-Build_constraints. */
const SYSTEMS: ReadonlySet<string> = new Set(
  ['aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'illumos', 'ios', 'js', 'linux']
    .concat(['netbsd', 'openbsd', 'plan9', 'solaris', 'wasip1', 'windows', '386', 'amd64', 'arm', 'arm64', 'loong64'])
    .concat(['mips', 'mips64', 'mips64le', 'mipsle', 'ppc64', 'ppc64le', 'riscv64', 's390x', 'wasm']),
)

/** Whether a file of that name, `store_windows_test.go` say, is built on the runner. */
export function isBuiltByName(fileName: string): boolean {
  const [, ...parts] = fileName
    .replace(/\.go$/, '')
    .replace(/_test$/, '')
    .split('_')
  return parts.slice(-2).every((part) => !SYSTEMS.has(part) || SET.has(part))
}

/** Whether an expression such as `linux && !race` holds on the runner. One that cannot be read does not. */
export function holds(expression: string): boolean {
  const words = expression.match(/\(|\)|&&|\|\||!|[\w.]+/g) ?? []
  let at = 0
  const taken = (word: string) => {
    if (words[at] !== word) return false
    at++
    return true
  }
  const either = (): boolean => {
    let value = both()
    // The right side is read whatever the left one says.
    while (taken('||')) value = [both(), value].includes(true)
    return value
  }
  const both = (): boolean => {
    let value = one()
    while (taken('&&')) value = ![one(), value].includes(false)
    return value
  }
  const one = (): boolean => {
    if (taken('!')) return !one()
    if (taken('(')) {
      const value = either()
      taken(')')
      return value
    }
    const tag = words[at++] ?? ''
    return SET.has(tag) || /^go1(\.\d+)?$/.test(tag)
  }
  const value = either()
  return value && at === words.length
}
