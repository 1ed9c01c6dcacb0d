import protobuf from 'protobufjs/minimal.js'

/** One field of a message, or any bytes in its place. */
export type Field = (writer: protobuf.Writer) => void

/** The bytes of a message, field by field in the order given; nothing stops it from being a broken one. */
export function message(...fields: readonly Field[]): Uint8Array {
  const writer = protobuf.Writer.create()
  for (const field of fields) field(writer)
  return new Uint8Array(writer.finish())
}

export function varint(field: number, value: number | bigint): Field {
  return (writer) => writer.uint32(field * 8).uint64(bits(value))
}

export function fixed64(field: number): Field {
  return (writer) => writer.uint32(field * 8 + 1).fixed64(1)
}

export function fixed32(field: number): Field {
  return (writer) => writer.uint32(field * 8 + 5).fixed32(1)
}

export function packed(field: number, values: readonly (number | bigint)[]): Field {
  return (writer) => {
    writer.uint32(field * 8 + 2).fork()
    for (const value of values) writer.uint64(bits(value))
    writer.ldelim()
  }
}

/** A length-delimited field: text as UTF-8, or bytes as they are. */
export function delimited(field: number, content: string | Uint8Array): Field {
  return (writer) =>
    writer.uint32(field * 8 + 2).bytes(typeof content === 'string' ? new TextEncoder().encode(content) : content)
}

/** A message inside a message. */
export function nested(field: number, ...fields: readonly Field[]): Field {
  return delimited(field, message(...fields))
}

/** Bytes as they stand, for what no writer would write. */
export function raw(...bytes: readonly number[]): Field {
  return (writer) => writer.raw(Uint8Array.from(bytes))
}

/** A number in two's complement, in decimal: the writer takes no bigint, and no number beyond 2^53. */
function bits(value: number | bigint): string {
  return BigInt.asIntN(64, BigInt(value)).toString()
}
