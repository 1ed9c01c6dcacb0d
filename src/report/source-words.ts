import type { AnnotatedFunction } from './annotated.ts'
import { clean } from './escape.ts'
import { wordFile } from './file-words.ts'
import { PLAIN } from './pen.ts'

/** What is to be known about the source of a function: that it is missing, or is not that of the profile. */
export function sourceNotes(listed: AnnotatedFunction<unknown>): readonly string[] {
  const { source, file, startLine, baselineStartLine, isOtherVersion } = listed
  const notes: string[] = []
  if (source?.kind === 'unread') {
    const what = WORDS.get(source.reason.code) ?? wordFile(source.reason, PLAIN).what
    notes.push(`No source: ${clean(file)} ${what}.`)
  }
  if (source?.kind === 'read' && isOtherVersion) {
    const path = clean(source.path)
    notes.push(
      `Other source: ${path} is not the version that was profiled, so its lines may be others. Check that out.`,
    )
  }
  if (baselineStartLine !== null) {
    notes.push(
      `Moved: the function starts at line ${baselineStartLine} in the baseline, at ${startLine} in the candidate.`,
    )
  }
  return notes
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['source-not-found', 'is in no folder that is searched'],
  ['source-link-out', 'is a link that leads out of the folders that are searched'],
  ['source-hidden', 'is hidden, and hidden files are not read'],
  ['source-no-text', 'is no text'],
  ['source-too-long', 'has more than 1,000,000 lines'],
])
