import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './errors.ts'

export const FORMATS = ['text', 'json', 'markdown'] as const
export type Format = (typeof FORMATS)[number]

/** Options by name; those that take a value, and those that are set or not. */
export type OptionSpec = Readonly<Record<string, 'value' | 'flag'>>

export interface Options {
  readonly positionals: readonly string[]
  readonly format: Format
  /** The value of an option, null if it is not given. */
  value(name: string): string | null
  /** Whether an option without a value is set. */
  flag(name: string): boolean
}

/**
 * Reads the words of a command. `--format` is every command's.
 * @throws {UsageError} for an unknown option, a missing value, or another number of names than `names` says.
 */
export function readOptions(args: readonly string[], spec: OptionSpec, names: readonly string[]): Options {
  const types: NonNullable<ParseArgsConfig['options']> = { format: { type: 'string' } }
  for (const [name, kind] of Object.entries(spec)) types[name] = { type: kind === 'flag' ? 'boolean' : 'string' }
  const parsed = parse(args, types)
  const required = names.filter((name) => !name.startsWith('['))
  if (parsed.positionals.length < required.length || parsed.positionals.length > names.length) {
    throw new UsageError(
      `expected ${names.join(' ') || 'options alone'}, got ${parsed.positionals.length || 'nothing'}`,
    )
  }
  const value = (name: string) => {
    const given = parsed.values[name]
    return typeof given === 'string' ? given : null
  }
  const flag = (name: string) => parsed.values[name] === true
  return { positionals: parsed.positionals, format: choice('format', value('format') ?? 'text', FORMATS), value, flag }
}

function parse(args: readonly string[], options: NonNullable<ParseArgsConfig['options']>) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const known = Object.keys(options).map((name) => `--${name}`)
    throw new UsageError(`${error.message.split('. ')[0]}; known here: ${known.join(' ')}`)
  }
}

/** One of a few words. @throws {UsageError} naming them. */
export function choice<Word extends string>(option: string, given: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === given)
  if (word === undefined) throw new UsageError(`--${option} ${given}: expected ${words.join(', ')}`)
  return word
}

/** A whole number above 0, or null if the option is not given. */
export function wholeNumber(option: string, given: string | null): number | null {
  if (given === null) return null
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new UsageError(`--${option} ${given}: expected a whole number above 0`)
  return Number(given)
}
