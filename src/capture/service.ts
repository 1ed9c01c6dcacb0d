import type { Profile } from '../model/profile.ts'
import { clean } from '../report/escape.ts'
import { CaptureError } from './capture-error.ts'
import { type CapturedFile, checkedAnswer } from './captured-file.ts'
import { type Collections, collectionsIn } from './collections.ts'
import { durationText } from './duration.ts'
import { httpGet } from './http-get.ts'
import { pause } from './pause.ts'
import type { WantedMetrics, WantedProfile } from './profile-set.ts'
import { besideProfiles, type ServiceAddress, shownUrl } from './service-address.ts'

/** A profile as the service sent it, checked. */
export interface Taken {
  readonly file: CapturedFile
  readonly profile: Profile
  readonly bytes: Uint8Array
}

export interface Patience {
  /** How long a service may take to begin to answer. */
  readonly waitMs: number
  /** For one answer, in addition to what it measures. */
  readonly answerMs: number
  readonly signal: AbortSignal
}

/** Between two tries while the service starts. */
const RETRY_MS = 200

/** However little is left of the wait, an answer gets this long. */
const SHORTEST_TRY_MS = 1000

const MISSING = [404, 405, 501]

/**
 * Waits until the service serves its profiles.
 * @throws {CaptureError} if it does not within `waitMs`, or never will
 */
export async function findService(address: ServiceAddress, patience: Patience): Promise<Service> {
  const { waitMs, answerMs, signal } = patience
  const until = performance.now() + waitMs
  for (;;) {
    const left = until - performance.now()
    const looked = await look(address, { ...patience, answerMs: Math.min(answerMs, Math.max(left, SHORTEST_TRY_MS)) })
    if (looked instanceof Service) return looked
    if (performance.now() + RETRY_MS > until) {
      const help = 'Is it started, and is this the port of its profiles? --wait gives it more time'
      throw new CaptureError(`${address.shown} did not answer within ${durationText(waitMs)}: ${looked}. ${help}.`)
    }
    await pause(RETRY_MS, signal)
  }
}

/** The service, or why it does not answer yet. @throws {CaptureError} */
async function look(address: ServiceAddress, patience: Patience): Promise<Service | string> {
  const missing: string[] = []
  for (const folder of address.folders) {
    const url = new URL('heap', folder)
    const reply = await httpGet(url, { limitMs: patience.answerMs, signal: patience.signal })
    const shown = clean(shownUrl(url))
    if (reply.kind === 'none') {
      if (reply.isFinal) throw new CaptureError(`${shown} cannot be used: ${reply.why}.`)
      return reply.why
    }
    const { status, bytes } = reply
    if (status === 401 || status === 403) throw new CaptureError(refusedEntry(shown, status))
    if (status === 200) {
      const checked = checkedAnswer('heap.pb.gz', 'heap', bytes)
      if (checked.kind === 'profile') return new Service(folder, patience, checked.profile)
      missing.push(`what ${shown} sends ${checked.why}`)
    } else if (MISSING.includes(status)) missing.push(`${shown} answers ${status}`)
    else return `it answers ${status}${firstLine(bytes)}`
  }
  throw new CaptureError(
    `${address.shown} serves no profiles: ${missing.join('; ')}. A Go program serves them by \`import _ "net/http/pprof"\` on the ` +
      'default mux of net/http; a mux or router of its own needs the handlers of that package. Name the address that has them, with ' +
      'whatever path is before /debug/pprof.',
  )
}

/** A service that serves its profiles. */
export class Service {
  private readonly folder: URL
  private readonly patience: Patience
  /** What it held when it was found. */
  readonly firstHeap: Profile

  constructor(folder: URL, patience: Patience, firstHeap: Profile) {
    this.folder = folder
    this.patience = patience
    this.firstHeap = firstHeap
  }

  get address(): URL {
    return this.folder
  }

  /** A profile; null where the service does not serve this one. @throws {CaptureError} if it cannot be had */
  async profile({ request, kind }: Pick<WantedProfile, 'request' | 'kind'>, name: string): Promise<Taken | null> {
    const answer = await this.get(request, name)
    return answer === null ? null : this.checked(name, kind, answer)
  }

  /** What the program does in the next seconds. Null where the service does not serve it. @throws {CaptureError} */
  async cpuProfile(seconds: number, name: string): Promise<Taken | null> {
    const answer = await this.get(`profile?seconds=${seconds}`, name, seconds * 1000)
    return answer === null ? null : this.checked(name, 'cpu', answer)
  }

  /** Metrics, where they are and can be read. */
  async metrics({ path }: WantedMetrics, name: string): Promise<Taken | null> {
    const { answerMs: limitMs, signal } = this.patience
    for (const url of besideProfiles(this.folder, path)) {
      const reply = await httpGet(url, { limitMs, signal })
      if (reply.kind === 'none' || reply.status !== 200) continue
      const bytes = name.endsWith('.json') ? withoutCommandLine(reply.bytes) : reply.bytes
      const checked = checkedAnswer(name, 'metrics', bytes)
      if (checked.kind === 'profile') return { file: checked.file, profile: checked.profile, bytes }
    }
    return null
  }

  /**
   * Whether the program records contention of mutexes, by the rate that the text form states
   * (runtime/pprof, writeProfileInternal).
   */
  async recordsMutexes(): Promise<boolean> {
    const answer = await this.get('mutex?debug=1', 'the rate of mutex profiling')
    return !/^sampling period=0$/m.test(textOf(answer ?? new Uint8Array()))
  }

  /** Those of the process up to now, one of them asked for; null where it does not tell. @throws {CaptureError} */
  async collections(): Promise<Collections | null> {
    const answer = await this.get('heap?gc=1&debug=1', 'the times of the garbage collections')
    return answer === null ? null : collectionsIn(textOf(answer))
  }

  /** Whether anything answers at all. */
  async isAlive(): Promise<boolean> {
    const reply = await httpGet(new URL('cmdline', this.folder), {
      limitMs: SHORTEST_TRY_MS,
      signal: new AbortController().signal,
    })
    return reply.kind === 'answer'
  }

  private async get(request: string, name: string, measuresMs = 0): Promise<Uint8Array | null> {
    const { answerMs, signal } = this.patience
    const url = new URL(request, this.folder)
    const reply = await httpGet(url, { limitMs: answerMs + measuresMs, signal })
    if (reply.kind === 'answer') {
      if (reply.status === 200) return reply.bytes
      if (MISSING.includes(reply.status)) return null
      if (reply.status === 401 || reply.status === 403)
        throw new CaptureError(refusedEntry(shownUrl(url), reply.status))
      throw new CaptureError(`${name} could not be taken: ${answered(reply.status, reply.bytes)}`)
    }
    const isGone = !reply.isFinal && !(await this.isAlive())
    const help = isGone ? '. The service no longer answers: did it crash? Its own output tells' : ''
    throw new CaptureError(`${name} could not be taken: ${reply.why}${help}.`)
  }

  private checked(name: string, kind: WantedProfile['kind'], bytes: Uint8Array): Taken {
    const checked = checkedAnswer(name, kind, bytes)
    if (checked.kind === 'profile') return { file: checked.file, profile: checked.profile, bytes }
    throw new CaptureError(`${name} could not be taken: what the service sends ${checked.why}.`)
  }
}

function refusedEntry(shown: string, status: number): string {
  const help = 'name them in the address (http://USER:PASSWORD@HOST), or capture from where none are asked for'
  return `${shown} answers ${status}: it asks for a user and a password. Where it takes basic authentication, ${help}.`
}

/** What Go answers where it cannot profile has its own way out. */
function answered(status: number, bytes: Uint8Array): string {
  const line = firstLine(bytes)
  const help = /cpu profiling already in use/.test(line)
    ? 'Another profiler is running in that program: end it, or take no CPU profile with --seconds 0'
    : /WriteTimeout/.test(line)
      ? 'Give the server of the profiles a longer WriteTimeout, or profile for fewer --seconds'
      : 'Its own output may tell why'
  return `it answers ${status}${line}. ${help}.`
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** Of a plain answer; a page says nothing in its first line. */
function firstLine(bytes: Uint8Array): string {
  const line = textOf(bytes.subarray(0, 300)).trim().split(/\r?\n/)[0] ?? ''
  return line === '' || line.startsWith('<') ? '' : ` (${clean(line)})`
}

/** `"cmdline"` and its value, a list of texts or one text, however the JSON is laid out. */
const COMMAND_LINE = /("cmdline"\s*:\s*)(?:\[(?:[^\]"]|"(?:[^"\\]|\\.)*")*\]|"(?:[^"\\]|\\.)*")/g

/** Flags may hold passwords, and artifacts are read by many. */
function withoutCommandLine(bytes: Uint8Array): Uint8Array {
  return new TextEncoder().encode(textOf(bytes).replace(COMMAND_LINE, '$1[]'))
}
