import { type Notice, notice } from '../model/notice.ts'
import { hasKnownExtension } from './extension.ts'

export type PatternField = 'run' | 'at'

/** How names tell a run or a snapshot; matched against a path without its extension. */
export interface Pattern {
  readonly text: string
  /** What it tells besides `{name}`. */
  readonly fields: readonly PatternField[]
  /** Groups: `folder`, `name`, and those of `fields`. */
  readonly expression: RegExp
}

/**
 * Why a pattern of the policy cannot be used. Every code has `pattern`.
 * - `pattern-unknown-field`, `pattern-field-twice`, `pattern-field-missing`. Args: `field`.
 * - `pattern-fields-touch`: `{run}` and `{at}` side by side: nobody can tell where one ends.
 * - `pattern-with-extension`: it would never match, for the extension is set aside.
 * - `pattern-from-root`: it begins with a slash; patterns are relative.
 */
export type PatternErrorCode =
  | 'pattern-unknown-field'
  | 'pattern-field-twice'
  | 'pattern-field-missing'
  | 'pattern-fields-touch'
  | 'pattern-with-extension'
  | 'pattern-from-root'

export type ParsedPattern =
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'refused'; readonly reason: Notice<PatternErrorCode> }

/** Digits are taken whole, so that `http2` with `{name}{run}` is not cut inside a number; no name ends in a slash. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['name', '(?!/)(?<name>.+?)(?<!/)'],
  ['run', '(?<!\\d)(?<run>\\d+)(?!\\d)'],
  ['at', '(?<!\\d)(?<at>\\d{8}T\\d{6}Z|\\d{4,})(?!\\d)'],
])

/**
 * Reads a pattern of `files.repeats` (needs `run`) or `files.series` (needs `at`). `{name}` may hold slashes, `{run}` is
 * digits, `{at}` at least four digits or the form 20261120T211400Z. A pattern that does not begin with `{name}` matches
 * in any folder.
 */
export function parsePattern(text: string, needs: PatternField): ParsedPattern {
  const refused = (code: PatternErrorCode, args: Notice['args'] = {}): ParsedPattern => ({
    kind: 'refused',
    reason: notice(code, { pattern: text, ...args }),
  })
  if (text.startsWith('/')) return refused('pattern-from-root')
  // Odd parts are what stands between braces.
  const parts = text.split(/\{([^{}]*)\}/)
  const fields = parts.filter((_, at) => at % 2 === 1)
  for (const field of fields) {
    if (!FIELDS.has(field)) return refused('pattern-unknown-field', { field })
    if (fields.indexOf(field) !== fields.lastIndexOf(field)) return refused('pattern-field-twice', { field })
  }
  for (const field of ['name', needs]) if (!fields.includes(field)) return refused('pattern-field-missing', { field })
  if (/\{(run|at)\}\{(run|at)\}/.test(text)) return refused('pattern-fields-touch')
  if (hasKnownExtension(text)) return refused('pattern-with-extension')
  const body = parts.map((part, at) => (at % 2 === 1 ? FIELDS.get(part) : escaped(part))).join('')
  const folder = text.startsWith('{name}') ? '(?<folder>)' : '(?<folder>(?:.*?/)??)'
  const expression = new RegExp(`^${folder}${body}$`, 's')
  const told = (['run', 'at'] as const).filter((field) => fields.includes(field))
  return { kind: 'pattern', pattern: { text, fields: told, expression } }
}

const escaped = (literal: string): string => literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

function pattern(text: string, needs: PatternField): Pattern {
  const parsed = parsePattern(text, needs)
  if (parsed.kind === 'refused') throw new RangeError(`${parsed.reason.code}: ${text}`)
  return parsed.pattern
}

/** Those of a policy that names none. */
export const DEFAULT_PATTERNS: readonly Pattern[] = [
  pattern('{name}.{run}', 'run'),
  pattern('run-{run}/{name}', 'run'),
  pattern('{name}-{at}', 'at'),
]
