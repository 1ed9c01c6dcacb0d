import { lstatSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { checkoutModules } from '../../load/checkout-modules.ts'
import { type RepositoryModule, repositoryPath } from '../../reach/repository-paths.ts'
import type { Run } from '../run.ts'

/** The path in the repository of a file that a profile names; null where the checkout has no such file. */
export type SourceFiles = (profilePath: string) => string | null

/** Longer ones are no paths of sources. */
const MOST_CHARS = 1024
/** Larger files were written by no person. */
const MOST_BYTES = 4 * 2 ** 20

/**
 * Finds the files that profiles name in the checkout.
 * @param functions a function in each file, as the profiles name both
 */
export function sourceFiles(
  { workspace, repository }: Pick<Run, 'workspace' | 'repository'>,
  functions: ReadonlyMap<string, string>,
): SourceFiles {
  const root = resolve(workspace)
  let modules: readonly RepositoryModule[] | null = null
  const checkout = {
    ...repository,
    root: withSlashes(root),
    modules: () => {
      modules ??= checkoutModules(root).map(({ path, folder }) => ({
        path,
        folder: withSlashes(relative(root, folder)),
      }))
      return modules
    },
    has: (path: string) => isSource(root, path),
  }
  const known = new Map<string, string | null>()
  return (profilePath) => {
    const cached = known.get(profilePath)
    if (cached !== undefined) return cached
    const isPath = profilePath.length <= MOST_CHARS
    const found = isPath ? repositoryPath(checkout, profilePath, functions.get(profilePath) ?? '') : null
    known.set(profilePath, found)
    return found
  }
}

/** A source file of the checkout; null for what cannot be read as one. `path`: in the repository. */
export function sourceContent({ workspace }: Pick<Run, 'workspace'>, path: string): Uint8Array | null {
  const root = resolve(workspace)
  if (!isSource(root, path)) return null
  const location = join(root, path)
  try {
    return (statusOf(location)?.size ?? Infinity) > MOST_BYTES ? null : readFileSync(location)
  } catch {
    // Gone meanwhile, or not permitted: then nobody knows its lines.
    return null
  }
}

function withSlashes(path: string): string {
  return path.split(sep).join('/')
}

/** A regular file below the root, with no link on the way to it. */
function isSource(root: string, path: string): boolean {
  const segments = path.split('/')
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..' || segment === '.git'))
    return false
  let at = root
  for (const [index, segment] of segments.entries()) {
    at = join(at, segment)
    const status = statusOf(at)
    if (!(index === segments.length - 1 ? status?.isFile() : status?.isDirectory())) return false
  }
  return true
}

function statusOf(path: string) {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    // Not a folder on the way, not permitted, or no path at all: then there is nothing to link to.
    return undefined
  }
}
