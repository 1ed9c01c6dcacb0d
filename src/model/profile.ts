import type { Brand } from './brand.ts'
import type { Int, IntColumn } from './int64.ts'
import type { StringTable } from './string-table.ts'

/** Row of `Profile.functions`; valid only inside its own Profile. */
export type FunctionId = Brand<number, 'FunctionId'>

/** What one column of values means: pprof's ValueType, e.g. `inuse_space` in `bytes`. */
export interface SampleType {
  readonly type: string
  readonly unit: string
}

/**
 * A decoded and checked pprof profile, as columns (one typed array per field, no object per sample).
 * Strings are indexes into `strings`. Values are as the file has them, unscaled.
 * Format: github.com/google/pprof/proto/profile.proto.
 */
export interface Profile {
  readonly sampleTypes: readonly SampleType[]
  /** Name of the preferred sample type; empty where the producer names none. */
  readonly defaultSampleType: string
  readonly samples: SampleColumns
  readonly locations: LocationColumns
  readonly functions: FunctionColumns
  readonly mappings: readonly Mapping[]
  readonly strings: StringTable
  readonly periodType: SampleType
  /** Distance between two sampling events, in units of `periodType`; 0 where unknown. */
  readonly period: Int
  /** Unix time of collection; 0 where unknown. */
  readonly timeNs: Int
  readonly durationNs: Int
  /** Regular expressions over function names (RE2, whole name); empty where unset. */
  readonly dropFrames: string
  readonly keepFrames: string
  readonly comments: readonly string[]
  /** Operations that were timed: of benchmarks, the sum of their b.N. Left out where the format knows of none. */
  readonly operations?: number
  readonly docUrl: string
}

export interface SampleColumns {
  readonly count: number
  /** Sample s owns `stack[stackStart[s] .. stackStart[s + 1])`; length count + 1. */
  readonly stackStart: Uint32Array
  /** Locations, leaf first. */
  readonly stack: Uint32Array
  /** One column for each sample type. */
  readonly values: readonly IntColumn[]
  /** Sample s owns `labels` rows `labelStart[s] .. labelStart[s + 1]`; length count + 1. */
  readonly labelStart: Uint32Array
  readonly labels: LabelColumns
}

/** A label is text (`text` not 0) or a number with a unit; both as pprof reads them. */
export interface LabelColumns {
  readonly key: Uint32Array
  readonly text: Uint32Array
  readonly number: IntColumn
  readonly unit: Uint32Array
}

export interface LocationColumns {
  readonly count: number
  /** Row of `mappings`, -1 for none. */
  readonly mapping: Int32Array
  /** Location l owns lines `lineStart[l] .. lineStart[l + 1]`, innermost inlined first; length count + 1. */
  readonly lineStart: Uint32Array
  readonly lineFunction: Uint32Array
  readonly lineNumber: IntColumn
}

export interface FunctionColumns {
  readonly count: number
  readonly name: Uint32Array
  readonly systemName: Uint32Array
  readonly fileName: Uint32Array
  readonly startLine: IntColumn
}

export interface Mapping {
  readonly fileName: string
  readonly buildId: string
}
