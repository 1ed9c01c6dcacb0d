/** What the action itself stores: profiles and results of a target, and the report. */
const OWN_NAME = /^profile-gate-(profiles|result|report)(?=[-.]|$)/

/** Where the log of a job reads commands: a line that begins with `::`, and `##[` anywhere in a line. */
const COMMAND = /[\p{Cc}\u2028\u2029]|##\[/u

/** Artifacts of the action itself, which no glob for the candidate means. */
export function isOwnName(name: string): boolean {
  return OWN_NAME.test(name)
}

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
