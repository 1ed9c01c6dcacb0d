/** Command lines to be pasted into a POSIX shell. */

export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ')
}

/** Opens the difference of two profiles in the browser. */
export function pprofDiff(baselinePath: string, candidatePath: string): string {
  return shellLine(['go', 'tool', 'pprof', '-http=:', '-diff_base', baselinePath, candidatePath])
}

/** A `#` begins a comment only where a word begins. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-][\w@%+=:,./#-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
