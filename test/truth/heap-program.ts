import type { Profile } from '../../src/model/profile.ts'
import { normal } from './counts.ts'
import { HeapProfiles, type ProfiledSite } from './heap-profiles.ts'
import { type Count, sampledChance, sampledObjects } from './heap-sampler.ts'
import type { Random } from './random.ts'

/** A place that allocates, and how many objects a run takes from it. */
export interface Site extends ProfiledSite {
  /** Number of its function in the program. */
  readonly functionAt: number
  /** Objects that are freed before the profile is taken. */
  readonly freed: Count
  /** Objects that are still in use then. */
  readonly retained: Count
}

export interface HeapProgram {
  /** By number of the function: standard deviation of the factor by which its work differs from run to run. */
  readonly spread: ArrayLike<number>
  readonly sites: readonly Site[]
}

/** Runs a program as often as wanted, each time with other luck. */
export class HeapRuns {
  private readonly program: HeapProgram
  private readonly profiles: HeapProfiles

  constructor(program: HeapProgram) {
    this.program = program
    this.profiles = new HeapProfiles(program.sites)
  }

  /** The profile at the end of one run. */
  run(random: Random, rateBytes: number): Profile {
    const { sites, spread } = this.program
    const factors = Array.from(spread, (sd) => (sd > 0 ? Math.max(0, 1 + sd * normal(random)) : 1))
    const inUse = new Float64Array(sites.length)
    const allocated = sites.map(({ functionAt, sizeBytes, freed, retained }, at) => {
      const factor = factors[functionAt]!
      const chance = sampledChance(sizeBytes, rateBytes)
      const sampled = (count: Count) => sampledObjects(random, { ...count, mean: count.mean * factor }, chance)
      inUse[at] = sampled(retained)
      return sampled(freed) + inUse[at]!
    })
    return this.profiles.profile({ rateBytes, allocated, inUse })
  }
}
