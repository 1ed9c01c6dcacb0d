import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Patterns of the packages that belong to the checkout around a folder: the modules of the nearest go.work, or the
 * module of the nearest go.mod. Null where there is neither, or where it names no module.
 * Formats: go.dev/ref/mod#go-mod-file and #workspaces.
 */
export function ownPackagesOf(folder: string): readonly string[] | null {
  for (let at = folder; ; at = dirname(at)) {
    const workspace = readIfThere(join(at, 'go.work'))
    const modules =
      workspace !== null
        ? usedFolders(workspace).flatMap((used) => moduleOf(readIfThere(join(at, used, 'go.mod'))))
        : moduleOf(readIfThere(join(at, 'go.mod')))
    if (modules.length > 0) return modules.map((module) => `${module}/...`)
    if (at === dirname(at)) return null
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // No such file, or none that may be read: then it says nothing about what is own.
    return null
  }
}

function moduleOf(goMod: string | null): readonly string[] {
  const [, quoted, bare] = /^\s*module\s+(?:"([^"]+)"|`?([^\s"`]+)`?)/m.exec(goMod ?? '') ?? []
  const module = quoted ?? bare
  return module === undefined ? [] : [module]
}

/** Folders of `use DIR` lines and `use ( … )` blocks. */
function usedFolders(goWork: string): readonly string[] {
  const folders: string[] = []
  let inBlock = false
  for (const raw of goWork.split('\n')) {
    const line = raw.replace(/\/\/.*/, '').trim()
    if (inBlock && line === ')') inBlock = false
    else if (inBlock && line !== '') folders.push(line)
    else if (/^use\s*\($/.test(line)) inBlock = true
    else if (line.startsWith('use ')) folders.push(line.slice('use '.length).trim())
  }
  return folders.map((folder) => folder.replace(/^["`]|["`]$/g, ''))
}
