/** CRC-32 as zip and gzip use it (ISO 3309): reflected, polynomial 0xedb88320. Node 20 has none in its first versions. */
export function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[at]!) & 0xff]!
  return ~crc >>> 0
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  return crc
})
