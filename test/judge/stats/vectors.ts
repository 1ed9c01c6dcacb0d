import { readFileSync } from 'node:fs'
import type { EventClasses, EventModel, Kappa } from '../../../src/judge/stats/event-classes.ts'
import type { RunClasses } from '../../../src/judge/stats/run-classes.ts'

/** |x - y| <= abs + rel |y|, as the vectors file defines agreement. */
export interface Tolerance {
  readonly rel: number
  readonly abs: number
}

/** The columns and settings of a vector, under the short names of the vectors file. */
export interface ClassVector {
  readonly a: readonly number[]
  readonly b: readonly number[]
  readonly p: readonly number[]
  readonly w?: readonly number[]
  readonly kappa?: number | readonly number[]
  readonly kA?: number
  readonly kB?: number
  readonly phi?: number
}

interface TestVector {
  readonly p: readonly number[]
  readonly min_p: readonly number[]
  readonly V: readonly number[]
}

export interface PairVector extends ClassVector {
  readonly metric: 'alloc' | 'inuse'
  readonly items: readonly (readonly number[])[]
  readonly percent: number
  readonly absolute: number
  readonly tau: number
  readonly alpha: number
  readonly alpha_inc: number
  readonly exceeds: readonly boolean[]
  readonly fail: TestVector & { readonly A: readonly number[]; readonly B: readonly number[] }
  readonly inconclusive: TestVector
  readonly verdict: string
  readonly flagged: readonly number[]
}

/** Several runs of both sides, or one candidate against a pool: events by run and class, and items as lists of classes. */
export interface RunVector {
  readonly MA: readonly (readonly number[])[]
  readonly MB: readonly (readonly number[])[]
  readonly w: readonly number[]
  readonly p: readonly number[]
  readonly items: readonly (readonly number[])[]
  readonly pool: boolean
  readonly tau: number
  readonly optimistic: boolean
  readonly out: Readonly<Record<RunColumn, readonly number[]>> & {
    readonly phi0: number
    readonly over: readonly boolean[]
    readonly df: readonly (number | 'inf')[]
  }
}

type RunColumn =
  | ('delta' | 's2' | 'Vfix' | 'V' | 'kappa' | 'A' | 'B')
  | ('p_dispersion' | 'p_events' | 'p' | 'min_p' | 'se' | 'lo' | 'hi')

export interface SeriesVector {
  readonly eA: readonly number[] | null
  readonly eB: readonly number[]
  readonly w: number
  readonly limit: number
  readonly out: {
    readonly p: number
    readonly min_p: number
    readonly guards: boolean
    readonly detail: Readonly<
      Record<'theil_sen' | 'decel' | 'jump' | 'floor' | 'events' | 'relative' | 'delta', boolean>
    >
    readonly slope: { readonly delta: number; readonly t: number | null; readonly df: number; readonly p: number }
  }
  readonly ar1_p: number
  readonly walk_p: number
  readonly theil_sen: number
}

interface VectorsFile {
  readonly tolerance: Tolerance & {
    readonly heap_events: Tolerance
    readonly p_values: Tolerance
    readonly t_and_chi2: Tolerance
  }
  readonly vectors: {
    readonly heap_events: readonly {
      readonly objects: number
      readonly size: number | null
      readonly period: number
      readonly bytes: number | null
      readonly out: { readonly p: number; readonly n: number; readonly w_bytes: number; readonly w_objects: number }
    }[]
    readonly cpu_events: readonly {
      readonly samples: number
      readonly value: number
      readonly out: { readonly n: number; readonly w: number }
    }[]
    readonly events_p: readonly (ClassVector & { readonly out: number; readonly min_p: number })[]
    readonly thinning: readonly (ClassVector & { readonly out: readonly number[] })[]
    readonly tarone_holm: readonly {
      readonly p: readonly number[]
      readonly min_p: readonly number[]
      readonly alpha: number
      readonly rejected: readonly boolean[]
      readonly M: number
    }[]
    readonly z_tau: readonly {
      readonly p: number
      readonly D: number
      readonly A: number
      readonly B: number
      readonly V: number
      readonly tau: number
      readonly out: number | 'inf' | '-inf'
    }[]
    readonly pair: readonly PairVector[]
    readonly detectable: readonly {
      readonly A: number
      readonly v1: number
      readonly alpha: number
      readonly kA: number
      readonly kB: number
      readonly tau: number
      readonly power: number
      readonly out: number | null
    }[]
    readonly delta_interval: readonly (ClassVector & { readonly out: readonly [number, number] })[]
    readonly pair_dispersion: readonly {
      readonly A: readonly number[]
      readonly B: readonly number[]
      readonly V: readonly number[]
      readonly events: readonly number[]
      readonly out: number
    }[]
    readonly repeats: readonly RunVector[]
    readonly pool: readonly RunVector[]
    readonly series: readonly SeriesVector[]
  }
}

const file: VectorsFile = JSON.parse(readFileSync(new URL('decision-vectors.json', import.meta.url), 'utf8'))

export const { tolerance } = file

/** Every group of the file. */
export const groups: readonly string[] = Object.keys(file.vectors)

/** The groups that a test has asked for so far. */
export const groupsRead = new Set<string>()

export const vectors = new Proxy(file.vectors, {
  get: (target, name, receiver) => {
    groupsRead.add(String(name))
    return Reflect.get(target, name, receiver)
  },
})

/** Columns of a vector, or of the classes of one of its items. */
export function classesOf(vector: ClassVector, item?: readonly number[]): EventClasses {
  const column = (values: readonly number[]) => Float64Array.from(item?.map((j) => values[j] ?? Number.NaN) ?? values)
  const weight = vector.w ?? vector.a.map(() => 1)
  return { baseline: column(vector.a), candidate: column(vector.b), weight: column(weight), chance: column(vector.p) }
}

/** The classes of one item of a vector of runs. */
export function runClassesOf({ MA, MB, w, p }: RunVector, item: readonly number[]): RunClasses {
  const column = (values: readonly number[]) => Float64Array.from(item, (j) => values[j] ?? Number.NaN)
  return { baseline: MA.map(column), candidate: MB.map(column), weight: column(w), chance: column(p) }
}

export function modelOf({ kappa = 1, kA = 1, kB = 1, phi = 1 }: ClassVector): EventModel {
  return { kappa: kappaOf(kappa), runsBaseline: kA, runsCandidate: kB, dispersion: phi }
}

function kappaOf(kappa: number | readonly number[]): Kappa {
  if (typeof kappa !== 'number') return Uint8Array.from(kappa)
  if (kappa !== 0 && kappa !== 1) throw new Error(`vector with kappa ${kappa}, which is neither 0 nor 1`)
  return kappa
}

/** Value and bound of the larger disagreement allowed: fails with both numbers in the message when they are too far apart. */
export function disagreement(actual: number, expected: number, { rel, abs }: Tolerance): string | undefined {
  if (actual === expected) return undefined
  if (Math.abs(actual - expected) <= abs + rel * Math.abs(expected)) return undefined
  return `${actual} is not within ${abs} + ${rel} x of ${expected}`
}
