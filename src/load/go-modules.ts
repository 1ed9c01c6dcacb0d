import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/**
 * Patterns of the packages that belong to the checkout around a folder: the modules of the nearest go.work, or the
 * module of the nearest go.mod; both where they lie side by side. Null where there is neither, or where it names no
 * module. Nothing above the checkout's own folder, the one with `.git`, is looked at.
 */
export function ownPackagesOf(folder: string): readonly string[] | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const modules = new Set(modulesIn(at).map(({ path }) => path))
    if (modules.size > 0) return [...modules].map((module) => `${module}/...`)
    if (at === dirname(at) || existsSync(join(at, '.git'))) return null
  }
}

export interface GoModule {
  /** As imports name it, e.g. `github.com/acme/shop`. */
  readonly path: string
  /** Absolute. */
  readonly folder: string
}

/** The module of a folder, and those that its go.work uses. */
export function modulesIn(folder: string): readonly GoModule[] {
  const workspace = readIfThere(join(folder, 'go.work'))
  const folders = new Set(
    ['.', ...(workspace === null ? [] : usedFolders(workspace))].map((used) => resolve(folder, used)),
  )
  return [...folders].flatMap((folder) =>
    moduleOf(readIfThere(join(folder, 'go.mod')) ?? '').map((path) => ({ path, folder })),
  )
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // No such file, or none that may be read: then it says nothing about what is own.
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
