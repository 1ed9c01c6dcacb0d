import { type ChangedFile, ChangedLines } from '../../reach/changed-lines.ts'
import type { ChangeApi, ListedFile } from '../api/api.ts'
import type { Surroundings } from '../artifacts/surroundings.ts'
import { hidden, isUnknown, orUnknown, type Unknown } from '../unknown.ts'
import { isBlob } from './blob-id.ts'
import { gitChanges } from './git-changes.ts'
import { listedChanges } from './listed-changes.ts'

export interface ChangesQuestion {
  /** The candidate is what this commit was made into. */
  readonly base: string
  /** The commit that was measured. */
  readonly head: string
  /** Number of the pull request; null if there is none. */
  readonly pull: number | null
  readonly surroundings: Surroundings
  /** Content of a file of the checkout; null where it has no such file. */
  readonly contentOf: (path: string) => Uint8Array | null
  /** Made when it is needed: git may do without. */
  readonly api: () => Promise<ChangeApi>
}

/** So many files a comparison lists at most. */
const COMPARED_FILES = 300

/** The lines that the candidate changes: by git where the checkout has its base, else by GitHub. */
export async function findChanges(question: ChangesQuestion): Promise<ChangedLines | Unknown> {
  const { base, head, surroundings } = question
  const files = (await gitChanges(base, head, surroundings)) ?? (await orUnknown(() => byGitHub(question)))
  return isUnknown(files) ? files : new ChangedLines(files)
}

/** The lines of a comparison are those of the measured commit; those of a long list are of the head of the pull request. */
async function byGitHub(question: ChangesQuestion): Promise<readonly ChangedFile[]> {
  const { base, head, pull } = question
  const api = await question.api()
  const compared = await api.comparedFiles(base, head)
  if (compared !== null && (compared.length < COMPARED_FILES || pull === null)) return listedChanges(compared)
  if (pull === null) throw hidden(`the comparison of ${base} and ${head}`, 'contents: read')
  const listed = await api.filesOfPull(pull)
  const changes = listedChanges(listed)
  const measured = new Set(listed.filter((file) => isMeasured(file, question)).map(({ path }) => path))
  return changes.map((file) => (measured.has(file.path) ? file : { ...file, change: { kind: 'unknown' } }))
}

/** What was merged meanwhile may have moved the lines of a file. */
function isMeasured({ path, blob }: ListedFile, { contentOf }: ChangesQuestion): boolean {
  const content = contentOf(path)
  return content !== null && blob !== null && isBlob(content, blob)
}
