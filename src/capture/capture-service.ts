import type { Profile } from '../model/profile.ts'
import { clean } from '../report/escape.ts'
import { CaptureError } from './capture-error.ts'
import type { CapturedFile } from './captured-file.ts'
import { CapturedSet } from './captured-set.ts'
import { areOfNewProcess, type Collections } from './collections.ts'
import { durationText } from './duration.ts'
import { isOfNewProcess } from './heap-facts.ts'
import { RunningLoad } from './load-command.ts'
import { manifestText } from './manifest-text.ts'
import { OutputFolder } from './output-folder.ts'
import { pause } from './pause.ts'
import type { CapturePlan, Series } from './plan.ts'
import { CPU_FILE, fileName, isMetrics, METRICS, SNAPSHOT } from './profile-set.ts'
import { findService, type Service, type Taken } from './service.ts'
import { leaveOutSilent, noteHeapSampling } from './silence.ts'

export interface CaptureWorld {
  /** Where relative paths start, and the load. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Progress, in lines without their end. */
  readonly tell: (line: string) => void
  /** What the load prints. */
  readonly onLoadOutput: (text: string) => void
  /** Aborted with the reason to give up for. */
  readonly signal: AbortSignal
  readonly commit: () => Promise<string | null>
  /** How long one answer may take, in addition to what it measures. Default: a minute. */
  readonly answerMs?: number
}

export interface Captured {
  /** As the plan names it. */
  readonly out: string
  readonly files: readonly CapturedFile[]
  /** What whoever reads the profiles should know. */
  readonly notes: readonly string[]
}

const ANSWER_MS = 60_000

/** After the load: requests end, connections close, and their goroutines with them. */
const SETTLE_MS = 1000

/** How often a load that takes long is spoken of. */
const TELL_MS = 30_000

/**
 * Takes the profiles of a running service and writes them into a folder, all or none.
 *
 * The order makes two captures comparable: the load starts, then the warm-up passes, then the CPU profile is taken, alone,
 * since collections and dumps would show in it. A series follows while the load runs. Without one there is a single
 * snapshot: when the load has ended, so that the same work was done.
 * @throws {CaptureError}
 */
export async function captureService(plan: CapturePlan, world: CaptureWorld): Promise<Captured> {
  const folder = new OutputFolder(plan.out, world.folder)
  const capture = new Capture(plan, world, folder)
  try {
    const captured = await capture.run()
    folder.keep()
    return captured
  } finally {
    await capture.stop()
    folder.discard()
  }
}

class Capture {
  private readonly plan: CapturePlan
  private readonly world: CaptureWorld
  private readonly folder: OutputFolder
  /** Aborted by the world, and when the load fails. */
  private readonly halt = new AbortController()
  private readonly onAbort: () => void
  private readonly set: CapturedSet
  private readonly absent = new Set<string>()
  private load: RunningLoad | null = null
  private prometheus: string | null = null
  /** The last one. */
  private heap: Profile | null = null

  constructor(plan: CapturePlan, world: CaptureWorld, folder: OutputFolder) {
    this.plan = plan
    this.world = world
    this.folder = folder
    this.set = new CapturedSet(folder, world.tell)
    this.onAbort = () => this.halt.abort(world.signal.reason)
    if (world.signal.aborted) this.onAbort()
    world.signal.addEventListener('abort', this.onAbort)
  }

  async run(): Promise<Captured> {
    const { plan, world } = this
    const { address, waitMs } = plan
    this.say(`waiting for ${address.shown} (up to ${durationText(waitMs)})`)
    const answerMs = world.answerMs ?? ANSWER_MS
    const service = await findService(address, { waitMs, answerMs, signal: this.halt.signal })
    this.heap = service.firstHeap
    const collections = await service.collections()
    this.startLoad()
    try {
      await this.measure(service)
      await refuseOtherCollections(service, collections)
    } catch (error) {
      throw await this.explained(error, service)
    }
    await leaveOutSilent(this.set, service)
    noteHeapSampling(this.set, this.heap)
    this.folder.write('profile-gate.json', manifestText(service.address, await world.commit(), this.prometheus))
    return { out: plan.out, files: this.set.files, notes: this.set.notes }
  }

  async stop(): Promise<void> {
    this.world.signal.removeEventListener('abort', this.onAbort)
    await this.load?.stop()
  }

  private startLoad(): void {
    const { plan, world } = this
    if (plan.load === null) return
    this.say(`load: ${clean(plan.load.shown)}`)
    this.load = new RunningLoad(plan.load, { ...world, onOutput: world.onLoadOutput }, (failure) =>
      this.halt.abort(failure),
    )
  }

  private async measure(service: Service): Promise<void> {
    const { warmupMs, series } = this.plan
    if (warmupMs > 0) {
      this.say(`warming up for ${durationText(warmupMs)}`)
      await pause(warmupMs, this.halt.signal, this.load?.ended)
    }
    await this.cpu(service)
    if (series !== null) await this.series(service, series)
    await this.loadEnd()
    if (series === null) await this.snapshot(service, null)
  }

  private async cpu(service: Service): Promise<void> {
    const { cpuSeconds } = this.plan
    if (cpuSeconds === 0) return
    this.needLoad('the CPU profile began')
    this.say(`${CPU_FILE}: profiling for ${durationText(cpuSeconds * 1000)}`)
    const taken = await service.cpuProfile(cpuSeconds, CPU_FILE)
    if (taken === null) return this.set.note(`${CPU_FILE} is left out: the service does not serve it`)
    this.set.keep(taken)
    if (taken.file.samples === 0)
      this.set.note(`${CPU_FILE} is empty: the service had nothing to do while it was taken`)
    else if (this.load?.isRunning === false) {
      const ran = durationText(this.load.ranMs)
      this.set.note(`the load ended after ${ran}, before ${CPU_FILE} did: --seconds need not be that many`)
    }
  }

  private async series(service: Service, { snapshots, everyMs }: Series): Promise<void> {
    const start = performance.now()
    for (let number = 1; number <= snapshots; number++) {
      await pause(start + (number - 1) * everyMs - performance.now(), this.halt.signal, this.load?.ended)
      this.needLoad(`snapshot ${number} of ${snapshots} was due`)
      this.say(`snapshot ${number} of ${snapshots}`)
      await this.snapshot(service, number)
    }
  }

  /** A service with nothing to do shows neither what costs time nor what grows. */
  private needLoad(before: string): void {
    if (this.load === null || this.load.isRunning) return
    this.halt.signal.throwIfAborted()
    const { warmupMs, cpuSeconds, series } = this.plan
    const seriesMs = series === null ? 0 : (series.snapshots - 1) * series.everyMs
    const needed = durationText(warmupMs + (series === null ? 0 : cpuSeconds * 1000) + seriesMs)
    throw new CaptureError(
      `the load ended after ${durationText(this.load.ranMs)}, before ${before}. ` +
        `Let it run for more than ${needed}, or measure for a shorter time.`,
    )
  }

  private async loadEnd(): Promise<void> {
    const { load, halt } = this
    if (load === null) return
    const start = performance.now()
    for (let told = 0; load.isRunning; told++) {
      this.say(`waiting for the load to end${told === 0 ? '' : `, since ${durationText(performance.now() - start)}`}`)
      await pause(TELL_MS, halt.signal, load.ended)
    }
    halt.signal.throwIfAborted()
    this.say(`the load ended well after ${durationText(load.ranMs)}`)
    if (this.plan.series === null) await pause(SETTLE_MS, halt.signal)
  }

  /** One moment: collected twice, for the second collection empties what sync.Pool keeps over the first. */
  private async snapshot(service: Service, number: number | null): Promise<void> {
    await service.profile({ request: 'heap?gc=1', kind: 'heap' }, 'heap.pb.gz')
    for (const wanted of SNAPSHOT) {
      const taken = await this.take(wanted.file, number, (name) => service.profile(wanted, name))
      if (wanted.file === 'heap.pb.gz' && taken !== null) this.refuseNewProcess(taken.profile)
    }
    for (const wanted of METRICS) {
      const taken = await this.take(wanted.file, number, (name) => service.metrics(wanted, name))
      if (wanted.file === 'metrics.prom' && taken !== null) this.prometheus = new TextDecoder().decode(taken.bytes)
    }
    if (number === null) this.say('snapshot taken')
  }

  /** The first snapshot tells what a service serves; what is missing later would leave half a series. */
  private async take(
    file: string,
    number: number | null,
    ask: (name: string) => Promise<Taken | null>,
  ): Promise<Taken | null> {
    if (this.absent.has(file)) return null
    const name = fileName(file, number)
    const taken = await ask(name)
    if (taken !== null) this.set.keep(taken)
    else if (number !== null && number > 1) {
      throw new CaptureError(`${name} could not be taken: the service no longer serves it, as it did at first.`)
    } else {
      this.absent.add(file)
      if (!isMetrics(file)) this.set.note(`${file} is left out: the service does not serve it`)
    }
    return taken
  }

  /** Half of the profiles would be of another process, whose figures begin at 0. */
  private refuseNewProcess(heap: Profile): void {
    if (this.heap !== null && isOfNewProcess(this.heap, heap)) throw restarted('what it had allocated')
    this.heap = heap
  }

  private say(line: string): void {
    this.world.tell(line)
  }

  /** A load fails when its service dies, and whoever reads of it should look there. */
  private async explained(error: unknown, service: Service): Promise<unknown> {
    if (!(error instanceof CaptureError) || this.load?.failure !== error || (await service.isAlive())) return error
    return new CaptureError(`${error.message}. The service no longer answers: did it crash? Its own output tells.`)
  }
}

/**
 * A service that crashes under load and is started anew soon allocates more than it had at first; but what it collected
 * before is another process's.
 * @throws {CaptureError}
 */
async function refuseOtherCollections(service: Service, before: Collections | null): Promise<void> {
  if (before === null) return
  const now = await service.collections()
  if (now !== null && areOfNewProcess(before, now)) throw restarted('its garbage collections')
}

function restarted(forgotten: string): CaptureError {
  return new CaptureError(
    `the service was restarted meanwhile: it has forgotten ${forgotten}. Its own output may tell why.`,
  )
}
