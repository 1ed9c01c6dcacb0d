import { gunzipSync, gzipSync } from 'node:zlib'

/** What stands in a recorded file, and what stands in the fixture instead. */
/** @typedef {readonly [from: string | RegExp, to: string]} Renaming */

const STRING_TABLE = 6
const VARINT = 0
const BYTES = 2

/**
 * A profile, text or JSON with other paths. In protobuf only the entries of the string table change.
 * @param {Uint8Array} bytes
 * @param {readonly Renaming[]} renamings One after another.
 */
export function withPaths(bytes, renamings) {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return gzipSync(renameStrings(gunzipSync(bytes), renamings), { level: 9 })
  }
  return bytes.includes(0) ? renameStrings(bytes, renamings) : Buffer.from(renamed(`${bytes}`, renamings))
}

function renamed(text, renamings) {
  return renamings.reduce((sofar, [from, to]) => sofar.replaceAll(from, to), text)
}

function renameStrings(message, renamings) {
  const parts = []
  for (let at = 0; at < message.length; ) {
    const [key, afterKey] = varint(message, at)
    const [value, afterValue] = varint(message, afterKey)
    const wire = key & 7
    if (wire !== VARINT && wire !== BYTES) throw new Error(`no profile: wire type ${wire} at byte ${at}`)
    const end = wire === VARINT ? afterValue : afterValue + value
    const field = message.subarray(at, end)
    const isString = key >> 3 === STRING_TABLE
    parts.push(isString ? stringField(renamed(`${message.subarray(afterValue, end)}`, renamings)) : field)
    at = end
  }
  return Buffer.concat(parts)
}

function stringField(text) {
  const bytes = Buffer.from(text)
  const head = [(STRING_TABLE << 3) | BYTES]
  let length = bytes.length
  for (; length > 0x7f; length >>>= 7) head.push((length & 0x7f) | 0x80)
  return Buffer.concat([Uint8Array.from([...head, length]), bytes])
}

/** A number of the protobuf encoding, as far as keys and lengths go, and where it ends. */
function varint(bytes, start) {
  let value = 0
  let at = start
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[at++]
    if (byte === undefined) throw new Error(`no profile: it is cut off at byte ${start}`)
    value += (byte & 0x7f) * factor
    if (byte < 0x80) return [value, at]
  }
}
