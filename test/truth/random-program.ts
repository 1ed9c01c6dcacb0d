import { normal } from './counts.ts'
import type { HeapProgram, Site } from './heap-program.ts'
import type { Random } from './random.ts'
import { sizeClassOf } from './size-class.ts'

const MIB = 2 ** 20

/** What a run of a random program allocates. */
const TOTAL_BYTES = 640 * MIB
/** Of the logarithm of the functions' shares: two thirds of them lie within a factor of 2.2 of the median. */
const SHARE_SPREAD = 0.8
const SMALLEST_BYTES = 16
/** Sizes span 18 powers of two, from 16 B to 4 MiB. */
const SIZE_OCTAVES = 18
/** 1: each power of two as often as the others; above it small objects are more frequent. */
const SIZE_SKEW = 5
/** Largest number of sites of one function. */
const MOST_SITES = 3
/** So many functions keep some of their objects, and from which to which part of them. */
const RETAINING_SHARE = 0.35
const LEAST_RETAINED = 0.05
const MOST_RETAINED = 0.5
const FUNCTIONS_PER_CALLER = 8

export interface ProgramKind {
  readonly functions: number
  /** Whether allocations are Poisson counts; else each run makes the same number. */
  readonly allocationsVary: boolean
  readonly retainedVary?: boolean
  /** What a run allocates; 640 MiB if nobody says. */
  readonly totalBytes?: number
  /** Spread of the work of one function from run to run. */
  readonly spread?: (random: Random) => number
  /** The first function: this share of all bytes, in small objects, none of which it keeps. */
  readonly watched?: { readonly share: number }
}

/** Objects of a function whose growth is to be found, 32 B to 2 KiB. */
const WATCHED_OCTAVES = { lowest: 5, highest: 11 }

/**
 * Draws a program: the functions' shares are log-normal, each has up to three sites, sizes are Go's size classes, spread
 * over powers of two with small ones more frequent.
 */
export function randomProgram(random: Random, kind: ProgramKind): HeapProgram {
  const shares = sharesOf(random, kind)
  const sites = shares.flatMap((share, functionAt): readonly Site[] => {
    const isWatched = kind.watched !== undefined && functionAt === 0
    const parts = partsOf(random, random.integer(1, MOST_SITES))
    const retains = !isWatched && random.uniform() < RETAINING_SHARE
    const retainedPart = retains ? random.between(LEAST_RETAINED, MOST_RETAINED) : 0
    return parts.map((part) => {
      const bytes = (kind.totalBytes ?? TOTAL_BYTES) * share * part
      const sizeBytes = sizeOf(random, isWatched, bytes)
      const objects = bytes / sizeBytes
      const retained = Math.round(objects * retainedPart)
      return {
        ...siteOf(functionAt, sizeBytes),
        freed: { mean: Math.max(0, objects - retained), varies: kind.allocationsVary },
        retained: { mean: retained, varies: kind.retainedVary ?? false },
      }
    })
  })
  return { spread: shares.map(() => kind.spread?.(random) ?? 0), sites }
}

/** Of the function with this number: its names, and how large its objects are. */
export function siteOf(functionAt: number, sizeBytes: number) {
  return {
    functionAt,
    functionName: `example.com/shop/stock.count${functionAt}`,
    caller: `example.com/shop/server.answer${Math.floor(functionAt / FUNCTIONS_PER_CALLER)}`,
    sizeBytes,
  }
}

function sharesOf(random: Random, { functions, watched }: ProgramKind): readonly number[] {
  const others = watched === undefined ? functions : functions - 1
  const weights = Array.from({ length: others }, () => Math.exp(SHARE_SPREAD * normal(random)))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const left = 1 - (watched?.share ?? 0)
  const shares = weights.map((weight) => (left * weight) / sum)
  return watched === undefined ? shares : [watched.share, ...shares]
}

/** Random parts of one. */
function partsOf(random: Random, count: number): readonly number[] {
  const weights = Array.from({ length: count }, () => random.between(0.2, 1))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

/** No object is larger than all bytes of its site. */
function sizeOf(random: Random, isWatched: boolean, bytes: number): number {
  if (isWatched) return sizeClassOf(2 ** random.between(WATCHED_OCTAVES.lowest, WATCHED_OCTAVES.highest))
  const wanted = SMALLEST_BYTES * 2 ** (SIZE_OCTAVES * random.uniform() ** SIZE_SKEW)
  return sizeClassOf(Math.min(wanted, bytes / 2))
}
