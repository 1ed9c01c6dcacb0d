import { join } from 'node:path'
import type { LoadedFolder } from '../../src/load/loaded.ts'
import { readSide } from '../../src/load/side.ts'
import { repository } from '../cli/run.ts'
import { fileOf, type Made } from './made-profiles.ts'

/** Recorded folders as sides, and what tests do to them: every change is visible where the pair is made. */

/** A folder below `test/fixtures`. */
export function recorded(folder: string): LoadedFolder {
  const side = readSide(join(repository, 'test/fixtures', folder))
  if (side.kind !== 'folder') throw new Error(`no folder: test/fixtures/${folder}`)
  return side
}

/** Only the files whose names begin with one of these. */
export function only(side: LoadedFolder, ...names: readonly string[]): LoadedFolder {
  return { ...side, files: side.files.filter(({ path }) => names.some((name) => path.startsWith(name))) }
}

/** The first of its files: of a series its first snapshots. */
export function first(count: number, side: LoadedFolder): LoadedFolder {
  return { ...side, files: side.files.filter((_, at) => at < count) }
}

/** With other values of some keys of its manifest, which is made where there is none. */
export function withManifest(side: LoadedFolder, values: Readonly<Record<string, unknown>>): LoadedFolder {
  const content = side.manifest?.read()
  const text = content?.kind === 'bytes' ? new TextDecoder().decode(content.bytes) : '{"version":1}'
  const manifest = fileOf('profile-gate.json', JSON.stringify({ ...(JSON.parse(text) as object), ...values }))
  return { ...side, manifest }
}

/** With another file in the place of one. */
export function withFile(side: LoadedFolder, path: string, made: Made): LoadedFolder {
  return { ...side, files: [...side.files.filter((file) => file.path !== path), fileOf(path, made)] }
}
