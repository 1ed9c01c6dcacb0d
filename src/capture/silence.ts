import type { Profile } from '../model/profile.ts'
import type { CapturedSet } from './captured-set.ts'
import { isSampledCoarsely } from './heap-facts.ts'
import type { Service } from './service.ts'

const AT_START = 'at the start of main turns it on'

/**
 * Leaves out what the program does not record, and says how it would: an empty profile would look like one of a program
 * in which nothing waits.
 * @throws {CaptureError}
 */
export async function leaveOutSilent(set: CapturedSet, service: Service): Promise<void> {
  if (set.isSilent('mutex') && !(await service.recordsMutexes())) {
    set.drop('mutex', `mutex profiling is off in the program. runtime.SetMutexProfileFraction(5) ${AT_START}`)
  }
  if (!set.isSilent('block')) return
  // A CPU profile waits for its own end: a program that records would have recorded that (net/http/pprof, sleep).
  const off = set.has('cpu') ? 'is off in the program' : 'has recorded nothing, so it is most likely off'
  set.drop('block', `block profiling ${off}. runtime.SetBlockProfileRate(10_000) ${AT_START}`)
}

/** Says what makes heap profiles worth little. */
export function noteHeapSampling(set: CapturedSet, heap: Profile | null): void {
  if (set.isSilent('heap')) {
    set.note('heap profiles are empty: runtime.MemProfileRate is 0, or the program holds less than one sample shows')
  } else if (heap !== null && isSampledCoarsely(heap)) {
    const help = 'start the service with GODEBUG=memprofilerate=4096 for less noise'
    set.note(`heap profiles have one sample for each 512 KiB: ${help}`)
  }
}
