import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { GoPackage, GoPackages } from './go-packages.ts'
import type { GoSource } from './go-source.ts'
import type { LockKind, ServicePart } from './part.ts'
import { lastName, pathIn } from './paths.ts'
import { pprofAddress } from './pprof-address.ts'

const PPROF = 'net/http/pprof'

/** Calls that turn profiles of locks on. */
const LOCK_CALLS: Readonly<Record<LockKind, string>> = {
  mutex: 'runtime.SetMutexProfileFraction',
  block: 'runtime.SetBlockProfileRate',
}

/** Names that people give to what sends the load. */
const LOAD_NAMES = ['load', 'loadtest', 'load-test', 'loadgen', 'load-generator']

/** A part for each program whose own packages import net/http/pprof. Targets are given later. */
export function serviceParts(root: string, { packages }: GoPackages): readonly ServicePart[] {
  const byPath = new Map(packages.map((each) => [each.importPath, each]))
  return packages.filter(isMain).flatMap((main): readonly ServicePart[] => {
    const reached = reachedFrom(main, byPath).flatMap(({ sources }) => sources)
    const serving = reached.filter(({ imports }) => imports.includes(PPROF))
    if (serving.length === 0) return []
    return [
      {
        kind: 'service',
        target: '',
        module: main.module,
        path: pathIn(main.module, main.folder),
        address: pprofAddress([serving, main.sources]),
        locks: (['mutex', 'block'] as const).filter((kind) => calls(reached, LOCK_CALLS[kind])),
        load: loadOf(root, main, packages),
      },
    ]
  })
}

function isMain({ sources }: GoPackage): boolean {
  return sources.some(({ packageName }) => packageName === 'main')
}

function calls(sources: readonly GoSource[], name: string): boolean {
  return sources.some((source) => source.calls.has(name))
}

/** A package and those of the repository that it imports, directly or not. */
function reachedFrom(main: GoPackage, byPath: ReadonlyMap<string, GoPackage>): readonly GoPackage[] {
  const reached = new Set([main])
  // A set goes on to what is added meanwhile.
  for (const { sources } of reached) {
    for (const path of sources.flatMap(({ imports }) => imports)) {
      const imported = byPath.get(path)
      if (imported !== undefined) reached.add(imported)
    }
  }
  return [...reached]
}

/** A program of the same module called `load`, the nearest to the service where there are several; or a script. */
function loadOf(root: string, { module, folder }: GoPackage, packages: readonly GoPackage[]): string | null {
  const programs = packages
    .filter((each) => each.module === module && isMain(each) && LOAD_NAMES.includes(lastName(each.folder)))
    .sort((a, b) => sharedNames(b.folder, folder) - sharedNames(a.folder, folder))
  const [program] = programs
  if (program !== undefined) return `go run ${pathIn(module, program.folder)}`
  const scripts = LOAD_NAMES.flatMap((name) => [`${name}.sh`, `scripts/${name}.sh`])
  const script = scripts.find((each) => existsSync(join(root, module.folder, each)))
  return script === undefined ? null : `bash ./${script}`
}

/** How many folders of two paths are the same from the start on. */
function sharedNames(a: string, b: string): number {
  const names = b.split('/')
  const differs = a.split('/').findIndex((name, at) => name !== names[at])
  return differs === -1 ? names.length : differs
}
