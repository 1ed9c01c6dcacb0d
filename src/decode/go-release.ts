import type { Profile } from '../model/profile.ts'

/** A release of Go, as far as a profile tells it. */
export interface GoRelease {
  /** E.g. `1.24.1` or `1.24`; null where only {@link GoRelease.startLines} are known. */
  readonly version: string | null
  /**
   * First line of functions of the runtime, by name: other releases have them elsewhere. Go 1.20 began to tell them; null
   * where the form of the profile, text, never does.
   */
  readonly startLines: ReadonlyMap<string, number> | null
}

/**
 * The version in the path of GOROOT: `/opt/hostedtoolcache/go/1.24.1/x64/src/runtime/`, `…/Cellar/go/1.24.3/libexec/src/…`,
 * `…/golang.org/toolchain@v0.0.1-go1.23.12.linux-amd64/src/…`, `/usr/lib/go-1.22/src/…`, `~/sdk/go1.21.0/src/…`.
 */
const GOROOT_VERSION =
  /(?:^|[/\\@-])go(?:lang)?[-/\\]?(\d+\.\d+(?:\.\d+)?)(?:[./\\-][^/\\]*)?(?:[/\\][^/\\]+)?[/\\]src[/\\][a-z0-9]+[/\\]/

const RUNTIME_FILE = /(?:^|[/\\])runtime[/\\][^/\\]+\.(?:go|s)$/

/** Null where nothing in the profile is of the standard library of Go, or tells its release. */
export function goReleaseOf({ functions, strings, mappings }: Profile): GoRelease | null {
  const startLines = new Map<string, number>()
  let version: string | null = null
  let isGo = false
  for (let row = 0; row < functions.count; row++) {
    const file = strings.text(functions.fileName[row]!)
    version ??= GOROOT_VERSION.exec(file)?.[1] ?? null
    if (!RUNTIME_FILE.test(file)) continue
    const name = strings.text(functions.name[row]!)
    if (!name.startsWith('runtime.')) continue
    isGo = true
    const line = Number(functions.startLine[row]!)
    if (line > 0) startLines.set(name, line)
  }
  // Go's binary form always has a mapping; text has neither mappings nor start lines.
  const isText = mappings.length === 0 && startLines.size === 0
  if (version === null && (isText || !isGo)) return null
  return { version, startLines: isText ? null : startLines }
}

/**
 * Whether two programs were built with different releases of Go; null where nothing tells. Versions tell it, else where
 * functions of the runtime begin: a patch release that left the runtime alone looks the same, and does no harm either.
 */
export function differInRelease(a: GoRelease, b: GoRelease): boolean | null {
  if (a.version !== null && b.version !== null) return a.version !== b.version
  if (a.startLines === null || b.startLines === null) return null
  // Only one of them knows where functions begin: it is Go 1.20 or newer and the other is older.
  if ((a.startLines.size === 0) !== (b.startLines.size === 0)) return true
  const { startLines } = b
  const common = [...a.startLines].filter(([name]) => startLines.has(name))
  return common.length === 0 ? null : common.some(([name, line]) => startLines.get(name) !== line)
}

/** Releases that count or scale the contention of mutexes otherwise than those before: go.dev/doc/go1.20, go1.22, go1.25. */
const RESCALED: readonly (readonly [major: number, minor: number])[] = [
  [1, 20],
  [1, 22],
  [1, 25],
]

/** Whether delays of mutexes mean the same in both; null where a version is not known. */
export function scaleMutexesAlike(a: GoRelease, b: GoRelease): boolean | null {
  const [first, second] = [a, b].map(({ version }) => version?.split('.').map(Number))
  if (first === undefined || second === undefined) return null
  const era = ([major = 0, minor = 0]: readonly number[]) =>
    RESCALED.filter(([atMajor, atMinor]) => major > atMajor || (major === atMajor && minor >= atMinor)).length
  return era(first) === era(second)
}
