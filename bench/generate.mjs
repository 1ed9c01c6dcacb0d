// Writes a pair of CPU profiles in protobuf as Go would: seeded, so that the same arguments give the same bytes.
// Usage: node bench/generate.mjs SAMPLES FOLDER
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

/** Marsaglia's xorshift32: small, seeded, good enough for shapes. */
function randomOf(seed) {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

class Writer {
  bytes = Buffer.allocUnsafe(1 << 16)
  length = 0

  room(more) {
    if (this.length + more <= this.bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + more))
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
  }

  varint(value) {
    this.room(10)
    let rest = value
    while (rest >= 0x80) {
      this.bytes[this.length++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.bytes[this.length++] = rest
  }

  number(field, value) {
    this.varint(field << 3)
    this.varint(value)
  }

  part(field, content) {
    this.varint((field << 3) | 2)
    this.varint(content.length)
    this.room(content.length)
    content.copy(this.bytes, this.length)
    this.length += content.length
  }

  done() {
    return this.bytes.subarray(0, this.length)
  }
}

const message = (fill) => {
  const writer = new Writer()
  fill(writer)
  return writer.done()
}

const packed = (values) => message((writer) => values.forEach((value) => void writer.varint(value)))

/**
 * A program of packages and functions. Stacks are walks down one call tree, so that they share their roots as those of
 * real programs do; a few functions are hot. The candidate's program has some other functions and some other weights.
 */
export function generate(samples, side) {
  const random = randomOf(side === 'baseline' ? 20261121 : 20261122)
  const functions = Math.round(Math.min(30_000, 60 * samples ** 0.45))
  const texts = ['', 'samples', 'count', 'cpu', 'nanoseconds']
  // Each text is in the table once, as Go writes it.
  const known = new Map()
  const indexOf = (text) => {
    if (!known.has(text)) known.set(text, texts.push(text) - 1)
    return known.get(text)
  }
  const nameOf = []
  const fileOf = []
  for (let at = 0; at < functions; at++) {
    const suffix = side === 'candidate' && at % 50 === 0 ? 'Renamed' : ''
    const pack = `github.com/acme/shop/internal/pkg${at % 97}`
    nameOf.push(indexOf(`${pack}.(*Type${at % 389}).method${at}${suffix}`))
    fileOf.push(indexOf(`/go/src/${pack}/file${at % 13}.go`))
  }
  // Each function is on one to four lines, each of them a location; every tenth has another inlined into it.
  const locations = []
  const firstOf = []
  for (let at = 0; at < functions; at++) {
    firstOf.push(locations.length)
    for (let line = 0; line <= at % 4; line++) {
      const inlined = (at + line) % 10 === 0 ? [(at * 7 + 1) % functions] : []
      locations.push([...inlined, at].map((callee, depth) => [callee, 10 + line + depth]))
    }
  }
  firstOf.push(locations.length)
  const locationIn = (callee) => firstOf[callee] + Math.floor(random() * (firstOf[callee + 1] - firstOf[callee]))
  const nodes = [{ location: locationIn(0), children: [], parent: -1, depth: 1 }]
  for (let stack = 1; stack < samples * 1.3 + 40; stack++) {
    const parent = random() < 0.75 ? nodes.length - 1 : Math.floor(random() ** 1.6 * nodes.length)
    const under = nodes[parent].depth >= 60 ? 0 : parent
    const callee = Math.floor(random() ** 2.2 * functions)
    nodes.push({ location: locationIn(callee), parent: under, depth: nodes[under].depth + 1 })
  }
  const out = new Writer()
  for (const [type, unit] of [
    [1, 2],
    [3, 4],
  ]) {
    out.part(
      1,
      message((writer) => {
        writer.number(1, type)
        writer.number(2, unit)
      }),
    )
  }
  for (let sample = 0; sample < samples; sample++) {
    const ids = []
    for (let node = nodes.length - 1 - sample; node !== -1; node = nodes[node].parent)
      ids.push(nodes[node].location + 1)
    const count = 1 + Math.floor(random() ** 6 * 40)
    const part = message((writer) => {
      writer.part(2, packed([count, count * 10_000_000]))
      writer.part(1, packed(ids))
    })
    out.part(2, part)
  }
  out.part(
    3,
    message((writer) => {
      writer.number(1, 1)
      writer.number(2, 0x400000)
      writer.number(3, 0x4000000)
    }),
  )
  locations.forEach((lines, at) => {
    const part = message((writer) => {
      writer.number(1, at + 1)
      writer.number(2, 1)
      writer.number(3, 0x400000 + at * 16)
      for (const [callee, line] of lines) {
        writer.part(
          4,
          message((inner) => {
            inner.number(1, callee + 1)
            inner.number(2, line)
          }),
        )
      }
    })
    out.part(4, part)
  })
  for (let at = 0; at < functions; at++) {
    const part = message((writer) => {
      writer.number(1, at + 1)
      writer.number(2, nameOf[at])
      writer.number(3, nameOf[at])
      writer.number(4, fileOf[at])
    })
    out.part(5, part)
  }
  for (const text of texts) out.part(6, Buffer.from(text))
  out.number(9, 1_700_000_000_000_000_000)
  out.number(10, 30_000_000_000)
  out.part(
    11,
    message((writer) => {
      writer.number(1, 3)
      writer.number(2, 4)
    }),
  )
  out.number(12, 10_000_000)
  return gzipSync(out.done(), { level: 1 })
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [samples, folder] = process.argv.slice(2)
  for (const side of ['baseline', 'candidate']) {
    writeFileSync(join(folder, `${side}.pb.gz`), generate(Number(samples), side))
  }
}
