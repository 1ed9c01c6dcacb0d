import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isPassedOver } from '../load/checkout-modules.ts'
import { moduleOf, usedFolders } from '../load/go-modules.ts'
import { isBuiltByName } from './build-constraint.ts'
import { type GoSource, readGoSource } from './go-source.ts'

/** A folder with Go files. Paths are relative to the repository, with `/`, and `.` for its root. */
export interface GoPackage {
  readonly folder: string
  readonly importPath: string
  readonly module: GoModule
  /** Without tests. */
  readonly sources: readonly GoSource[]
  readonly benchmarks: readonly string[]
}

export interface GoModule {
  readonly folder: string
  readonly path: string
  /** Of the `go` directive, null without one. */
  readonly goVersion: string | null
}

export interface GoPackages {
  readonly modules: readonly GoModule[]
  readonly packages: readonly GoPackage[]
  /** Folders of modules that a go.work of the repository does not use: Go refuses to build them as they are. */
  readonly outsideOfWorkspace: readonly string[]
  /** Whether the go.work of the root joins the modules. */
  readonly hasWorkspace: boolean
}

/** Larger repositories are looked through up to here. */
const MOST_FOLDERS = 20_000
/** No source that people write is larger. */
const FILE_BYTES = 2 ** 20

/** Names that mean the same in YAML, in a shell and to Go, which takes few others in import paths. */
const PLAIN_NAME = /^\w[\w.~+-]*$/

/**
 * The modules and packages of a repository, read from its files: nothing of it is run. Links are not followed.
 * @param root absolute
 */
export function goPackages(root: string): GoPackages {
  const modules: GoModule[] = []
  const packages: GoPackage[] = []
  const pending: { readonly path: string; readonly around: GoModule | null }[] = [{ path: root, around: null }]
  // Appends while it goes, so that shallow folders come first.
  for (let at = 0; at < pending.length && at < MOST_FOLDERS; at++) {
    const { path, around } = pending[at] ?? { path: root, around: null }
    const entries = entriesOf(path)
    const folder = nameOf(root, path)
    const own = entries.some(({ name }) => name === 'go.mod') ? readModule(path, folder) : null
    if (own !== null) modules.push(own)
    const module = own ?? around
    if (module !== null) packages.push(...readPackage(path, folder, module, entries))
    for (const entry of entries) {
      const isOurs = entry.isDirectory() && !isPassedOver(entry.name) && PLAIN_NAME.test(entry.name)
      if (isOurs) pending.push({ path: join(path, entry.name), around: module })
    }
  }
  const used = usedFolders(readText(join(root, 'go.work')) ?? '').map((each) => nameOf(root, join(root, each)))
  const isOutside = (folder: string) => used.length > 0 && !used.includes(folder)
  return {
    modules: modules.filter(({ folder }) => !isOutside(folder)),
    packages: packages.filter(({ module }) => !isOutside(module.folder)),
    outsideOfWorkspace: modules.map(({ folder }) => folder).filter(isOutside),
    hasWorkspace: used.length > 0,
  }
}

function nameOf(root: string, path: string): string {
  return relative(root, path).replaceAll('\\', '/') || '.'
}

function readModule(path: string, folder: string): GoModule | null {
  const text = readText(join(path, 'go.mod')) ?? ''
  const [name] = moduleOf(text)
  return name === undefined ? null : { folder, path: name, goVersion: /^go[ \t]+(\S+)/m.exec(text)?.[1] ?? null }
}

function readPackage(path: string, folder: string, module: GoModule, entries: Entries): readonly GoPackage[] {
  const inModule = module.folder === '.' ? folder : nameOf(module.folder, folder)
  const files = entries.filter(
    (entry) => entry.isFile() && /^[^._].*\.go$/.test(entry.name) && isBuiltByName(entry.name),
  )
  const read = files.flatMap(({ name }) => {
    const source = readGoSource(readText(join(path, name)) ?? '')
    return source === null ? [] : [{ isTest: name.endsWith('_test.go'), source }]
  })
  if (read.length === 0) return []
  const importPath = inModule === '.' ? module.path : `${module.path}/${inModule}`
  const benchmarks = read.flatMap(({ isTest, source }) => (isTest ? source.benchmarks : []))
  return [
    {
      folder,
      importPath,
      module,
      sources: read.filter(({ isTest }) => !isTest).map(({ source }) => source),
      benchmarks,
    },
  ]
}

type Entries = ReturnType<typeof entriesOf>

/** In the order of their names, whatever the file system's is. */
function entriesOf(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    // Not permitted, or gone meanwhile: then there is nothing in it to measure.
    return []
  }
}

/** Null where there is no such file, or none that may be read. */
function readText(path: string): string | null {
  try {
    const stats = statSync(path)
    return stats.isFile() && stats.size <= FILE_BYTES ? readFileSync(path, 'utf8') : null
  } catch {
    return null
  }
}
