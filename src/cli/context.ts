import type { Context } from '../result/result.ts'
import { isTarget } from '../result/target.ts'
import { UsageError } from './errors.ts'
import type { Io } from './io.ts'
import type { Options } from './options.ts'
import type { FoundPolicy } from './policy-file.ts'

/** What `--target` says; null without one. @throws {UsageError} if it is no name. */
export function readTarget(options: Options): string | null {
  const target = options.value('target')
  if (target !== null && !isTarget(target)) {
    throw new UsageError(`--target ${target}: expected 1 to 64 letters, digits, dots, dashes or underscores`)
  }
  return target
}

/** Two paths on a laptop: nothing is known of commits and runs. */
export function contextOf({ source }: FoundPolicy, target: string | null, io: Io): Context {
  return {
    baseline: { sha: null, ref: null, how: null, age: null, behind: null, runId: null, steps: [] },
    candidate: { sha: null, ref: null },
    policy: { source, sha: null, changed: false },
    ...{ target, commentKey: null, workflow: null, runId: null, attempt: null, failOn: null, date: io.today },
  }
}
