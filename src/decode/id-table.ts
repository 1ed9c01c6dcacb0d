import type { Int, IntColumn } from '../model/int64.ts'
import { DecodeError } from './decode-error.ts'

/** A dense array may be so much longer than its ids are many, before a map is the better choice. */
const DENSE_FACTOR = 4
const DENSE_EXTRA = 1024

/** From the ids of a table of the file (uint64, often 1..n, sometimes addresses or hashes) to its rows. */
export class IdTable {
  /** Row of each small id, -1 for none; null where ids are too far apart. */
  readonly dense: Int32Array | null
  private readonly sparse: Map<Int, number> | null

  /**
   * @param offsets Byte at which each row's message starts, for errors.
   * @throws {DecodeError} `invalid` for an id of 0 or one that appears twice, as pprof's CheckValid.
   */
  constructor(table: 'Mapping' | 'Location' | 'Function', ids: IntColumn, offsets: Uint32Array) {
    const count = ids.length
    // Ids beyond 2^53 make the column one of 64-bit lanes, and are never dense.
    let size = ids instanceof Float64Array ? 1 : Number.POSITIVE_INFINITY
    if (ids instanceof Float64Array) for (let row = 0; row < count; row++) size = Math.max(size, ids[row]! + 1)
    const fits = size <= count * DENSE_FACTOR + DENSE_EXTRA
    this.dense = fits ? new Int32Array(size).fill(-1) : null
    this.sparse = fits ? null : new Map()
    for (let row = 0; row < count; row++) {
      const id = unsigned(ids[row]!)
      if (id === 0 || this.row(id) !== -1) throw wrongId(table, id, offsets[row]!)
      if (this.dense) this.dense[Number(id)] = row
      else this.sparse?.set(id, row)
    }
  }

  /** -1 for an id that the table lacks. */
  row(id: Int): number {
    if (this.dense) return typeof id === 'number' && id < this.dense.length ? this.dense[id]! : -1
    return this.sparse?.get(id) ?? -1
  }
}

function wrongId(table: string, id: Int, offset: number): DecodeError {
  const place = { field: `${table}.id`, offset }
  return id === 0
    ? new DecodeError('invalid', { detail: 'id-zero', ...place })
    : new DecodeError('invalid', { detail: 'duplicate-id', id: String(id), ...place })
}

/** Ids are collected in a column of int64, where those beyond 2^63 come out negative. */
export function unsigned(id: Int): Int {
  if (typeof id === 'number') return id
  const value = BigInt.asUintN(64, id)
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value
}
