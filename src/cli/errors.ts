/** The command line itself is wrong; the message says how to say it right. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A file that a command cannot do without is not there or not readable; the message names it and the way out. Exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/** Why the file system refused, in words where there are some. */
export function whyNot(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? String(error)
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file or folder',
    EISDIR: 'it is a folder',
    EACCES: 'access is not permitted',
    ELOOP: 'its links lead in a circle',
  }
  return words[code] ?? code
}

/**
 * What to tell a user about an error, or null if it is a bug. It goes by the name, for every command is bundled with
 * its own copy of these classes.
 */
export function messageFor(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if (error.name === 'UsageError') return `${error.message}\nSee profile-gate --help.`
  return error.name === 'InputError' ? error.message : null
}
