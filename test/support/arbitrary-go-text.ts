import fc from 'fast-check'

/** Small enough that no value is beyond int64 after it is scaled; see the deviations. */
const count = fc.oneof(fc.bigInt({ min: 0n, max: 50n }), fc.bigInt({ min: 0n, max: 2n ** 30n }))
const depth = fc.integer({ min: 1, max: 5 })
const symbols = fc.boolean()
const ends = fc.constantFrom('\n', '\r\n')

/** A row; its symbols are in comments under it. Go writes them to all rows or to none. */
interface Row {
  readonly values: string
  readonly depth: number
}

function heapText(): fc.Arbitrary<string> {
  const row = fc.record({
    objects: count,
    more: count,
    block: fc.oneof(fc.bigInt({ min: 0n, max: 4096n }), fc.bigInt({ min: 0n, max: 2n ** 21n })),
    depth: fc.integer({ min: 0, max: 5 }),
  })
  const doubleRate = fc.constantFrom(0, 1, 2, 3, 1024, 1048576, 2 ** 31)
  return fc
    .tuple(fc.array(row, { maxLength: 6 }), doubleRate, fc.boolean(), symbols, ends)
    .map(([found, rate, hasAlloc, named, end]) => {
      const rows = found.map((one) => ({ ...one, ever: hasAlloc ? one.objects + one.more : one.objects }))
      const sum = (value: (one: (typeof rows)[number]) => bigint) => rows.reduce((all, one) => all + value(one), 0n)
      const inuse = `${sum(({ objects }) => objects)}: ${sum(({ objects, block }) => objects * block)}`
      const alloc = `${sum(({ ever }) => ever)}: ${sum(({ ever, block }) => ever * block)}`
      const records = rows.map(({ objects, ever, block, ...others }): Row => {
        return { values: `${objects}: ${objects * block} [${ever}: ${ever * block}]`, ...others }
      })
      // Go writes its own figures under what has symbols.
      const stats = named ? ['', '# runtime.MemStats', '# HeapAlloc = 5', '# DebugGC = false'] : []
      return text([`heap profile: ${inuse} [${alloc}] @ heap/${rate}`, ...records.flatMap(lines(named)), ...stats], end)
    })
}

function countText(): fc.Arbitrary<string> {
  const row = fc.record({ count, depth })
  const name = fc.constantFrom('goroutine', 'threadcreate', 'goroutineleak', 'example.com/open')
  return fc.tuple(fc.array(row, { maxLength: 6 }), name, symbols, ends).map(([rows, kind, named, end]) => {
    const total = rows.reduce((sum, { count: one }) => sum + one, 0n)
    const records = rows.map((one): Row => ({ ...one, values: String(one.count) }))
    return text([`${kind} profile: total ${total}`, ...records.flatMap(lines(named))], end)
  })
}

/** With a sampling period of 1: by any other pprof multiplies, see the deviations. */
function contentionText(): fc.Arbitrary<string> {
  const cycles = fc.bigInt({ min: 0n, max: 2n ** 33n })
  const row = fc.record({ cycles, count, depth })
  const frequency = fc.constantFrom(1, 1000, 1_000_000_000, 2_399_992_313, 3_000_000_001)
  const title = fc.constantFrom('--- mutex:', '--- contention:')
  return fc
    .tuple(fc.array(row, { maxLength: 6 }), frequency, title, symbols, ends)
    .map(([rows, hz, head, named, end]) => {
      const period = head === '--- mutex:' ? ['sampling period=1'] : []
      const records = rows.map((one): Row => ({ ...one, values: `${one.cycles} ${one.count}` }))
      // Of this form we want the empty line under each row, for nothing else shows that it is whole.
      const all = records.flatMap((one, at) => [...lines(named)(one, at), ''])
      return text([head, `cycles/second=${hz}`, ...period, ...all], end)
    })
}

const lines =
  (named: boolean) =>
  ({ values, depth: frames }: Row, at: number): readonly string[] => {
    const addresses = Array.from({ length: frames }, (_, frame) => (frame === 0 ? 0x1000 + at : 0x9000 + frame))
    const row = `${values} @${addresses.map((address) => ` 0x${address.toString(16)}`).join('')}`
    const comments = addresses.map((address, frame) => {
      return `#\t0x${(address - 1).toString(16)}\tmain.f${frame}+0x${frame}\t/src/main.go:${frame}`
    })
    return named ? [row, ...comments, ''] : [row]
  }

function text(all: readonly string[], end: string): string {
  return all.map((line) => line + end).join('')
}

/**
 * Go's text forms (debug=1) that pprof reads too: as runtime/pprof writes them, with and without its comments, and with
 * figures that it would hardly write. The leaf of each row has an address of its own.
 */
export const arbitraryGoText: fc.Arbitrary<string> = fc.oneof(heapText(), countText(), contentionText())
