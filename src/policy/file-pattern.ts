/** What the placeholder besides {name} stands for: a run's number, or a snapshot's number or time. */
export type PatternPlaceholder = 'run' | 'at'

/** `touching`: {run} and {at} side by side, where nobody can tell the end of the one from the other's beginning. */
export type PatternFault =
  | { readonly kind: 'missing' | 'unknown' | 'repeated'; readonly placeholder: string }
  | { readonly kind: 'stray-brace' | 'touching' | 'absolute' }

const PLACEHOLDERS: readonly string[] = ['{name}', '{run}', '{at}']

/**
 * What is wrong with a pattern of `repeats` (which needs {run}) or `series` (which needs {at}), or null. {name} is
 * always needed, the third placeholder allowed, none may stand twice.
 */
export function patternFault(pattern: string, needed: PatternPlaceholder): PatternFault | null {
  if (pattern.startsWith('/')) return { kind: 'absolute' }
  const found: readonly string[] = pattern.match(/\{[^{}]*\}/g) ?? []
  const unknown = found.find((text) => !PLACEHOLDERS.includes(text))
  if (unknown !== undefined) return { kind: 'unknown', placeholder: unknown }
  if (/[{}]/.test(pattern.replace(/\{[^{}]*\}/g, ''))) return { kind: 'stray-brace' }
  const repeated = found.find((text, index) => found.indexOf(text) !== index)
  if (repeated !== undefined) return { kind: 'repeated', placeholder: repeated }
  const missing = ['{name}', `{${needed}}`].find((text) => !found.includes(text))
  if (missing !== undefined) return { kind: 'missing', placeholder: missing }
  return /\{run\}\{at\}|\{at\}\{run\}/.test(pattern) ? { kind: 'touching' } : null
}
