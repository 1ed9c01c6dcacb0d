import type { Int } from '../model/int64.ts'
import type { SampleColumns } from '../model/profile.ts'
import type { StringTable } from '../model/string-table.ts'
import { DecodeError } from './decode-error.ts'
import type { IdTable } from './id-table.ts'
import { checkString } from './pprof-tables.ts'
import { SampleBuilder } from './sample-builder.ts'
import { WIDE, type WireReader } from './wire.ts'

/** Decodes Sample messages into columns. It runs once the tables stand, so that ids become rows at once. */
export class SampleReader {
  private readonly locationIds: IdTable
  private readonly strings: StringTable
  private readonly typeCount: number
  private readonly samples: SampleBuilder

  /** @param expected How many samples there are, and how many bytes they take. */
  constructor(
    typeCount: number,
    locationIds: IdTable,
    strings: StringTable,
    expected: { readonly samples: number; readonly bytes: number },
  ) {
    this.typeCount = typeCount
    this.locationIds = locationIds
    this.strings = strings
    // Most ids take two bytes.
    this.samples = new SampleBuilder(typeCount, { samples: expected.samples, frames: expected.bytes >> 1 })
  }

  read(reader: WireReader, offset: number): void {
    this.samples.begin()
    let valueCount = 0
    reader.message = 'Sample'
    while (reader.next()) {
      if (reader.field === 1) {
        if (reader.packed) {
          const outer = reader.enter()
          this.pushLocations(reader, offset)
          reader.leave(outer)
        } else this.pushLocation(reader, offset)
      } else if (reader.field === 2) {
        if (reader.packed) {
          const outer = reader.enter()
          while (reader.pos < reader.len) this.pushValue(reader, valueCount++)
          reader.leave(outer)
        } else this.pushValue(reader, valueCount++)
      } else if (reader.field === 3) {
        const outer = reader.enter()
        this.readLabel(reader, offset)
        reader.leave(outer)
        reader.message = 'Sample'
      } else reader.pass()
    }
    if (valueCount !== this.typeCount) {
      const args = { values: valueCount, types: this.typeCount, field: 'Sample.value', offset }
      throw new DecodeError('invalid', { detail: this.typeCount === 0 ? 'no-sample-type' : 'value-count', ...args })
    }
  }

  /** A packed run of ids. This is where the time goes in a large profile: ids of up to three bytes are read inline. */
  private pushLocations(reader: WireReader, offset: number): void {
    const { buf, len } = reader
    const rowOf = this.locationIds.dense
    if (rowOf === null) {
      while (reader.pos < len) this.pushLocation(reader, offset)
      return
    }
    // No id takes less than a byte.
    const rows = this.samples.stack.room(len - reader.pos)
    while (reader.pos < len) {
      let pos = reader.pos
      let count = this.samples.stack.count
      while (pos + 2 < len) {
        let id = buf[pos]!
        let width = 1
        if (id >= 0x80) {
          const middle = buf[pos + 1]!
          id = (id & 0x7f) | ((middle & 0x7f) << 7)
          width = 2
          if (middle >= 0x80) {
            const high = buf[pos + 2]!
            if (high >= 0x80) break
            id |= high << 14
            width = 3
          }
        }
        const row = id < rowOf.length ? rowOf[id]! : -1
        if (row === -1) break
        rows[count++] = row
        pos += width
      }
      reader.pos = pos
      this.samples.stack.count = count
      // The last bytes, a longer id, or one that is not there.
      if (pos < len) this.pushLocation(reader, offset)
    }
  }

  private pushLocation(reader: WireReader, offset: number): void {
    const small = reader.varint()
    const id: Int = small === WIDE ? reader.wide : small
    const row = this.locationIds.row(id)
    if (row === -1) {
      throw new DecodeError('invalid', {
        detail: 'unknown-location',
        id: String(id),
        field: 'Sample.location_id',
        offset,
      })
    }
    this.samples.stack.push(row)
  }

  private pushValue(reader: WireReader, index: number): void {
    const value = reader.int()
    this.samples.values[index]?.push(value)
  }

  /** As pprof: a text wins over a number, and a label with neither is none. */
  private readLabel(reader: WireReader, offset: number): void {
    let key = 0
    let text = 0
    let value: Int = 0
    let unit = 0
    reader.message = 'Label'
    while (reader.next()) {
      if (reader.field === 1) key = reader.stringIndex()
      else if (reader.field === 2) text = reader.stringIndex()
      else if (reader.field === 3) value = reader.scalar()
      else if (reader.field === 4) unit = reader.stringIndex()
      else reader.pass()
    }
    checkString(this.strings, key, 'Label.key', offset)
    if (text !== 0) checkString(this.strings, text, 'Label.str', offset)
    else if (value !== 0 || unit !== 0) checkString(this.strings, unit, 'Label.num_unit', offset)
    else return
    this.samples.label(key, text, text === 0 ? value : 0, text === 0 ? unit : 0)
  }

  build(): SampleColumns {
    return this.samples.build()
  }
}
