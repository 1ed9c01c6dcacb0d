import { z } from 'zod'
import { clip } from '../../report/escape.ts'
import type { Previous } from '../../report/view.ts'
import type { Level } from '../../result/result.ts'

/**
 * The first line of a comment of ours: by it the comment is found again, and the next run knows what it said. Anybody
 * can write such a line, so it is believed only under the name of the account that publishes.
 */
export interface Marker {
  /** Comments with different keys are different comments. */
  readonly key: string
  /** Head of the pull request that the verdict is of. */
  readonly sha: string
  readonly run: number
  readonly attempt: number
  readonly outcome: Level
  readonly headline: string
  /** What it was made from: the ids of results, see `Gathered`. */
  readonly results: readonly string[]
  /** What the comment said before this run, where that was something wrong at another head. */
  readonly previous: SaidBefore | null
}

/** `targets`: of whom it was said; null for the step without one. It is put right when all of them pass. */
export interface SaidBefore extends Previous {
  readonly targets: readonly (string | null)[]
}

const MOST_KEY_CHARS = 200
const MOST_HEADLINE_CODE_POINTS = 200

const MOST_LINE_CHARS = 32_768

/** Of these as they are written, where a dash is an escape of six; the rest of the line is shorter than 8192. */
const MOST_RESULTS_CHARS = 12_000
const MOST_TARGETS_CHARS = 12_000

const said = {
  sha: z.string().regex(/^[0-9a-f]{7,64}$/),
  outcome: z.enum(['pass', 'warn', 'error', 'fail']),
  headline: z.string().max(2 * MOST_HEADLINE_CODE_POINTS),
}

/** A matrix has 256 jobs at most, and there may be a step without a target. */
const MOST_RESULTS = 257

/** Of several runs, whose targets may have had other names. */
const MOST_TARGETS = 2 * MOST_RESULTS

const schema = z.object({
  v: z.literal(1),
  key: z.string().max(MOST_KEY_CHARS),
  run: z.int().positive(),
  attempt: z.int().positive(),
  ...said,
  results: z.array(z.string().max(90)).max(MOST_RESULTS).default([]),
  previous: z
    .object({ ...said, targets: z.array(z.string().max(64).nullable()).max(MOST_TARGETS).default([]) })
    .nullable()
    .default(null),
})

/** One line of ASCII without `--`, which would end the HTML comment. */
export function writeMarker({ key, sha, run, attempt, outcome, headline, results, previous }: Marker): string {
  const shown = fitting(results.slice(0, MOST_RESULTS), MOST_RESULTS_CHARS)
  // Of targets that it cannot name nobody could tell whether they pass.
  const targets = fitting(previous?.targets.slice(0, MOST_TARGETS) ?? [], MOST_TARGETS_CHARS)
  const isTold = previous !== null && targets.length === previous.targets.length
  const text = escaped({
    v: 1,
    key: markerKey(key),
    ...{ sha, run, attempt, outcome },
    headline: clip(headline, MOST_HEADLINE_CODE_POINTS),
    // Of more than can be told the comment is written again each time; one that cannot be read would be lost for good.
    ...(results.length === 0 ? {} : { results: shown }),
    ...(isTold ? { previous } : {}),
  })
  return `<!-- profile-gate ${text} -->`
}

function escaped(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^ -,.-~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** So many from the front as are not too long when they are written. */
function fitting<Value>(values: readonly Value[], mostChars: number): readonly Value[] {
  const fit: Value[] = []
  let chars = 0
  for (const value of values) {
    chars += escaped(value).length + 1
    if (chars > mostChars) break
    fit.push(value)
  }
  return fit
}

/** The marker of a comment; null where its first line holds none that this version understands. */
export function readMarker(body: string): Marker | null {
  const line = body.slice(0, MOST_LINE_CHARS).split(/\r?\n/, 1)[0] ?? ''
  const json = /^<!-- profile-gate (\{.*\}) -->$/.exec(line.trimEnd())?.[1]
  if (json === undefined) return null
  const parsed = schema.safeParse(jsonOf(json))
  if (!parsed.success) return null
  const { v: _, ...marker } = parsed.data
  return marker
}

/** A key as markers hold it. */
export function markerKey(key: string): string {
  return key.slice(0, MOST_KEY_CHARS)
}

/** Whether one was written by a later run, or a later attempt of the same run, than the other. */
export function isNewer(one: Pick<Marker, 'run' | 'attempt'>, other: Pick<Marker, 'run' | 'attempt'>): boolean {
  return one.run === other.run ? one.attempt > other.attempt : one.run > other.run
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
