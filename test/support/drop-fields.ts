import { WireReader } from '../../src/decode/wire.ts'

/** Fields of profile.proto that hold a message, by their number in Profile. */
export type DroppedFields = Readonly<Record<number, readonly number[]>>

/**
 * A copy of a profile without some fields of some messages: `{ 5: [5] }` leaves out the start line of functions.
 * All else stays byte for byte.
 */
export function dropFields(bytes: Uint8Array, dropped: DroppedFields): Uint8Array {
  const parts: Uint8Array[] = []
  for (const { field, start, end } of fieldsOf(bytes)) {
    const inner = dropped[field]
    if (inner === undefined) {
      parts.push(bytes.subarray(start, end))
      continue
    }
    const content = bytes.subarray(contentStart(bytes, start), end)
    const kept = fieldsOf(content).filter((each) => !inner.includes(each.field))
    const body = Buffer.concat(kept.map((each) => content.subarray(each.start, each.end)))
    parts.push(Uint8Array.of(field * 8 + 2, ...varint(body.length)), body)
  }
  return new Uint8Array(Buffer.concat(parts))
}

interface FieldRange {
  readonly field: number
  readonly start: number
  readonly end: number
}

function fieldsOf(bytes: Uint8Array): readonly FieldRange[] {
  const reader = new WireReader(bytes)
  const fields: FieldRange[] = []
  for (let start = 0; reader.next(); start = reader.pos) {
    reader.pass()
    fields.push({ field: reader.field, start, end: reader.pos })
  }
  return fields
}

function contentStart(bytes: Uint8Array, start: number): number {
  const reader = new WireReader(bytes)
  reader.pos = start
  reader.next()
  reader.enter()
  return reader.pos
}

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)]
}
