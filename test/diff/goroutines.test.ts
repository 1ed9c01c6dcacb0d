import { describe, expect, test } from 'vitest'
import { ownCode } from '../../src/diff/own.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile, type PlainLabel } from '../support/encode-profile.ts'
import { plainProfile, textProfile } from '../support/text-profile.ts'
import { topText } from '../support/text-table.ts'

const goroutines = (stacks: string) => textProfile(`goroutine/count\n${stacks}`)

/** The name of each group, the largest first. */
function groups(stacks: string, of: 'state' | 'creator'): readonly string[] {
  return topText(goroutines(stacks), { of, own: ownCode(null) }).map((row) => row.replace(/^(\S+ ){3}/, ''))
}

const PARKED = 'runtime.goparkunlock > runtime.gopark'

describe('where a goroutine waits', () => {
  test.each([
    ['runtime.chanrecv1;runtime.chanrecv;runtime.gopark', 'chan receive'],
    ['runtime.chanrecv2;runtime.chanrecv;runtime.gopark', 'chan receive'],
    ['runtime.chansend1;runtime.chansend;runtime.gopark', 'chan send'],
    ['runtime.selectgo;runtime.gopark', 'select'],
    ['reflect.rselect;runtime.reflect_rselect;runtime.selectgo;runtime.gopark', 'select'],
    ['runtime.block;runtime.gopark', 'select (no cases)'],
    ['internal/poll.runtime_pollWait;runtime.netpollblock;runtime.gopark', 'IO wait'],
    ['time.Sleep;runtime.gopark', 'sleep'],
    [`sync.(*Cond).Wait;sync.runtime_notifyListWait;${PARKED}`, 'sync.Cond.Wait'],
    [`sync.(*Mutex).Lock;internal/sync.runtime_SemacquireMutex;runtime.semacquire1;${PARKED}`, 'sync.Mutex.Lock'],
    [`sync.(*RWMutex).RLock;sync.runtime_SemacquireRWMutexR;runtime.semacquire1;${PARKED}`, 'sync.RWMutex.RLock'],
    [`sync.(*RWMutex).Lock;sync.runtime_SemacquireRWMutex;runtime.semacquire1;${PARKED}`, 'sync.RWMutex.Lock'],
    [`sync.(*WaitGroup).Wait;sync.runtime_SemacquireWaitGroup;runtime.semacquire1;${PARKED}`, 'sync.WaitGroup.Wait'],
    [`sync.(*WaitGroup).Wait;sync.runtime_Semacquire;runtime.semacquire1;${PARKED}`, 'semacquire'],
    [`runtime.stopTheWorld;runtime.semacquire;runtime.semacquire1;${PARKED}`, 'semacquire'],
    ['iter.Pull[...].func1.1;runtime.coroswitch', 'coroutine'],
    ['runtime.GC;runtime.gcWaitOnMark;runtime.gopark', 'wait for GC cycle'],
    ['runtime.newWait;runtime.gopark', 'waiting'],
    ['os/signal.signal_recv;runtime.notetsleepg', 'syscall'],
    ['syscall.read;syscall.Syscall', 'syscall'],
    ['syscall.Syscall6;internal/runtime/syscall.Syscall6', 'syscall'],
    ['syscall.read;syscall.syscall;runtime.libcCall', 'syscall'],
    ['syscall.wait4;syscall.syscall6', 'syscall'],
    ['syscall.fcntl;syscall.rawSyscall', 'syscall'],
    ['golang.org/x/sys/unix.Poll;golang.org/x/sys/unix.syscall_syscall', 'syscall'],
    ['golang.org/x/sys/unix.Fork;golang.org/x/sys/unix.syscall_rawSyscall', 'syscall'],
    ['main.work;runtime.asyncPreempt;runtime.asyncPreempt2', 'runnable'],
    ['main.work;runtime.Gosched', 'runnable'],
    ['main.work', 'runnable'],
    [
      'runtime/pprof.(*Profile).WriteTo;runtime.pprof_goroutineProfileWithLabels;runtime.goroutineProfileWithLabels',
      'running',
    ],
    // A function of the program by a name of the runtime's is none of it.
    ['main.main;main.chanrecv;shop.runtime_helper', 'runnable'],
    ['main.main;[libc.so.6]', 'runnable'],
    ['-', '(no state)'],
  ])('%s: %s', (stack, state) => {
    // Another goroutine shows that the profile has the frames of the runtime.
    const all = groups(
      `${stack === '-' ? stack : `main.main;${stack}`} 9\nmain.main;runtime.select0;runtime.gopark 1`,
      'state',
    )
    expect(all[0]).toBe(state)
  })

  test('is not known where the frames of the runtime are left out, as in text', () => {
    expect(groups('main.main;main.work 1', 'state')).toEqual(['(no state)'])
  })
})

describe('what started a goroutine', () => {
  test.each([
    ['is its first function', 'main.serve;main.handle;runtime.gopark', 'main.serve'],
    ['is not the end of every stack', 'runtime.goexit;main.serve;runtime.gopark', 'main.serve'],
    ['may be inlined code', 'main.serve > main.handle;runtime.gopark', 'main.serve'],
    ['may have no name', '[app];runtime.gopark', '[app]'],
    ['is not known of an empty stack', '-', '(no creator)'],
  ])('%s', (_name, stack, creator) => {
    expect(groups(`${stack} 1`, 'creator')).toEqual([creator])
  })
})

describe('a dump', () => {
  const labelled = (...labels: readonly (readonly PlainLabel[])[]) => {
    const plain = plainProfile(`goroutine/count\n${labels.map(() => 'main.main;main.f;runtime.gopark 1').join('\n')}`)
    const samples = (plain.samples ?? []).map((sample, at) => ({ ...sample, labels: labels[at] ?? [] }))
    return decodeProfile(encodeProfile({ ...plain, samples }))
  }
  const text = (key: string, value: string) => ({ key, text: value })

  test('says it itself', () => {
    const dump = labelled([text('state', 'chan receive'), text('creator', 'main.start')], [text('state', 'select')])
    expect(topText(dump, { of: 'state' })).toEqual(['1 1 1 chan receive', '1 1 1 select'])
    // The first goroutine was started by nobody.
    expect(topText(dump, { of: 'creator' })).toEqual(['1 1 1 main.main', '1 1 1 main.start'])
  })

  test('is none where only some goroutines have such labels of their own', () => {
    const labels = labelled([text('state', 'CA'), text('creator', 'Ada')], [])
    expect(topText(labels, { of: 'state' })).toEqual(['2 2 2 waiting'])
    expect(topText(labels, { of: 'creator' })).toEqual(['2 2 2 main.main'])
  })
})
