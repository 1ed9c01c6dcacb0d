import { lstatSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fileOnDisk } from './file.ts'
import { presenceOf } from './presence.ts'

/** Patterns of the packages that belong to the checkout around a folder; null where it names no module. */
export function ownPackagesOf(folder: string): readonly string[] | null {
  const modules = nearestModules(folder)?.modules ?? null
  return modules === null ? null : [...new Set(modules.map(({ path }) => `${path}/...`))]
}

/**
 * The modules of the nearest go.work, or the module of the nearest go.mod; both where they lie side by side, and the
 * folder where that is. Null where there is neither, or where it names no module. Nothing outside of the checkout's own
 * folder, the one with `.git`, is looked at.
 */
export function nearestModules(
  folder: string,
): { readonly folder: string; readonly modules: readonly GoModule[] } | null {
  const start = resolve(folder)
  const root = checkoutAround(start)
  for (let at = start; ; at = dirname(at)) {
    const modules = modulesIn(at, root ?? at)
    if (modules.length > 0) return { folder: at, modules }
    if (at === dirname(at) || at === root) return null
  }
}

/** The nearest folder with a `.git`; null outside of a checkout. The folder is absolute. */
export function checkoutAround(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (presenceOf(join(at, '.git')).kind !== 'absent') return at
    if (at === dirname(at)) return null
  }
}

export interface GoModule {
  /** As imports name it, e.g. `github.com/acme/shop`. */
  readonly path: string
  /** Absolute. */
  readonly folder: string
}

/** What a hostile or mistaken go.work cannot exceed: Go itself gets slow with hundreds of modules. */
const MOST_MODULES = 1_000

/** The module of a folder, and those that its go.work uses, as far as they lie inside of the root. */
export function modulesIn(folder: string, root: string = folder): readonly GoModule[] {
  const workspace = readIfThere(join(folder, 'go.work')) ?? ''
  const folders = new Set(['.', ...usedFolders(workspace)].map((used) => resolve(folder, used)))
  return [...folders]
    .slice(0, MOST_MODULES)
    .filter((each) => isInside(each, root))
    .flatMap((each) => moduleOf(readIfThere(join(each, 'go.mod')) ?? '').map((path) => ({ path, folder: each })))
}

/** Also where links on the way lead to. */
function isInside(folder: string, root: string): boolean {
  try {
    const path = relative(realpathSync(root), realpathSync(folder))
    return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
  } catch {
    // No such folder, or none that may be looked into.
    return false
  }
}

/** Files of Go's tools have some kilobytes. */
const FILE_BYTES = 2 ** 20

/** Null for what is no regular file, or none that may be read: then it says nothing about what is own. */
function readIfThere(path: string): string | null {
  try {
    const stats = lstatSync(path, { bigint: true })
    const content = fileOnDisk({ path, location: path, stats, mayBeLink: false, limitBytes: FILE_BYTES }).read()
    return content.kind === 'bytes' ? new TextDecoder().decode(content.bytes) : null
  } catch {
    return null
  }
}

/** The path of the `module` directive; none where there is none. Format: go.dev/ref/mod#go-mod-file-module. */
export function moduleOf(goMod: string): readonly string[] {
  return directives(goMod, 'module').slice(0, 1)
}

/** The folders of the `use` directives, as written. Format: go.dev/ref/mod#go-work-file-use. */
export function usedFolders(goWork: string): readonly string[] {
  return directives(goWork, 'use')
}

/** First arguments of the lines of one directive, alone (`use ./a`) or in a block (`use ( … )`). */
function directives(text: string, name: string): readonly string[] {
  const found: string[] = []
  let inBlock = false
  for (const line of text.split(/\r?\n/)) {
    const words = wordsOf(line)
    const [first, second] = words
    if (first === undefined) continue
    if (inBlock) {
      if (first === ')') inBlock = false
      else found.push(first)
    } else if (first === name && second === '(') inBlock = true
    else if (first === name && second !== undefined) found.push(second)
  }
  return found
}

/** Words of a line, up to a comment: quoted, raw in backquotes, parentheses, or plain. */
function wordsOf(line: string): readonly string[] {
  const words: string[] = []
  for (const [word] of line.matchAll(/"(?:[^"\\]|\\.)*"|`[^`]*`|[()]|\/\/.*|(?:(?!\/\/)[^\s()"`])+/g)) {
    if (word.startsWith('//')) break
    words.push(/^["`]/.test(word) ? word.slice(1, -1) : word)
  }
  return words
}
