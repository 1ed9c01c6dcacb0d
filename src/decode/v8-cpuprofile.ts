import { textDamaged } from './decode-error.ts'
import type { Decoded, TextFormat } from './decoder.ts'
import { isObject, type JsonObject, parseJson } from './json-text.ts'
import { ProfileBuilder } from './profile-builder.ts'
import { numberOf, V8Tree } from './v8-tree.ts'

const FORMAT = 'cpuprofile'

/**
 * V8's CPU profile (`node --cpu-prof`, Chrome, the profiler of a page): kind cpu, samples/count and cpu/nanoseconds. As in
 * Chrome a sample lasts until the next one. `(idle)` is a thread that waits, so it is left out, with its samples; what
 * V8 calls `(program)` (native code) and `(garbage collector)` is CPU. Lines are those where functions begin.
 */
export const v8CpuProfile: TextFormat = {
  recognises: (text) => OPENING.test(text) && text.includes('"functionName"') && /"(hitCount|timeDeltas)"/.test(text),
  decode(text): readonly Decoded[] {
    const profile = parseJson(text, FORMAT)
    const tree = V8Tree.of(profile, FORMAT)
    const { counts, timesUs, durationUs } = costsOf(tree, isObject(profile) ? profile : {})
    const builder = new ProfileBuilder([
      { type: 'samples', unit: 'count' },
      { type: 'cpu', unit: 'nanoseconds' },
    ])
    tree.addSamples(builder, (row) => {
      const [count = 0, timeUs = 0] = [counts[row], timesUs[row]]
      const isIdle = tree.nodes[row]?.name === '(idle)'
      return isIdle || (count === 0 && timeUs === 0) ? null : [count, Math.round(timeUs * 1000)]
    })
    return [{ kind: 'cpu', runs: [builder.build({ durationNs: Math.round(durationUs * 1000) })] }]
  },
}

const OPENING = /^\s*\{\s*"(nodes|head|startTime|endTime|samples|timeDeltas|typeId|uid|title)"\s*:/

/** Samples and time of each node itself, in the order of the nodes. */
interface Costs {
  readonly counts: Float64Array
  readonly timesUs: Float64Array
  readonly durationUs: number
}

function costsOf(tree: V8Tree, profile: JsonObject): Costs {
  // With nested nodes the ends are in seconds, with a list in microseconds; all other times are in microseconds.
  const unitUs = isObject(profile['head']) ? 1e6 : 1
  const startUs = (numberOf(profile['startTime']) ?? 0) * unitUs
  const endUs = (numberOf(profile['endTime']) ?? 0) * unitUs
  const times = sampleTimes(profile, startUs)
  return times === null ? hitCosts(tree, endUs - startUs) : sampleCosts(tree, times, endUs)
}

interface SampleTimes {
  readonly ids: readonly unknown[]
  readonly atUs: Float64Array
}

/** When each sample was taken; null for a file that has only the hits of each node. */
function sampleTimes({ samples, timeDeltas, timestamps }: JsonObject, startUs: number): SampleTimes | null {
  if (samples === undefined) return null
  if (!Array.isArray(samples)) throw textDamaged(FORMAT, 'times')
  const times = Array.isArray(timestamps) ? timestamps : timeDeltas
  if (!Array.isArray(times)) return null
  const atUs = Float64Array.from(times, (time) => numberOf(time) ?? Number.NaN)
  if (times === timeDeltas) for (let at = 0; at < atUs.length; at++) atUs[at]! += at === 0 ? startUs : atUs[at - 1]!
  // A list of times may begin with the start of the recording.
  const own = times === timestamps && atUs.length === samples.length + 1 ? atUs.subarray(1) : atUs
  if (own.length !== samples.length || own.some(Number.isNaN)) throw textDamaged(FORMAT, 'times')
  return { ids: samples, atUs: own }
}

function sampleCosts(tree: V8Tree, { ids, atUs }: SampleTimes, endUs: number): Costs {
  const counts = new Float64Array(tree.nodes.length)
  const timesUs = new Float64Array(tree.nodes.length)
  // V8 writes some samples late, with a negative distance.
  const order = Uint32Array.from(atUs.keys())
  if (atUs.some((time, at) => at > 0 && time < atUs[at - 1]!)) order.sort((a, b) => atUs[a]! - atUs[b]!)
  const timeAt = (place: number) => atUs[order[place]!]!
  const last = atUs.length - 1
  const spanUs = last < 0 ? 0 : timeAt(last) - timeAt(0)
  // Where the end is not known, the last sample lasts as long as the others.
  const lastUs = last >= 0 && endUs > timeAt(last) ? endUs - timeAt(last) : last > 0 ? spanUs / last : 0
  for (let place = 0; place <= last; place++) {
    const row = tree.rowOf(ids[order[place]!])
    if (row === null) throw textDamaged(FORMAT, 'unknown-node')
    counts[row]!++
    timesUs[row]! += place === last ? lastUs : timeAt(place + 1) - timeAt(place)
  }
  return { counts, timesUs, durationUs: spanUs + lastUs }
}

/** The time of the recording, shared by the hits. */
function hitCosts(tree: V8Tree, durationUs: number): Costs {
  const counts = tree.amounts('hitCount')
  const hits = counts.reduce((sum, count) => sum + count, 0)
  if (hits > 0 && !(durationUs > 0)) throw textDamaged(FORMAT, 'times')
  return { counts, timesUs: counts.map((count) => (count / Math.max(hits, 1)) * durationUs), durationUs }
}
