import { compileGlob, GlobError } from '../../policy/glob.ts'
import { isTarget } from '../../result/target.ts'

/** The artifact in which a run stores its candidate, the baseline of later runs. */
export function storedName(target: string | null): string {
  return `profile-gate-profiles${target === null ? '' : `-${target}`}`
}

/** The artifact in which a step stores its result, for the comment that shows those of all steps of a run. */
export function resultName(target: string | null): string {
  return `${RESULT}${target === null ? '' : `-${target}`}`
}

const RESULT = 'profile-gate-result'

/** The file, and so the artifact, with which a step shows its result. */
export function reportName(target: string | null): string {
  return `profile-gate-report${target === null ? '' : `-${target}`}.html`
}

/** Whose result an artifact holds, by its name; undefined for one that holds none. */
export function targetOfResult(name: string): string | null | undefined {
  if (name === RESULT) return null
  const target = name.startsWith(`${RESULT}-`) ? name.slice(RESULT.length + 1) : ''
  return isTarget(target) ? target : undefined
}

/** An artifact as the inputs name it. `run`: another run of this repository; null for the current one. */
export function artifactPath(name: string, run: number | null): string {
  return run === null ? `artifact:${name}` : `run:${run}/${name}`
}

/** What the action itself stores: profiles and results of a target, and the report. */
const OWN_NAME = /^profile-gate-(profiles|result|report)(?=[-.]|$)/

/** Artifacts of the action itself, which no glob for the candidate means. */
export function isOwnName(name: string): boolean {
  return OWN_NAME.test(name)
}

/** Which of the names a pattern means: the one that is just it, else all that it matches as a glob but our own. */
export function namesMeant(pattern: string, names: readonly string[]): readonly string[] {
  return names.includes(pattern) ? [pattern] : names.filter(globOf(pattern)).filter((name) => !isOwnName(name))
}

function globOf(pattern: string): (name: string) => boolean {
  try {
    const glob = compileGlob([pattern])
    return (name) => glob.matches(name)
  } catch (error) {
    // No glob, so it was meant as a name, which nothing has.
    if (error instanceof GlobError) return () => false
    throw error
  }
}

/** Where the log of a job reads commands: a line that begins with `::`, and `##[` anywhere in a line. */
const COMMAND = /[\p{Cc}\u2028\u2029]|##\[/u

/**
 * Whether a name may be told to the library, which prints names into the log, and also what becomes of them when the
 * percent signs of a header are resolved: a crafted name would be read there as a command of the workflow.
 */
export function isPrintable(name: string): boolean {
  return !COMMAND.test(name) && !COMMAND.test(percentDecoded(name))
}

function percentDecoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    // Then the library cannot resolve it either, and says so.
    return name
  }
}
