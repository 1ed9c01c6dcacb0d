import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { checkoutAround, type GoModule, nearestModules } from './go-modules.ts'

/** Where sources may lie. All paths are absolute. */
export interface SourceFolders {
  /** Where paths that are shown start. */
  readonly folder: string
  /** Folders that relative names start in: those that the user named, else the folder of the command. */
  readonly searched: readonly string[]
  /** Whether the user named them. */
  readonly areNamed: boolean
  /** The modules around the searched folders. */
  readonly modules: readonly GoModule[]
  /** `src` of the Go that is installed; null where there is none. */
  readonly standardLibrary: string | null
  readonly moduleCache: string | null
  /** The checkout: the folder with `.git`, else that of the nearest module, else the folder of the command. */
  readonly checkout: string
}

export type Environment = Readonly<Record<string, string | undefined>>

/** @param sourcePath Folders with the system's separator between them (`:`), as pprof takes them; empty for none. */
export function sourceFolders(folder: string, sourcePath: string, environment: Environment): SourceFolders {
  const named = sourcePath
    .split(delimiter)
    .filter((each) => each !== '')
    .map((each) => resolve(folder, each))
  return {
    folder: resolve(folder),
    searched: named.length > 0 ? named : [resolve(folder)],
    areNamed: named.length > 0,
    modules: [...new Set([...named, folder])].flatMap((each) => nearestModules(each)?.modules ?? []),
    standardLibrary: standardLibraryOf(environment),
    moduleCache: moduleCacheOf(environment),
    checkout: checkoutAround(resolve(folder)) ?? nearestModules(folder)?.folder ?? resolve(folder),
  }
}

/** As the `go` that would be called has it: GOROOT, else the folder above its `bin`. */
function standardLibraryOf(environment: Environment): string | null {
  const roots = [environment['GOROOT'], ...(environment['PATH'] ?? '').split(delimiter).map(rootOfTool)]
  for (const root of roots) if (root && existsSync(join(root, 'src/runtime'))) return join(root, 'src')
  return null
}

function rootOfTool(folder: string): string | null {
  try {
    return folder === '' ? null : dirname(dirname(realpathSync(join(folder, 'go'))))
  } catch {
    // No such tool there.
    return null
  }
}

/** go.dev/ref/mod#environment-variables. */
function moduleCacheOf(environment: Environment): string | null {
  const [path] = (environment['GOPATH'] ?? '').split(delimiter)
  const home = environment['HOME']
  if (environment['GOMODCACHE']) return environment['GOMODCACHE']
  if (path) return join(path, 'pkg/mod')
  return home ? join(home, 'go/pkg/mod') : null
}
