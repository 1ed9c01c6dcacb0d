import type { GoPackages } from './go-packages.ts'
import type { BenchmarkPart } from './part.ts'
import { pathIn } from './paths.ts'

/** A part for each module that has benchmarks. Targets are given later. */
export function benchmarkParts({ modules, packages }: GoPackages): readonly BenchmarkPart[] {
  return modules.flatMap((module): readonly BenchmarkPart[] => {
    const measured = packages
      .filter((each) => each.module === module && each.benchmarks.length > 0)
      .map(({ folder, benchmarks }) => ({ path: pathIn(module, folder), benchmarks }))
    return measured.length === 0 ? [] : [{ kind: 'benchmarks', target: '', module, packages: measured }]
  })
}
