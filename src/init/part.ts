import type { GoModule } from './go-packages.ts'

/** What is measured by one job, or by one leg of a matrix: it has profiles of its own, and so its own target. */
export type Part = BenchmarkPart | ServicePart

export interface BenchmarkPart {
  readonly kind: 'benchmarks'
  readonly target: string
  readonly module: GoModule
  /** The folder of the module that has all of the packages; `.` for the module's own. */
  readonly group: string
  readonly packages: readonly {
    /** As `go` takes it in the folder of the module: `.` or `./store`. */
    readonly path: string
    readonly benchmarks: readonly string[]
  }[]
}

export interface ServicePart {
  readonly kind: 'service'
  readonly target: string
  readonly module: GoModule
  /** The main package, as `go` takes it in the folder of the module. */
  readonly path: string
  readonly address: PprofAddress
  /** Which of the profiles of locks the program turns on. */
  readonly locks: readonly LockKind[]
  /** The command that sends the load, in the folder of the module; null where none was found. */
  readonly load: string | null
}

export type LockKind = 'mutex' | 'block'

export interface PprofAddress {
  /** Base URL of `/debug/pprof/`. */
  readonly url: string
  /** Whether it stands in the source; else it is the usual one. */
  readonly isSeen: boolean
  /** Other addresses in the source that it could be. */
  readonly others: readonly string[]
}
