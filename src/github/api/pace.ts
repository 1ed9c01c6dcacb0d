/**
 * Longest time that GitHub is waited for, in all requests together: for the baseline, which may lie many runs back, for
 * the policy, for the changed lines, which only add marks, and for the comment; for that one, results that are stored and
 * read come on top. What other artifacts take is counted apart.
 */
export const WAIT_MS = {
  baseline: 180_000,
  policy: 60_000,
  changes: 30_000,
  comment: 30_000,
  results: 30_000,
} as const

/** How patiently GitHub is asked, and by which clock. */
export interface Pace {
  /** Tries of one request. */
  readonly tries: number
  /** Longest wait for one whole answer; a half-open connection never gives one. */
  readonly tryMs: number
  /** Wait before the second try where GitHub asks for none; doubled for each further one. */
  readonly backoffMs: number
  /** The same for a rate limit that does not say when it ends. */
  readonly limitBackoffMs: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** At least 0, below 1. */
  readonly random: () => number
}

export const pace: Pace = {
  tries: 4,
  tryMs: 15_000,
  backoffMs: 1_000,
  // GitHub advises a minute; many such limits end sooner.
  limitBackoffMs: 5_000,
  // Never set back by a correction of the system's clock.
  now: () => performance.timeOrigin + performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
}
