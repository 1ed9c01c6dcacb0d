import { compileGlob } from './glob.ts'
import type { Policy } from './policy.ts'
import { compileRegex } from './regex.ts'

/**
 * A policy from what `JSON.stringify` made of it: patterns stand there as their sources. For one that is known to be right,
 * so that it costs neither YAML nor a schema; whatever users write goes through `parsePolicy`.
 *
 * @throws RegexError | GlobError if a pattern is none, which only a change of the languages of patterns could bring about.
 */
export function readyPolicy(json: unknown): Policy {
  return JSON.parse(JSON.stringify(json), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    if ('sources' in value) return compileGlob(value.sources as readonly string[])
    return 'source' in value ? compileRegex(value.source as string) : value
  }) as Policy
}
