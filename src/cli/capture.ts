import { CaptureError } from '../capture/capture-error.ts'
import { captureService } from '../capture/capture-service.ts'
import { renderCaptured } from '../capture/captured-table.ts'
import type { LoadCommand } from '../capture/load-command.ts'
import { headCommit } from '../capture/manifest-text.ts'
import {
  type CapturePlan,
  EXPECTED,
  readDuration,
  readSeconds,
  readSnapshots,
  type Series,
  STANDARD,
} from '../capture/plan.ts'
import { serviceAddress, withoutPassword } from '../capture/service-address.ts'
import { stopSignals } from '../capture/stop-signals.ts'
import { shellLine } from '../report/shell.ts'
import { InputError, UsageError } from './errors.ts'
import type { Command, ExitCode } from './io.ts'
import { type Options, readOptions } from './options.ts'

const OPTIONS = {
  out: 'value',
  wait: 'value',
  warmup: 'value',
  seconds: 'value',
  snapshots: 'value',
  every: 'value',
} as const

/** `profile-gate capture URL --out DIR [-- COMMAND…]`: the profiles of a running service. */
export const capture: Command = async (args, io): Promise<ExitCode> => {
  const end = args.indexOf('--')
  const options = readOptions(end === -1 ? args : args.slice(0, end), OPTIONS, ['URL'])
  const plan = readPlan(options, end === -1 ? null : args.slice(end + 1))
  const { signal, release } = stopSignals()
  try {
    const captured = await captureService(plan, {
      folder: io.folder,
      environment: io.environment,
      tell: (line) => io.tell(`${line}\n`),
      onLoadOutput: io.tell,
      signal,
      commit: () => headCommit(io.folder),
    })
    io.print(renderCaptured(captured, options.format))
    return 0
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error
    throw new InputError(error.message)
  } finally {
    release()
  }
}

/** @throws {UsageError} */
function readPlan(options: Options, command: readonly string[] | null): CapturePlan {
  const url = options.positionals[0] ?? ''
  const address = serviceAddress(url)
  if (address === null) throw new UsageError(`URL ${withoutPassword(url)}: expected ${EXPECTED.url}`)
  const out = options.value('out')
  if (out === null || out === '') throw new UsageError('capture needs --out DIR, the folder for the profiles')
  const given = <Value>(
    name: keyof typeof OPTIONS,
    unset: Value,
    read: (text: string) => Value | null,
    form: string,
  ) => {
    const text = options.value(name)
    const value = text === null ? unset : read(text)
    if (value === null) throw new UsageError(`--${name} ${text}: expected ${form}`)
    return value
  }
  return {
    ...{ address, out },
    waitMs: given('wait', STANDARD.waitMs, readDuration, EXPECTED.duration),
    warmupMs: given('warmup', STANDARD.warmupMs, readDuration, EXPECTED.duration),
    cpuSeconds: given('seconds', STANDARD.cpuSeconds, readSeconds, EXPECTED.seconds),
    series: readSeries(
      given('snapshots', 0, readSnapshots, EXPECTED.snapshots),
      given('every', 0, (text) => readDuration(text) || null, EXPECTED.every),
    ),
    load: command === null ? null : loadOf(command),
  }
}

/** 0 is what nobody has asked for. @throws {UsageError} */
function readSeries(snapshots: number, everyMs: number): Series | null {
  if (snapshots === 0 && everyMs > 0) throw new UsageError('--every is for a series: add --snapshots N')
  return snapshots === 0 ? null : { snapshots, everyMs: everyMs || STANDARD.everyMs }
}

/** @throws {UsageError} */
function loadOf([file, ...args]: readonly string[]): LoadCommand {
  if (file === undefined) throw new UsageError('-- is followed by no command: expected the load, such as -- ./load.sh')
  return { file, args, shown: shellLine([file, ...args]) }
}
