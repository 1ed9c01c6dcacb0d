/**
 * Exact 64-bit integers. pprof stores int64; a double holds only those up to 2^53, so larger ones travel as bigint.
 * Invariant of `Int`: a bigint is always beyond the safe range, a number always inside it. The mean of several runs is
 * the exception, a double of any size: what is computed with one is rounded as doubles are.
 */
export type Int = number | bigint

/** A column of int64: doubles while every value is safe, 64-bit lanes as soon as one is not. */
export type IntColumn = Float64Array | BigInt64Array

/** The `Int` of any bigint. */
export function intOf(value: bigint): Int {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value
}

export function addInt(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  return isWhole(a) && isWhole(b) ? intOf(BigInt(a) + BigInt(b)) : Number(a) + Number(b)
}

export function subtractInt(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b
    if (Number.isSafeInteger(difference)) return difference
  }
  return isWhole(a) && isWhole(b) ? intOf(BigInt(a) - BigInt(b)) : Number(a) - Number(b)
}

/** A factor that is a fraction makes a measured value of it, rounded as doubles are. */
export function multiplyInt(a: Int, factor: number): Int {
  if (typeof a === 'number' && Number.isSafeInteger(a * factor)) return a * factor
  return isWhole(a) && Number.isInteger(factor) ? intOf(BigInt(a) * BigInt(factor)) : Number(a) * factor
}

function isWhole(value: Int): boolean {
  return typeof value === 'bigint' || Number.isInteger(value)
}

export function absInt(a: Int): Int {
  return a < 0 ? (typeof a === 'number' ? -a : intOf(-a)) : a
}

/** Order of two exact integers: negative, zero or positive, as a comparator wants it. */
export function compareInt(a: Int, b: Int): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Growable column; turns into 64-bit lanes on the first value that a double cannot hold, and back into doubles on the
 * first fraction, which lanes cannot hold: beside measured values, large ones are rounded as doubles are.
 */
export class IntColumnBuilder {
  private doubles: Float64Array
  private lanes: BigInt64Array | null = null
  private hasFraction = false
  private count = 0

  /** @param capacity How many values are expected; any number may come. */
  constructor(capacity = 16) {
    this.doubles = new Float64Array(Math.max(1, capacity))
  }

  push(value: Int): void {
    if (typeof value === 'number' && !Number.isInteger(value)) this.leaveLanes()
    if (!this.hasFraction && (this.lanes !== null || typeof value === 'bigint')) {
      this.pushWide(BigInt(value))
      return
    }
    if (this.count === this.doubles.length) this.doubles = grown(this.doubles, Float64Array)
    this.doubles[this.count++] = Number(value)
  }

  private leaveLanes(): void {
    this.hasFraction = true
    if (this.lanes === null) return
    this.doubles = Float64Array.from(this.lanes, Number)
    this.lanes = null
  }

  private pushWide(value: bigint): void {
    let lanes = this.lanes
    if (lanes === null) {
      lanes = new BigInt64Array(this.doubles.length)
      for (let i = 0; i < this.count; i++) lanes[i] = BigInt(this.doubles[i]!)
      this.doubles = new Float64Array(0)
    }
    if (this.count === lanes.length) lanes = grown(lanes, BigInt64Array)
    lanes[this.count++] = value
    this.lanes = lanes
  }

  build(): IntColumn {
    return trimmed(this.lanes ?? this.doubles, this.count)
  }
}

/** Growable column of unsigned 32-bit numbers (indexes, offsets). */
export class IndexColumnBuilder {
  private values: Uint32Array
  count = 0

  /** @param capacity How many values are expected; any number may come. */
  constructor(capacity = 64) {
    this.values = new Uint32Array(Math.max(1, capacity))
  }

  push(value: number): void {
    if (this.count === this.values.length) this.values = grown(this.values, Uint32Array)
    this.values[this.count++] = value
  }

  /** Room for so many values more, to be filled from `count` on by whoever raises `count` then. */
  room(more: number): Uint32Array {
    while (this.count + more > this.values.length) this.values = grown(this.values, Uint32Array)
    return this.values
  }

  build(): Uint32Array {
    return trimmed(this.values, this.count)
  }
}

/** The filled part; a copy only where much more would be kept in memory than is filled. */
function trimmed<
  Column extends {
    readonly length: number
    slice(from: number, to: number): Column
    subarray(from: number, to: number): Column
  },
>(column: Column, count: number): Column {
  return count * 2 < column.length ? column.slice(0, count) : column.subarray(0, count)
}

function grown<Column extends { set(from: Column): void; length: number }>(
  column: Column,
  Type: new (length: number) => Column,
): Column {
  const larger = new Type(column.length * 2)
  larger.set(column)
  return larger
}
