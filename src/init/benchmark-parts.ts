import type { GoModule, GoPackages } from './go-packages.ts'
import type { BenchmarkPart } from './part.ts'
import { pathIn } from './paths.ts'

/** More packages than these are measured by several jobs at a time. */
const MOST_PACKAGES = 8

/** Folders that say nothing of what is in them. */
const PASSED_THROUGH = ['./internal', './pkg', './cmd', './src', './lib']

/** A part for each module that has benchmarks, or for each of its folders where there are many. Targets are given later. */
export function benchmarkParts({ modules, packages }: GoPackages): readonly BenchmarkPart[] {
  return modules.flatMap((module) => {
    const measured = packages
      .filter((each) => each.module === module && each.benchmarks.length > 0)
      .map(({ folder, benchmarks }) => ({ path: pathIn(module, folder), benchmarks }))
    if (measured.length === 0) return []
    return measured.length > MOST_PACKAGES ? parted(module, measured) : [partOf(module, '.', measured)]
  })
}

function parted(module: GoModule, packages: BenchmarkPart['packages']): readonly BenchmarkPart[] {
  const groups = [...new Set(packages.map(({ path }) => groupOf(path)))]
  return groups.map((group) =>
    partOf(
      module,
      group,
      packages.filter(({ path }) => groupOf(path) === group),
    ),
  )
}

/** `./store` of `./store/disk`, `./internal/store` of `./internal/store/disk`. */
function groupOf(path: string): string {
  const [root = '.', first, second] = path.split('/')
  if (first === undefined) return root
  const top = `./${first}`
  return second !== undefined && PASSED_THROUGH.includes(top) ? `${top}/${second}` : top
}

function partOf(module: GoModule, group: string, packages: BenchmarkPart['packages']): BenchmarkPart {
  return { kind: 'benchmarks', target: '', module, group, packages }
}
