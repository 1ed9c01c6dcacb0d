import type { LoadedFile, LoadedFolder, LoadedSide } from '../../load/loaded.ts'
import { nearestName } from '../../load/nearest.ts'
import { comparePaths } from '../../load/path-order.ts'
import { notice } from '../../model/notice.ts'
import { compileGlob, GlobError } from '../../policy/glob.ts'
import { isOwnName } from './artifact-name.ts'
import { type ArtifactStore, isArtifactError, type RunArtifact } from './artifact-store.ts'
import { fetchArtifact, reasonOf } from './fetch.ts'

export interface ArtifactCandidate {
  readonly store: ArtifactStore
  /** A name, or a glob of names. */
  readonly pattern: string
  /** They are saved in new folders below this one. */
  readonly folder: string
  /** Of all of them together. */
  readonly limitBytes: number
}

/** So many names are offered where none fits. */
const MOST_OFFERED = 5

/**
 * The candidate from artifacts of this run: one that has just the name, with its content at the root; else all that the
 * glob matches, each in a folder of its name, as `actions/download-artifact` puts them. Failures are answers.
 */
export async function candidateOfArtifacts(candidate: ArtifactCandidate): Promise<LoadedSide> {
  const { store, pattern } = candidate
  const path = `artifact:${pattern}`
  let artifacts: readonly RunArtifact[]
  try {
    artifacts = await store.list()
  } catch (error) {
    if (!isArtifactError(error)) throw error
    return { kind: 'error', path, reason: reasonOf(error, path) }
  }
  const exact = artifacts.find(({ name }) => name === pattern)
  if (exact !== undefined) return await fetchArtifact({ ...candidate, artifact: exact, from: null, path })
  const offered = artifacts.filter(({ name }) => !isOwnName(name) && !['.', '..'].includes(name))
  const matching = matches(pattern, offered)
  if (matching.length > 0) return await fetchAll(matching, candidate, path)
  const nearest = nearestNames(pattern, offered).join(', ')
  const args = nearest === '' ? { path, pattern } : { path, pattern, nearest }
  return { kind: 'error', path, reason: notice('artifact-no-match', args) }
}

async function fetchAll(
  artifacts: readonly RunArtifact[],
  candidate: ArtifactCandidate,
  path: string,
): Promise<LoadedSide> {
  const { store, folder, limitBytes } = candidate
  const sizeBytes = artifacts.reduce((sum, artifact) => sum + artifact.sizeBytes, 0)
  if (sizeBytes > limitBytes) {
    return { kind: 'error', path, reason: notice('artifact-too-large', { path, sizeBytes, limitBytes }) }
  }
  const parts: LoadedFolder[] = []
  for (const artifact of artifacts) {
    const fetching = { store, artifact, from: null, folder, limitBytes, path: `artifact:${artifact.name}` }
    const side = await fetchArtifact(fetching)
    if (side.kind === 'error') return side
    parts.push(inFolder(side, artifact.name))
  }
  return {
    kind: 'folder',
    path,
    isZip: true,
    files: parts.flatMap(({ files }) => files).sort((a, b) => comparePaths(a.path, b.path)),
    manifest: null,
    unread: parts.flatMap(({ unread }) => unread),
    notices: parts.flatMap(({ notices }) => notices),
  }
}

/** A side as part of a larger folder. Its manifest speaks of itself alone, so there it is a file like others. */
function inFolder(side: Exclude<LoadedSide, { readonly kind: 'error' }>, name: string): LoadedFolder {
  const moved = <Entry extends { readonly path: string }>(entry: Entry): Entry => {
    return { ...entry, path: `${name}/${entry.path}` }
  }
  const movedFile = (file: LoadedFile): LoadedFile => ({ path: `${name}/${file.path}`, read: () => file.read() })
  if (side.kind === 'file') {
    const { path, file } = side
    return { kind: 'folder', path, files: [movedFile(file)], manifest: null, unread: [], notices: [] }
  }
  const files = side.manifest === null ? side.files : [...side.files, side.manifest]
  return { ...side, files: files.map(movedFile), manifest: null, unread: side.unread.map(moved) }
}

function matches(pattern: string, artifacts: readonly RunArtifact[]): readonly RunArtifact[] {
  try {
    const glob = compileGlob([pattern])
    return artifacts.filter(({ name }) => glob.matches(name)).sort((a, b) => comparePaths(a.name, b.name))
  } catch (error) {
    // No glob, so it was meant as a name, which nothing has.
    if (error instanceof GlobError) return []
    throw error
  }
}

/** The name that was probably meant first, then the others in their order. */
function nearestNames(pattern: string, artifacts: readonly RunArtifact[]): readonly string[] {
  const names = artifacts.map(({ name }) => name).sort(comparePaths)
  const nearest = nearestName(pattern, names)
  return [...new Set(nearest === null ? names : [nearest, ...names])].slice(0, MOST_OFFERED)
}
