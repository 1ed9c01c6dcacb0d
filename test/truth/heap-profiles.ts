import { ProfileBuilder } from '../../src/decode/profile-builder.ts'
import type { Profile } from '../../src/model/profile.ts'
import { printedSample } from './heap-sampler.ts'

/** One place that allocates objects of one size: a (stack, size) pair of Go's heap profile. */
export interface ProfiledSite {
  /** Of the function that allocates. */
  readonly functionName: string
  /** The function that calls it; above that is `main.main`. */
  readonly caller: string
  readonly sizeBytes: number
}

export interface SampledHeap {
  readonly rateBytes: number
  /** Sampled objects of each site since the process began. */
  readonly allocated: ArrayLike<number>
  /** Those of them that live. */
  readonly inUse: ArrayLike<number>
  readonly timeNs?: number
}

const SAMPLE_TYPES = [
  { type: 'alloc_objects', unit: 'count' },
  { type: 'alloc_space', unit: 'bytes' },
  { type: 'inuse_objects', unit: 'count' },
  { type: 'inuse_space', unit: 'bytes' },
]

/** Frames of every stack: the allocating function, its caller, `main.main`. */
const DEPTH = 3

/** Writes heap profiles of one program as Go's runtime does; all of them share their tables. */
export class HeapProfiles {
  private readonly sites: readonly ProfiledSite[]
  /** A profile of all sites, in their order, without values. */
  private readonly blank: Profile

  constructor(sites: readonly ProfiledSite[]) {
    this.sites = sites
    const builder = new ProfileBuilder(SAMPLE_TYPES)
    const main = builder.location([{ name: 'main.main', file: 'main.go', line: 10 }])
    for (const [at, { functionName, caller, sizeBytes }] of sites.entries()) {
      const leaf = builder.location([
        { name: functionName, file: `${packagePath(functionName)}/code.go`, line: at + 1 },
      ])
      const middle = builder.location([{ name: caller, file: `${packagePath(caller)}/code.go`, line: 1 }])
      builder.sample([leaf, middle, main], [0, 0, 0, 0], [{ key: 'bytes', number: sizeBytes, unit: '' }])
    }
    this.blank = builder.build({ periodType: { type: 'space', unit: 'bytes' } })
  }

  /** Sites that were never sampled are left out, as the runtime knows nothing of them. */
  profile({ rateBytes, allocated, inUse, timeNs = 0 }: SampledHeap): Profile {
    const { samples } = this.blank
    const kept = this.sites.flatMap((_, site) => (allocated[site]! > 0 ? [site] : []))
    const values = SAMPLE_TYPES.map(() => new Float64Array(kept.length))
    const stack = new Uint32Array(kept.length * DEPTH)
    const sizes = new Float64Array(kept.length)
    for (const [row, site] of kept.entries()) {
      const size = this.sites[site]!.sizeBytes
      const alloc = printedSample(allocated[site]!, size, rateBytes)
      const live = printedSample(inUse[site]!, size, rateBytes)
      for (const [column, value] of [alloc.objects, alloc.bytes, live.objects, live.bytes].entries()) {
        values[column]![row] = value
      }
      for (let frame = 0; frame < DEPTH; frame++) stack[row * DEPTH + frame] = samples.stack[site * DEPTH + frame]!
      sizes[row] = size
    }
    return {
      ...this.blank,
      period: rateBytes,
      timeNs,
      samples: {
        count: kept.length,
        stackStart: Uint32Array.from({ length: kept.length + 1 }, (_, row) => row * DEPTH),
        stack,
        values,
        labelStart: Uint32Array.from({ length: kept.length + 1 }, (_, row) => row),
        labels: {
          key: new Uint32Array(kept.length).fill(samples.labels.key[0] ?? 0),
          text: new Uint32Array(kept.length),
          number: sizes,
          unit: new Uint32Array(kept.length),
        },
      },
    }
  }
}

function packagePath(functionName: string): string {
  return functionName.slice(0, functionName.indexOf('.', functionName.lastIndexOf('/')))
}
