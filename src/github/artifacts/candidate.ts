import type { LoadBounds } from '../../load/load-bounds.ts'
import type { LoadedFile, LoadedFolder, LoadedSide, SideErrorCode } from '../../load/loaded.ts'
import { nearestName } from '../../load/nearest.ts'
import { comparePaths } from '../../load/path-order.ts'
import { type Notice, notice } from '../../model/notice.ts'
import { artifactPath, isOwnName, namesMeant } from './artifact-name.ts'
import type { RunArtifact } from './artifact-store.ts'
import { type Downloads, fetchArtifact, ownArtifacts } from './fetch.ts'

/** So many names are offered where none fits. */
const MOST_OFFERED = 5

/**
 * The candidate from artifacts of this run: one that has just the name, with its content at the root; else all that the
 * glob matches, each in a folder of its name, as `actions/download-artifact` puts them. Failures are answers.
 *
 * @param pattern a name, or a glob of names
 */
export async function candidateOfArtifacts(downloads: Downloads, pattern: string): Promise<LoadedSide> {
  const path = artifactPath(pattern, null)
  const artifacts = await ownArtifacts(downloads.store, path)
  if ('kind' in artifacts) return artifacts
  const exact = artifacts.find(({ name }) => name === pattern)
  if (exact !== undefined) return await fetchArtifact(downloads, exact, null)
  const names = artifacts.map(({ name }) => name).filter((name) => !['.', '..'].includes(name))
  const meant = new Set(namesMeant(pattern, names))
  const matching = artifacts.filter(({ name }) => meant.has(name)).sort((a, b) => comparePaths(a.name, b.name))
  if (matching.length > 0) return await fetchAll(matching, downloads, path)
  const offered = names.filter((name) => !isOwnName(name))
  const nearest = nearestNames(pattern, offered).join(', ')
  const args = nearest === '' ? { path, pattern } : { path, pattern, nearest }
  return { kind: 'error', path, reason: notice('artifact-no-match', args) }
}

async function fetchAll(artifacts: readonly RunArtifact[], downloads: Downloads, path: string): Promise<LoadedSide> {
  const { bounds } = downloads
  const sizeBytes = artifacts.reduce((sum, artifact) => sum + artifact.sizeBytes, 0)
  if (sizeBytes > bounds.fileBytes) {
    const reason = notice('artifact-too-large', { path, sizeBytes, limitBytes: bounds.fileBytes })
    return { kind: 'error', path, reason }
  }
  const parts: LoadedFolder[] = []
  for (const artifact of artifacts) {
    const side = await fetchArtifact(downloads, artifact, null)
    if (side.kind === 'error') return side
    parts.push(inFolder(side, artifact))
    const reason = beyond(parts, bounds, path)
    if (reason !== null) return { kind: 'error', path, reason }
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

/** Each part keeps within the bounds; together they are one folder, for which the same bounds hold. */
function beyond(parts: readonly LoadedFolder[], bounds: LoadBounds, path: string): Notice<SideErrorCode> | null {
  const sum = (of: 'entries' | 'totalBytes') => parts.reduce((before, { extent }) => before + (extent?.[of] ?? 0), 0)
  if (sum('entries') > bounds.entries) return notice('too-many-files', { path, limit: bounds.entries })
  return sum('totalBytes') > bounds.totalBytes
    ? notice('folder-too-large', { path, limitBytes: bounds.totalBytes })
    : null
}

/** A side as part of a larger folder. Its manifest speaks of itself alone, so there it is a file like others. */
function inFolder(
  side: Exclude<LoadedSide, { readonly kind: 'error' }>,
  { name, sizeBytes }: RunArtifact,
): LoadedFolder {
  const moved = <Entry extends { readonly path: string }>(entry: Entry): Entry => {
    return { ...entry, path: `${name}/${entry.path}` }
  }
  const movedFile = (file: LoadedFile): LoadedFile => ({ path: `${name}/${file.path}`, read: () => file.read() })
  if (side.kind === 'file') {
    const { path, file } = side
    const extent = { entries: 1, totalBytes: sizeBytes }
    return { kind: 'folder', path, files: [movedFile(file)], manifest: null, unread: [], notices: [], extent }
  }
  const files = side.manifest === null ? side.files : [...side.files, side.manifest]
  return { ...side, files: files.map(movedFile), manifest: null, unread: side.unread.map(moved) }
}

/** The name that was probably meant first, then the others in their order. */
function nearestNames(pattern: string, names: readonly string[]): readonly string[] {
  const ordered = names.toSorted(comparePaths)
  const nearest = nearestName(pattern, ordered)
  return [...new Set(nearest === null ? ordered : [nearest, ...ordered])].slice(0, MOST_OFFERED)
}
