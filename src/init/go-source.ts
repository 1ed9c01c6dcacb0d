import { holds } from './build-constraint.ts'

/** What one Go file says without being compiled. */
export interface GoSource {
  readonly packageName: string
  readonly imports: readonly string[]
  /** Names of the functions that `go test -bench` runs. */
  readonly benchmarks: readonly string[]
  /** Contents of the string literals, in their order. */
  readonly strings: readonly string[]
  /** The names that calls go to, as written: `http.ListenAndServe`. */
  readonly calls: ReadonlySet<string>
}

/** Comments, string literals and runes: what else is there is code. */
const TOKENS = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"((?:[^"\\\n]|\\.)*)"|`([^`]*)`|'(?:[^'\\\n]|\\.)+'/g

/** `Benchmark` and what does not go on with a small letter: see `go help testfunc`. */
const BENCHMARK = /^func\s+(Benchmark(?:(?!\p{Ll})[\p{L}\p{Nd}_]*))\s*\(\s*\w+\s+\*testing\.B\s*\)/gmu

/** Null for what is no Go file, or one that its build constraint keeps from the runner. */
export function readGoSource(text: string): GoSource | null {
  const strings: string[] = []
  const code = text.replace(TOKENS, (token, quoted?: string, raw?: string) => {
    const value = quoted ?? raw
    if (value === undefined) return token.startsWith("'") ? "''" : '\n'
    strings.push(value)
    return `"${strings.length - 1}"`
  })
  const head = /^\s*package\s+(\w+)/.exec(code)
  if (head === null) return null
  const constraint = /^\/\/go:build (.+)$/m.exec(text.slice(0, text.search(/^\s*package\s/m)))
  if (constraint?.[1] !== undefined && !holds(constraint[1])) return null
  const clauses = [...code.matchAll(/^\s*import\s*(?:\(([^)]*)\)|([^\n]*))/gm)].map(([, block, line]) => block ?? line)
  const places = clauses.flatMap((clause) => [...(clause ?? '').matchAll(/"(\d+)"/g)].map(([, place]) => Number(place)))
  return {
    packageName: head[1] ?? '',
    imports: places.flatMap((place) => strings[place] ?? []),
    benchmarks: [...code.matchAll(BENCHMARK)].map(([, name]) => name ?? ''),
    strings,
    calls: new Set([...code.matchAll(/\b(\w+\.\w+)\s*\(/g)].map(([, name]) => name ?? '')),
  }
}
