import type { Profile } from '../model/profile.ts'
import type { Frames } from './frames.ts'
import { labelsWithKey, labelTexts, memoised } from './labels.ts'

/**
 * Where goroutines wait and what started them. A dump (debug=2) says so itself, in labels. In the stacks of other
 * profiles the runtime's frames tell where a goroutine waits; of what started it there is the function that the `go`
 * statement called.
 */

/** The state of each sample in the words of a dump (waitReasonStrings of Go's runtime); null if the profile does not tell. */
export function goroutineStates(frames: Frames): (sample: number) => string | null {
  if (isGoroutineDump(frames)) return labelTexts(frames.profile, 'state')
  // Goroutine profiles as text leave the runtime's innermost frames out, and with them where a goroutine waits.
  const tells = showsParking(frames)
  const roleOf = memoised((frame) => (frames.isNameless(frame) ? CODE : roleOfFunction(frames.name(frame))))
  return (sample) => (tells ? stateOfStack(frames, sample, roleOf) : null)
}

/** The function that started each sample's goroutines, else the first of their own; null for an empty stack. */
export function goroutineCreators(frames: Frames): (sample: number) => string | null {
  const said = isGoroutineDump(frames) ? labelTexts(frames.profile, 'creator') : () => null
  // Nothing created the first goroutine.
  return (sample) => said(sample) ?? entryFunction(frames, sample)
}

const knownDumps = new WeakMap<Profile, boolean>()

/** Whether the profile is a dump: there every goroutine has a label with its state. Others may have one of their own. */
export function isGoroutineDump({ profile }: Pick<Frames, 'profile'>): boolean {
  const isDump = knownDumps.get(profile) ?? hasStates(profile)
  knownDumps.set(profile, isDump)
  return isDump
}

function hasStates(profile: Profile): boolean {
  const { count } = profile.samples
  const rowsOf = labelsWithKey(profile, 'state')
  for (let sample = 0; sample < count; sample++) if (rowsOf(sample).length === 0) return false
  return count > 0
}

/** What a function at the inner end of a stack says of its goroutine. */
type Role =
  /** In a state that the function stands for. */
  | { readonly kind: 'state'; readonly state: string }
  /** Waiting for a semaphore; the caller knows whose. */
  | { readonly kind: 'semaphore' }
  | { readonly kind: 'parked' }
  | { readonly kind: 'runtime' }
  | { readonly kind: 'code' }

const CODE: Role = { kind: 'code' }

/** By the functions of Go 1.13 to 1.26; the runtime's semaphores are called by names of the packages that wait. */
const STATES: readonly (readonly [RegExp, string])[] = [
  [/^runtime\.chanrecv\d?$/, 'chan receive'],
  [/^runtime\.chansend\d?$/, 'chan send'],
  [/^runtime\.selectgo$/, 'select'],
  [/^runtime\.block$/, 'select (no cases)'],
  [/^runtime\.netpollblock$|\.runtime_pollWait$/, 'IO wait'],
  [/^(runtime\.timeSleep|time\.Sleep)$/, 'sleep'],
  [/\.runtime_notifyListWait$/, 'sync.Cond.Wait'],
  [/\.runtime_SemacquireMutex$/, 'sync.Mutex.Lock'],
  [/\.runtime_SemacquireRWMutexR$/, 'sync.RWMutex.RLock'],
  [/\.runtime_SemacquireRWMutex$/, 'sync.RWMutex.Lock'],
  [/\.runtime_SemacquireWaitGroup$/, 'sync.WaitGroup.Wait'],
  [/\.runtime_Semacquire$/, 'semacquire'],
  [/^runtime\.(coroswitch|corostart)$/, 'coroutine'],
  [/^runtime\.(runfinq|runFinalizers)$/, 'finalizer wait'],
  [/^runtime\.gcParkAssist$/, 'GC assist wait'],
  [/^runtime\.gcWaitOnMark$/, 'wait for GC cycle'],
  [/^runtime\.(notetsleepg|cgocall)$/, 'syscall'],
  // On Darwin and OpenBSD they are functions of libc, and their callers `syscall.syscall6`, `unix.syscall_rawSyscall`, …
  [
    /^(syscall|(internal\/runtime|runtime\/internal)\/syscall|golang\.org\/x\/sys\/unix)\.([Rr]aw|syscall_raw)?[Ss]yscall/,
    'syscall',
  ],
  // The profile is written by the one goroutine that runs: the world is stopped.
  [/^runtime\..*goroutineProfile|^runtime\/pprof\./, 'running'],
]

function roleOfFunction(name: string): Role {
  if (name === 'runtime.gopark') return { kind: 'parked' }
  const state = STATES.find(([pattern]) => pattern.test(name))?.[1]
  if (state !== undefined) return { kind: 'state', state }
  if (name.startsWith('runtime.semacquire')) return { kind: 'semaphore' }
  return name.startsWith('runtime.') ? { kind: 'runtime' } : CODE
}

function stateOfStack(frames: Frames, sample: number, roleOf: (frame: number) => Role): string | null {
  const { stack, stackStart } = frames.profile.samples
  let otherwise: string | null = null
  for (let at = stackStart[sample]!; at < stackStart[sample + 1]!; at++) {
    const location = stack[at]!
    for (let frame = frames.start[location]!; frame < frames.start[location + 1]!; frame++) {
      const role = roleOf(frame)
      if (role.kind === 'state') return role.state
      if (role.kind === 'code') return otherwise ?? 'runnable'
      if (role.kind === 'parked') otherwise ??= 'waiting'
      if (role.kind === 'semaphore') otherwise = 'semacquire'
    }
  }
  return otherwise
}

function showsParking(frames: Frames): boolean {
  for (let frame = 0; frame < frames.count; frame++) if (frames.name(frame) === 'runtime.gopark') return true
  return false
}

function entryFunction(frames: Frames, sample: number): string | null {
  const { stack, stackStart } = frames.profile.samples
  for (let at = stackStart[sample + 1]! - 1; at >= stackStart[sample]!; at--) {
    const location = stack[at]!
    for (let frame = frames.start[location + 1]! - 1; frame >= frames.start[location]!; frame--) {
      const name = frames.name(frame)
      if (name !== 'runtime.goexit') return name
    }
  }
  return null
}
