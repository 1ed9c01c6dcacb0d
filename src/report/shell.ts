/** Command lines to be pasted into a POSIX shell. */

export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ')
}

/** Forms that pprof does not read, or reads without names. */
const TEXT_FORM = /\.(txt|json|log|prom|cpuprofile|heapprofile|folded)(\.gz)?$/i

/** Opens the difference of two profiles in the browser; null where pprof cannot. */
export function pprofDiff(baselinePath: string, candidatePath: string): string | null {
  if ([baselinePath, candidatePath].some((path) => TEXT_FORM.test(path))) return null
  return shellLine(['go', 'tool', 'pprof', '-http=:', '-diff_base', baselinePath, candidatePath])
}

/** A `#` begins a comment only where a word begins. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-][\w@%+=:,./#-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
