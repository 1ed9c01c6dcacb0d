import { poisson } from './counts.ts'
import type { Random } from './random.ts'

/** Living objects at each snapshot of one run. */
export type LevelPath = (random: Random, snapshots: number) => readonly number[]

interface LookAlike {
  readonly path: LevelPath
  readonly turnover: number
}

/** How much look-alikes look alike. */
export interface Likeness {
  /** Saturating caches are full but for exp(-speed / 3) after a third of the series. */
  readonly slowestCache: number
  /** Largest part of the objects of caches and steps that others replace from one snapshot to the next. */
  readonly replaced: number
  /** Largest part of a random walk's objects that goes, and comes, from one snapshot to the next. */
  readonly widestWalk: number
}

/** Caches are 99 % full after a third of the series and keep what they have; walks make steps of up to 3 %. */
export const COMMON: Likeness = { slowestCache: 14, replaced: 0, widestWalk: 0.03 }
/** Caches are 93 % full then and creep on; they replace objects slowly, so that luck lasts; walks make steps of up to 10 %. */
export const CLOSE: Likeness = { slowestCache: 8, replaced: 0.2, widestWalk: 0.1 }

/** What grows from the first snapshot to the last, or seems to, and is no leak. @param level Living objects. */
type MakeLookAlike = (random: Random, level: number, likeness: Likeness) => LookAlike

const KINDS: readonly { readonly of30: number; readonly make: MakeLookAlike }[] = [
  { of30: 6, make: saturatingCache },
  { of30: 3, make: linearCache },
  { of30: 5, make: sawtooth },
  { of30: 4, make: step },
  { of30: 5, make: turningOver },
  { of30: 4, make: randomWalk },
  { of30: 3, make: constant },
]

interface Wanted {
  /** Living objects. */
  readonly level: number
  readonly likeness: Likeness
}

/** The look-alikes of a program in turn: of 30 functions so many of each kind. */
export function lookAlike(random: Random, at: number, { level, likeness }: Wanted): LookAlike {
  let left = at % 30
  for (const { of30, make } of KINDS) {
    if (left < of30) return make(random, level, likeness)
    left -= of30
  }
  return constant(random, level)
}

/** So many more objects in each snapshot than in the one before; births vary like Poisson counts. */
export function steadyLeak(level: number, perSnapshot: number): LevelPath {
  return (random, snapshots) => {
    let living = level
    return Array.from({ length: snapshots }, () => {
      living += poisson(random, perSnapshot)
      return living
    })
  }
}

/** Fills as 1 - exp(-t / tau) and is nearly full within the first third. */
function saturatingCache(random: Random, level: number, { slowestCache, replaced }: Likeness): LookAlike {
  const speed = random.between(slowestCache, 2 * slowestCache)
  return {
    turnover: random.between(0, replaced),
    path: (_, snapshots) => times(snapshots, (at) => level * (1 - Math.exp((-speed * (at + 1)) / snapshots))),
  }
}

/** Fills at an even pace over at most a third of the series. */
function linearCache(random: Random, level: number, { replaced }: Likeness): LookAlike {
  const filled = random.between(0.1, 1 / 3)
  return {
    turnover: random.between(0, replaced),
    path: (_, snapshots) => times(snapshots, (at) => level * Math.min(1, (at + 1) / (filled * snapshots))),
  }
}

/** Rises evenly and falls at once, over 2 to 3.5 snapshots, from wherever it is at the first. */
function sawtooth(random: Random, level: number): LookAlike {
  const period = random.between(2, 3.5)
  const height = random.between(0.2, 0.6)
  return {
    turnover: random.between(0, 0.5),
    path: (run, snapshots) => {
      const phase = run.uniform()
      return times(snapshots, (at) => level * (1 - height * (1 - ((at / period + phase) % 1))))
    },
  }
}

/** One step up at any time, by a fifth to all of the level. */
function step(random: Random, level: number, { replaced }: Likeness): LookAlike {
  const height = random.between(0.2, 1)
  return {
    turnover: random.between(0, replaced),
    path: (run, snapshots) => {
      const when = run.integer(1, snapshots - 1)
      return times(snapshots, (at) => (at < when ? level : level * (1 + height)))
    },
  }
}

/** The level holds, but others take the places of most objects: what is sampled of them is noise. */
function turningOver(random: Random, level: number): LookAlike {
  return { turnover: random.between(0.5, 0.95), path: (_, snapshots) => times(snapshots, () => level) }
}

/** As many births as deaths on average, both Poisson counts, and nothing that draws the level back. */
function randomWalk(random: Random, level: number, { widestWalk }: Likeness): LookAlike {
  const part = random.between(widestWalk / 10, widestWalk)
  return {
    turnover: part,
    path: (run, snapshots) => {
      let living = level
      return times(snapshots, () => {
        living = Math.max(0, living + poisson(run, level * part) - poisson(run, level * part))
        return living
      })
    },
  }
}

function constant(_: Random, level: number): LookAlike {
  return { turnover: 0, path: (_, snapshots) => times(snapshots, () => level) }
}

function times(count: number, levelAt: (at: number) => number): readonly number[] {
  return Array.from({ length: count }, (_, at) => levelAt(at))
}
