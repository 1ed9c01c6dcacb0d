import type { LoadBounds } from '../../load/load-bounds.ts'
import { wordFile } from '../../report/file-words.ts'
import { PLAIN } from '../../report/pen.ts'
import { countOutcomes } from '../../result/counts.ts'
import { type ParsedResult, parseResult } from '../../result/parse.ts'
import { type Result, worstLevel } from '../../result/result.ts'
import type { RunArtifact } from '../artifacts/artifact-store.ts'
import { type Downloads, fetchArtifact } from '../artifacts/fetch.ts'

/** The one file of an artifact with a result. */
export const RESULT_FILE = 'profile-gate-result.json'

/** A result has a kilobyte for each function that it names. */
const MIB = 2 ** 20
export const RESULT_BOUNDS: LoadBounds = {
  entries: 1,
  depth: 1,
  pathBytes: RESULT_FILE.length,
  fileBytes: 16 * MIB,
  totalBytes: 16 * MIB,
}

/** `unavailable`: it could not be downloaded, and may be later. `unusable`: what it holds is no result. `why`: for the log. */
export type StoredResult =
  | { readonly kind: 'result'; readonly result: Result; readonly bytes: number }
  | { readonly kind: 'unavailable' | 'unusable'; readonly why: string }

/** What keeps an artifact from being downloaded, whatever is in it. */
const OUT_OF_REACH: readonly string[] = [
  'artifact-failed',
  'artifact-missing',
  'artifact-expired',
  'artifact-forbidden',
  'artifact-digest-mismatch',
  'artifacts-out-of-reach',
]

/**
 * Downloads the result of a target and reads it: strictly, whoever wrote it. What it says of itself in sum is counted
 * anew. `from`: another run; null for the current one.
 */
export async function storedResult(
  downloads: Downloads,
  artifact: RunArtifact,
  target: string | null,
  from: number | null,
): Promise<StoredResult> {
  const side = await fetchArtifact({ ...downloads, bounds: RESULT_BOUNDS }, artifact, from)
  if (side.kind === 'error') {
    const kind = OUT_OF_REACH.includes(side.reason.code) ? 'unavailable' : 'unusable'
    return { kind, why: `it ${wordFile(side.reason, PLAIN).what}` }
  }
  const [file, ...others] = side.kind === 'folder' ? side.files : []
  if (side.kind !== 'folder' || side.manifest !== null || others.length > 0 || file?.path !== RESULT_FILE) {
    return unusable(`it is not a zip with ${RESULT_FILE} alone`)
  }
  const content = file.read()
  if (content.kind === 'refused') return unusable(`${RESULT_FILE} ${wordFile(content.reason, PLAIN).what}`)
  return resultIn(content.bytes, target)
}

/** The result that a file of a target holds. */
export function resultIn(bytes: Uint8Array, target: string | null): StoredResult {
  if (bytes.length > RESULT_BOUNDS.fileBytes) return unusable('it is larger than any result that is read')
  const text = textOf(bytes)
  const parsed: ParsedResult = text === null ? { kind: 'not-json' } : parseResult(text)
  if (parsed.kind !== 'result') return unusable(whyNot(parsed))
  if (parsed.result.context.target !== target) return unusable('it is of another target than its name says')
  const { checks, problems } = parsed.result
  const outcome = worstLevel([...checks, ...problems].map(({ level }) => level))
  const result = { ...parsed.result, outcome, counts: countOutcomes(checks) }
  return { kind: 'result', result, bytes: bytes.length }
}

function whyNot(parsed: Exclude<ParsedResult, { readonly kind: 'result' }>): string {
  switch (parsed.kind) {
    case 'not-json':
      return 'it is no JSON in UTF-8'
    case 'too-deep':
      return 'it is nested deeper than any result is'
    case 'invalid':
      return `it is no result of this version${parsed.where === '' ? '' : ` (${parsed.where})`}`
  }
}

function unusable(why: string): StoredResult {
  return { kind: 'unusable', why }
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
