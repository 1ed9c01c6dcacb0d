import { type CapturePlan, EXPECTED, readDuration, readSeconds, readSnapshots, STANDARD } from '../capture/plan.ts'
import { serviceAddress, withoutPassword } from '../capture/service-address.ts'
import type { CandidateSource } from './input-source.ts'
import { type Given, wrong } from './input-value.ts'
import { UsageError } from './usage-error.ts'

/** The inputs of mode capture, as action.yml declares them. */
export const CAPTURE_INPUT_NAMES = ['url', 'snapshots', 'every', 'seconds', 'run', 'wait', 'warmup'] as const

type CaptureInputName = (typeof CAPTURE_INPUT_NAMES)[number]

/** What mode capture does, but for the program that runs the load. */
export type CaptureInputs = Omit<CapturePlan, 'load'> & {
  /** Text of a script for bash; null for none. */
  readonly run: string | null
}

/**
 * Null in every other mode.
 * @throws {UsageError} for the first input that cannot be used, and for one that another mode does not have
 */
export function captureInputs(
  given: (name: CaptureInputName) => Given,
  mode: string,
  candidate: CandidateSource,
): CaptureInputs | null {
  const inputs = CAPTURE_INPUT_NAMES.map(given)
  if (mode !== 'capture') {
    const stray = inputs.find(({ value }) => value !== '')
    if (stray === undefined) return null
    throw new UsageError(`input ${stray.name} is of mode: capture alone, and this step has mode: ${mode}`)
  }
  const read = <Value>(name: CaptureInputName, unset: Value, reader: (text: string) => Value | null, form: string) => {
    const input = given(name)
    const value = input.value === '' ? unset : reader(input.value)
    if (value === null) throw wrong(input, form)
    return value
  }
  if (candidate.kind !== 'path') {
    throw new UsageError('input candidate: mode: capture writes into a folder; expected its path, such as profiles/')
  }
  const url = given('url')
  const address = serviceAddress(url.value)
  if (url.value === '') throw new UsageError(`input url is missing: mode: capture needs ${EXPECTED.url}`)
  if (address === null) throw wrong({ ...url, value: withoutPassword(url.value) }, EXPECTED.url)
  const snapshots = read('snapshots', 0, readSnapshots, EXPECTED.snapshots)
  const everyMs = read('every', 0, (text) => readDuration(text) || null, EXPECTED.every)
  if (snapshots === 0 && everyMs > 0) throw new UsageError('input every is for a series: set snapshots too')
  const run = given('run').value
  return {
    ...{ address, out: candidate.path },
    waitMs: read('wait', STANDARD.waitMs, readDuration, EXPECTED.duration),
    warmupMs: read('warmup', STANDARD.warmupMs, readDuration, EXPECTED.duration),
    cpuSeconds: read('seconds', STANDARD.cpuSeconds, readSeconds, EXPECTED.seconds),
    series: snapshots === 0 ? null : { snapshots, everyMs: everyMs || STANDARD.everyMs },
    run: run === '' ? null : run,
  }
}
