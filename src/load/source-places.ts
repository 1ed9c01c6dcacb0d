import { dirname, isAbsolute, join } from 'node:path'
import type { GoModule } from './go-modules.ts'
import type { SourceFolders } from './source-folders.ts'

/** What a profile says about the source of a function; whoever wrote the profile chose it. */
export interface SourceName {
  readonly file: string
  /** The file as pprof looks for it, shortened by its guess; the same where there is nothing to shorten. */
  readonly guess: string
  /** Import path of the function's package; empty where it is none of Go's. */
  readonly packagePath: string
  readonly isStandard: boolean
}

/**
 * Paths at which the source of a function may lie, the likeliest first. A name that can only be an import path (Go
 * builds with -trimpath write those) is looked for by it. Else pprof's rules come first: an absolute path as it is, and
 * a relative one in the searched folders and all above them (google/pprof internal/report/source.go openSourceFile);
 * then what the package tells of a file that another machine has built.
 */
export function sourcePlaces(name: SourceName, folders: SourceFolders): readonly string[] {
  const { file, guess } = name
  if (isAbsolute(file)) return [file, ...search(guess, folders), ...byPackage(name, folders)]
  const imported = byImportPath(name, folders)
  // The name of a standard package says nothing about a folder of the checkout that is called the same.
  const isCertain = imported.length > 0 && name.isStandard && !folders.areNamed
  return isCertain ? imported : [...imported, ...search(guess, folders)]
}

function search(path: string, { searched }: SourceFolders): readonly string[] {
  return isAbsolute(path) ? [path] : searched.flatMap((folder) => withParents(folder).map((each) => join(each, path)))
}

function withParents(folder: string): readonly string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...withParents(parent)]
}

/** `module@version/file`, `module/file`, `package/file` of the standard library. */
function byImportPath({ file, packagePath, isStandard }: SourceName, folders: SourceFolders): readonly string[] {
  const versioned = inModuleCache(file, folders)
  if (versioned.length > 0) return versioned
  const own = folders.modules.filter(({ path }) => file.startsWith(`${path}/`))
  if (own.length > 0) return own.map(({ path, folder }) => join(folder, file.slice(path.length + 1)))
  return isStandard && packagePath !== '' ? inStandardLibrary(file, folders) : []
}

/** An absolute file of another machine, by what the name of its package says about the end of its path. */
function byPackage({ file, packagePath, isStandard }: SourceName, folders: SourceFolders): readonly string[] {
  const cached = /\/pkg\/mod\/(.*)$/.exec(file)?.[1]
  if (cached !== undefined) return inModuleCache(cached, folders)
  if (isStandard) return inStandardLibrary(/.*\/src\/(.*)$/.exec(file)?.[1] ?? '', folders)
  const vendored = /.*\/vendor\/(.*)$/.exec(file)?.[1]
  if (vendored !== undefined) return folders.modules.map(({ folder }) => join(folder, 'vendor', vendored))
  return folders.modules.flatMap((module) => inModule(file, packagePath, module))
}

function inModule(file: string, packagePath: string, { path, folder }: GoModule): readonly string[] {
  // The external tests of a package lie in its folder.
  for (const each of [packagePath, packagePath.replace(/_test$/, '')]) {
    if (each !== path && !each.startsWith(`${path}/`)) continue
    const inner = each.slice(path.length) + file.slice(file.lastIndexOf('/'))
    if (file.endsWith(inner)) return [join(folder, inner)]
  }
  return []
}

function inStandardLibrary(path: string, { standardLibrary }: SourceFolders): readonly string[] {
  return standardLibrary === null || path === '' ? [] : [join(standardLibrary, path)]
}

/** In the checkout if it is of an own module, else in its `vendor`, else in the module cache. */
function inModuleCache(path: string, { modules, moduleCache }: SourceFolders): readonly string[] {
  const [, module = '', version = '', rest = ''] = /^([^@]+)@([^/@]+)\/(.+)$/.exec(path) ?? []
  if (module === '') return []
  const plain = module.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const own = modules.filter(({ path: own }) => own === plain).map(({ folder }) => join(folder, rest))
  const vendored = modules.map(({ folder }) => join(folder, 'vendor', plain, rest))
  const cached = moduleCache === null ? [] : [join(moduleCache, `${escaped(plain)}@${escaped(version)}`, rest)]
  return [...own, ...vendored, ...cached]
}

/** File systems may not tell cases apart: go.dev/ref/mod#module-cache, golang.org/x/mod/module EscapePath. */
function escaped(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`)
}
