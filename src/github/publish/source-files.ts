import { lstatSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { type GoModule, modulesIn } from '../../load/go-modules.ts'
import type { Run } from '../run.ts'

/** The path in the repository of a file that a profile names; null where the checkout has no such file. */
export type SourceFiles = (profilePath: string) => string | null

/** Longer ones are no paths of sources. */
const MOST_CHARS = 1024

/**
 * Finds the files that profiles name in the checkout. Profiles name them as they were compiled: absolute in the
 * checkout, absolute in another checkout of the repository (another runner's, a container's, one in a GOPATH), or by
 * module path (`go build -trimpath`), with the separators of any system.
 */
export function sourceFiles({ workspace, repository }: Pick<Run, 'workspace' | 'repository'>): SourceFiles {
  const root = resolve(workspace)
  const modules = modulesIn(root)
  const readings = [inCheckout(root, modules), inModule(root, modules), inOtherCheckout(repository)]
  const known = new Map<string, string | null>()
  return (profilePath) => {
    const cached = known.get(profilePath)
    if (cached !== undefined) return cached
    const path = profilePath.length > MOST_CHARS ? '' : profilePath.replaceAll('\\', '/')
    const found = readings.flatMap((read) => read(path)).find((each) => isSource(root, each)) ?? null
    known.set(profilePath, found)
    return found
  }
}

/** Paths relative to the root of the repository that a path may stand for, the likeliest first. */
type Reading = (path: string) => readonly string[]

/**
 * An absolute path below the root, or one that is relative to it. Relative ones of Go begin with a module path, or are
 * of the standard library: `errors/errors.go` is none of the repository's.
 */
function inCheckout(root: string, modules: readonly GoModule[]): Reading {
  const start = `${root.split(sep).join('/')}/`
  return (path) => {
    if (isAbsolute(path)) return path.startsWith(start) ? [path.slice(start.length)] : []
    return modules.length > 0 && path.endsWith('.go') ? [] : [path]
  }
}

/** A path that begins with a module path, or has one below the `src` of a GOPATH. */
function inModule(root: string, modules: readonly GoModule[]): Reading {
  const longestFirst = modules.toSorted((a, b) => b.path.length - a.path.length)
  return (path) =>
    longestFirst.flatMap((module) => {
      const rest = isAbsolute(path) ? after(path, `/src/${module.path}/`) : after(`/${path}`, `/${module.path}/`, 0)
      const folder = relative(root, module.folder).split(sep).join('/')
      return rest === null ? [] : [folder === '' ? rest : `${folder}/${rest}`]
    })
}

/** `/home/runner/work/shop/shop/…`, `/github/workspace/…`, and whatever stands after `HOST/acme/shop/`. */
function inOtherCheckout({ owner, name }: Run['repository']): Reading {
  const roots = [`/${name}/${name}/`, '/github/workspace/', `/${owner}/${name}/`]
  return (path) => roots.flatMap((root) => after(`/${path}`, root) ?? [])
}

/** What follows a folder; `only`: the one place where it may stand. */
function after(path: string, folder: string, only: number | null = null): string | null {
  const at = path.indexOf(folder)
  return at < 0 || (only !== null && at !== only) ? null : path.slice(at + folder.length)
}

/** Of any system: `/a`, `C:/a`. */
function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:\/)/.test(path)
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
