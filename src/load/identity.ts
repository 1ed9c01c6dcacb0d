import { splitExtension } from './extension.ts'
import { DEFAULT_PATTERNS, type Pattern } from './pattern.ts'

/** What a path says about its file. */
export interface Identity {
  /** The path without {run} and {at}, with its extension. */
  readonly profile: string
  /** Digits as written; null where the name tells no run. */
  readonly run: string | null
  /** Digits or a time as written; null where the name tells no moment. */
  readonly at: string | null
}

/**
 * Tells profile, run and moment of a path. Patterns are tried in their order, and again on what is left as long as one
 * tells something new: `run-1/heap-0001.pb.gz` is snapshot 0001 of run 1 of `heap.pb.gz`.
 */
export function identify(path: string, patterns: readonly Pattern[] = DEFAULT_PATTERNS): Identity {
  let { stem, extension } = splitExtension(path)
  let run: string | null = null
  let at: string | null = null
  for (;;) {
    const told = firstMatch(
      stem,
      patterns.filter(
        ({ fields }) => !(run !== null && fields.includes('run')) && !(at !== null && fields.includes('at')),
      ),
    )
    if (told === null) return { profile: stem + extension, run, at }
    run ??= told.run
    at ??= told.at
    stem = told.name
    // `heap-0001.pb.gz.1`: the extension shows only now.
    if (extension === '') ({ stem, extension } = splitExtension(stem))
  }
}

function firstMatch(stem: string, patterns: readonly Pattern[]) {
  for (const { expression } of patterns) {
    const groups = expression.exec(stem)?.groups
    if (groups === undefined) continue
    return { name: `${groups['folder']}${groups['name']}`, run: groups['run'] ?? null, at: groups['at'] ?? null }
  }
  return null
}
