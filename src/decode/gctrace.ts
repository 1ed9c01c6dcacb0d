import { textDamaged } from './decode-error.ts'
import type { Decoded, TextFormat } from './decoder.ts'
import { headOf, lineAt, quotesOthers } from './lines.ts'
import { metricsProfile } from './metrics-profile.ts'

/**
 * A log with the lines of GODEBUG=gctrace=1 (`go doc runtime`) in it. Kind metrics:
 * - `live-heap`, in bytes: what the last collection found alive, in whole MiB as the runtime prints it;
 * - `gc-pause`, in nanoseconds: the phases of all collections that stop the world, the first and the last of each;
 * - `gc-cpu`, in nanoseconds: the CPU of all phases of all collections, that of otherwise idle processors included.
 * The log may be of several processes (`go test` has those of the compiler as well): their collections add up.
 */
export const gctrace: TextFormat = {
  recognises(text) {
    const head = headOf(text)
    for (const { index } of head.matchAll(BEGIN)) if (startsCollection(head, index)) return !quotesOthers(head)
    return false
  },
  decode(text): readonly Decoded[] {
    let pauseNs = 0
    let cpuNs = 0
    let liveBytes = 0
    let count = 0
    for (const begin of text.matchAll(BEGIN)) {
      COLLECTION.lastIndex = begin.index
      const [, clock, cpu, liveMiB] = COLLECTION.exec(text) ?? []
      if (clock === undefined || cpu === undefined || liveMiB === undefined) {
        // A program ends while a collection is being told of, as one in a hundred does: that one is not counted.
        if (count > 0 && !text.includes('\n', begin.index)) break
        throw textDamaged('gctrace', 'gc-line', lineAt(text, begin.index))
      }
      count++
      const phases = clock.split('+').map(nanoseconds)
      pauseNs += (phases[0] ?? 0) + (phases.at(-1) ?? 0)
      for (const part of cpu.split(/[+/]/)) cpuNs += nanoseconds(part)
      liveBytes = Number(liveMiB) * 2 ** 20
    }
    const values = [
      { name: 'live-heap', unit: 'bytes', value: liveBytes, labels: [] },
      { name: 'gc-pause', unit: 'nanoseconds', value: pauseNs, labels: [] },
      { name: 'gc-cpu', unit: 'nanoseconds', value: cpuNs, labels: [] },
    ]
    return [{ kind: 'metrics', runs: [metricsProfile(values)] }]
  },
}

/** Also behind the time or the name of a container that a collector of logs puts before each line. */
const BEGIN = /(?<=^|\s)gc \d+ @/gm

/** How a collection begins; nothing in it can match in two ways, for it is tried in every text. */
const START = /gc \d+ @[\d.]+s \d+%(?: \([a-z ]+\))?: [\d.+]+ ms clock, [\d.+/]+ ms cpu, /y

const MOST_PREFIX = 200

/** Whether one is there, in a line that is not indented: that would be a quotation. */
function startsCollection(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - MOST_PREFIX), index)
  const feed = before.lastIndexOf('\n')
  if (/^\s/.test(before.slice(feed + 1)) || (feed === -1 && index > MOST_PREFIX)) return false
  START.lastIndex = index
  return START.test(text)
}

/**
 * One collection: clock of three phases (of five in Go 1.5), CPU of the same, with the parts of marking, and the heap at
 * the start, at the end, and alive. Stacks and globals since Go 1.18; leaks of goroutines since 1.26.
 */
const COLLECTION =
  /gc \d+ @[\d.]+s \d+%(?: \([a-z ]+\))?: (\d[\d.]*(?:\+\d[\d.]*)+) ms clock, (\d[\d.]*(?:[+/]\d[\d.]*)+) ms cpu, \d+->\d+->(\d+) MB, \d+ MB goal, (?:\d+ MB stacks, \d+ MB globals, )?\d+ P(?: \([a-z ]+\))*(?=\s|$)/y

/** The runtime prints at most six decimals of a millisecond. */
function nanoseconds(milliseconds: string): number {
  return Math.round(Number(milliseconds) * 1e6)
}
