import type { LoadedSide } from '../../load/loaded.ts'
import { readManifest } from '../../load/manifest.ts'
import { commitId } from '../commit-id.ts'

/** The commit that a side's manifest says was measured; null where it says none. To be shown, never to be trusted. */
export function manifestCommit(side: LoadedSide): string | null {
  if (side.kind !== 'folder' || side.manifest === null) return null
  const content = side.manifest.read()
  if (content.kind !== 'bytes') return null
  const reading = readManifest(content.bytes)
  return reading.kind === 'manifest' && reading.manifest.commit !== null ? commitId(reading.manifest.commit) : null
}
