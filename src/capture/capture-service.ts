import type { Profile } from '../model/profile.ts'
import { clean } from '../report/escape.ts'
import { CaptureError } from './capture-error.ts'
import type { CapturedFile } from './captured-file.ts'
import { durationText } from './duration.ts'
import { isOfNewProcess, isSampledCoarsely } from './heap-facts.ts'
import { type LoadCommand, RunningLoad } from './load-command.ts'
import { manifestText } from './manifest-text.ts'
import { OutputFolder } from './output-folder.ts'
import { pause } from './pause.ts'
import { CPU_FILE, fileName, METRICS, SNAPSHOT } from './profile-set.ts'
import { findService, type Service, type Taken } from './service.ts'
import type { ServiceAddress } from './service-address.ts'

/** What to capture, and when. */
export interface CapturePlan {
  readonly address: ServiceAddress
  /** Folder to fill. */
  readonly out: string
  readonly waitMs: number
  readonly warmupMs: number
  /** Seconds of CPU profile; 0 for none. */
  readonly cpuSeconds: number
  /** Null for one snapshot at the end. */
  readonly series: Series | null
  readonly load: LoadCommand | null
}

export interface Series {
  /** At least 2. */
  readonly snapshots: number
  readonly everyMs: number
}

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
  private readonly files: CapturedFile[] = []
  private readonly notes: string[] = []
  private readonly absent = new Set<string>()
  private load: RunningLoad | null = null
  private prometheus: string | null = null
  private lastHeap: Profile | null = null

  constructor(plan: CapturePlan, world: CaptureWorld, folder: OutputFolder) {
    this.plan = plan
    this.world = world
    this.folder = folder
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
    this.lastHeap = service.firstHeap
    this.startLoad()
    try {
      await this.measure(service)
    } catch (error) {
      throw await this.explained(error, service)
    }
    await this.dropSilent(service)
    this.folder.write('profile-gate.json', manifestText(service.address, await world.commit(), this.prometheus))
    return { out: plan.out, files: this.files, notes: this.notes }
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
    if (taken === null) return this.note(`${CPU_FILE} is left out: the service does not serve it`)
    this.keep(taken)
    if (taken.file.samples === 0) this.note(`${CPU_FILE} is empty: the service had nothing to do while it was taken`)
    else if (this.load?.isRunning === false) {
      const ran = durationText(this.load.ranMs)
      this.note(`the load ended after ${ran}, before ${CPU_FILE} did: --seconds need not be that many`)
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
      if (this.absent.has(wanted.file)) continue
      const name = fileName(wanted.file, number)
      const taken = await service.profile(wanted, name)
      if (taken === null) this.leaveOut(wanted.file, 'the service does not serve it')
      else this.keep(taken)
      if (taken !== null && wanted.file === 'heap.pb.gz') this.refuseNewProcess(taken.profile)
    }
    for (const wanted of METRICS) {
      if (this.absent.has(wanted.file)) continue
      const taken = await service.metrics(wanted, fileName(wanted.file, number))
      if (taken === null) this.absent.add(wanted.file)
      else this.keep(taken)
      if (taken !== null && wanted.file === 'metrics.prom') this.prometheus = new TextDecoder().decode(taken.bytes)
    }
    if (number === null) this.say('snapshot taken')
  }

  /** Half of the profiles would be of another process, whose figures begin at 0. */
  private refuseNewProcess(heap: Profile): void {
    if (this.lastHeap !== null && isOfNewProcess(this.lastHeap, heap)) {
      throw new CaptureError(
        'the service was restarted meanwhile: it has forgotten what it had allocated. Its own output may tell why',
      )
    }
    this.lastHeap = heap
  }

  /** An empty profile of a program that does not record would look like one in which nothing waits. */
  private async dropSilent(service: Service): Promise<void> {
    const isSilent = (kind: CapturedFile['kind']) => {
      const files = this.files.filter((file) => file.kind === kind)
      return files.length > 0 && files.every(({ samples }) => samples === 0)
    }
    if (isSilent('mutex') && !(await service.recordsMutexes())) {
      this.drop('mutex', 'mutex profiling is off in the program', 'runtime.SetMutexProfileFraction(5)')
    }
    // The CPU profile itself waits for its end: a program that records would have recorded that (net/http/pprof, sleep).
    if (isSilent('block')) {
      const off = this.plan.cpuSeconds > 0 ? 'is off in the program' : 'has recorded nothing, so it is most likely off'
      this.drop('block', `block profiling ${off}`, 'runtime.SetBlockProfileRate(10_000)')
    }
    if (isSilent('heap')) {
      this.note('heap profiles are empty: runtime.MemProfileRate is 0, or the program holds less than one sample shows')
    } else if (this.lastHeap !== null && isSampledCoarsely(this.lastHeap)) {
      this.note(
        'heap profiles have one sample for each 512 KiB: start the service with GODEBUG=memprofilerate=4096 for less noise',
      )
    }
  }

  private drop(kind: 'mutex' | 'block', why: string, line: string): void {
    for (const file of this.files.filter((each) => each.kind === kind)) {
      this.folder.remove(file.name)
      this.files.splice(this.files.indexOf(file), 1)
    }
    this.note(`${kind}.pb.gz is left out: ${why}. ${line} at the start of main turns it on`)
  }

  private leaveOut(file: string, why: string): void {
    this.absent.add(file)
    this.note(`${file} is left out: ${why}`)
  }

  private keep({ file, bytes }: Taken): void {
    this.folder.write(file.name, bytes)
    this.files.push(file)
  }

  private note(text: string): void {
    this.notes.push(text)
    this.say(`note: ${text}`)
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
