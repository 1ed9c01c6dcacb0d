import protobuf from 'protobufjs/minimal.js'
import type { Int } from '../model/int64.ts'
import { DecodeError } from './decode-error.ts'

/** Protobuf wire types that pprof's decoder accepts; groups (3, 4) it does not. */
const VARINT = 0
const FIXED64 = 1
const DELIMITED = 2
const FIXED32 = 5

/** `varint()` returns it when the value does not fit in a double; the exact value is then in `wide`. */
export const WIDE = -1

/**
 * A cursor over protobuf messages: protobufjs' low-level Reader (buffer, position, bound), and on top of it exact 64-bit
 * varints, nested bounds, and errors that name the field and the byte. Follows google/pprof profile/proto.go: repeated
 * numbers may be packed or not, unknown fields are skipped by wire type, groups are refused.
 */
export class WireReader extends protobuf.Reader {
  /** Message that is being read; only for errors. */
  message = 'Profile'
  field = 0
  wireType = 0
  /** Unsigned value of the last varint that was too wide for a double. */
  wide = 0n

  /** Reads the next tag into `field` and `wireType`; false at the end of the message. */
  next(): boolean {
    if (this.pos >= this.len) return false
    const byte = this.buf[this.pos]!
    if (byte >= 0x80) {
      this.longTag()
      return true
    }
    this.pos++
    this.field = byte >>> 3
    this.wireType = byte & 7
    return true
  }

  private longTag(): void {
    const tag = this.varint()
    this.field = tag === WIDE ? 0 : Math.floor(tag / 8)
    this.wireType = tag === WIDE ? Number(this.wide & 7n) : tag & 7
  }

  /** Reads a varint of at most ten bytes, modulo 2^64; `WIDE` from 2^53 on. */
  varint(): number {
    const { buf, len } = this
    let pos = this.pos
    if (pos < len && buf[pos]! < 0x80) {
      this.pos = pos + 1
      return buf[pos]!
    }
    let low = 0
    // Four groups of seven bits fit in an int32; most ids and values end here.
    for (let shift = 0; shift < 28; shift += 7) {
      if (pos >= len) throw this.malformed('truncated-varint', pos)
      const byte = buf[pos++]!
      low |= (byte & 0x7f) << shift
      if (byte < 0x80) {
        this.pos = pos
        return low
      }
    }
    return this.longVarint(low, pos)
  }

  private longVarint(low: number, start: number): number {
    const { buf, len } = this
    let pos = start
    let middle = 0
    for (let shift = 0; shift < 28; shift += 7) {
      if (pos >= len) throw this.malformed('truncated-varint', pos)
      const byte = buf[pos++]!
      middle |= (byte & 0x7f) << shift
      if (byte < 0x80) return this.settle(low, middle, 0, pos)
    }
    let high = 0
    for (let shift = 0; shift < 14; shift += 7) {
      if (pos >= len) throw this.malformed('truncated-varint', pos)
      const byte = buf[pos++]!
      high |= (byte & 0x7f) << shift
      // Bits beyond the 64th are dropped, as Go's decoder drops them.
      if (byte < 0x80) return this.settle(low, middle, high & 0xff, pos)
    }
    throw this.malformed('long-varint', this.pos)
  }

  private settle(low: number, middle: number, high: number, pos: number): number {
    this.pos = pos
    if (high === 0 && middle < 1 << 25) return low + middle * 0x10000000
    this.wide = BigInt(low) | (BigInt(middle) << 28n) | (BigInt(high) << 56n)
    return WIDE
  }

  /** A varint as int64. */
  int(): Int {
    const value = this.varint()
    if (value !== WIDE) return value
    const signed = BigInt.asIntN(64, this.wide)
    const double = Number(signed)
    return Number.isSafeInteger(double) ? double : signed
  }

  /** A varint as uint64, for ids. */
  unsigned(): Int {
    const value = this.varint()
    return value === WIDE ? this.wide : value
  }

  /** The scalar of the current field as int64. */
  scalar(): Int {
    if (this.wireType !== VARINT) this.expect(VARINT)
    return this.int()
  }

  unsignedScalar(): Int {
    if (this.wireType !== VARINT) this.expect(VARINT)
    return this.unsigned()
  }

  /** The current field as an index into the string table; -1 stands for any that no table can have. */
  stringIndex(): number {
    const index = this.scalar()
    return typeof index === 'number' && index >= 0 && index <= 0x7fffffff ? index : -1
  }

  /** Narrows the reader to the current length-delimited field; give the result back to `leave`. */
  enter(): number {
    this.expect(DELIMITED)
    return this.enterRun()
  }

  /** As `enter`, for a repeated number: true where it is packed, and then `leave` is owed. */
  get packed(): boolean {
    if (this.wireType !== DELIMITED && this.wireType !== VARINT) this.expect(VARINT)
    return this.wireType === DELIMITED
  }

  private enterRun(): number {
    const start = this.pos
    const length = this.varint()
    if (length === WIDE || length > this.len - this.pos) throw this.malformed('length-beyond-end', start)
    const outer = this.len
    this.len = this.pos + length
    return outer
  }

  leave(outer: number): void {
    this.pos = this.len
    this.len = outer
  }

  /** Steps over a field that nobody asked for. */
  pass(): void {
    switch (this.wireType) {
      case VARINT:
        this.varint()
        break
      case DELIMITED:
        this.leave(this.enterRun())
        break
      case FIXED64:
      case FIXED32: {
        const bytes = this.wireType === FIXED64 ? 8 : 4
        if (this.len - this.pos < bytes) throw this.malformed('truncated-field', this.pos)
        this.skip(bytes)
        break
      }
      default:
        throw this.malformed('wire-type', this.pos)
    }
  }

  private expect(wireType: number): void {
    if (this.wireType !== wireType) throw this.malformed('wire-type', this.pos)
  }

  malformed(detail: string, offset: number): DecodeError {
    return new DecodeError('malformed', { detail, field: fieldName(this.message, this.field), offset })
  }
}

/** Field names of profile.proto, for errors. */
const FIELD_NAMES: Readonly<Record<string, readonly string[]>> = {
  Profile:
    ' sample_type sample mapping location function string_table drop_frames keep_frames time_nanos duration_nanos period_type period comment default_sample_type doc_url'.split(
      ' ',
    ),
  ValueType: ' type unit'.split(' '),
  Sample: ' location_id value label'.split(' '),
  Label: ' key str num num_unit'.split(' '),
  Mapping: ' id memory_start memory_limit file_offset filename build_id'.split(' '),
  Location: ' id mapping_id address line is_folded'.split(' '),
  Line: ' function_id line column'.split(' '),
  Function: ' id name system_name filename start_line'.split(' '),
}

function fieldName(message: string, field: number): string {
  const name = FIELD_NAMES[message]?.[field]
  return name ? `${message}.${name}` : field === 0 ? message : `${message}.#${field}`
}
