// Counts the Sample messages at the top level of a profile. Usage: node bench/count-samples.mjs FILE
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import protobuf from 'protobufjs/minimal.js'

const bytes = readFileSync(process.argv[2])
const reader = protobuf.Reader.create(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes)
let samples = 0
while (reader.pos < reader.len) {
  const tag = reader.uint32()
  if (tag >>> 3 === 2) samples++
  reader.skipType(tag & 7)
}
console.log(`samples ${samples}`)
