import { describe, expect, test } from 'vitest'
import type { Check } from '../../src/result/result.ts'
import { contention, cpu, goroutine, heap, type Made } from '../gate/made-profiles.ts'
import { gate } from '../gate/run.ts'

/** A check of one profile by functions, of which anything may grow. */
function checkOf(file: string, baseline: Made, candidate: Made, rule = ''): Check {
  const kind = file.replace(/\..*/, '')
  const policy = `rules:\n  - { name: r, kind: ${kind}, of: function, fail: { growth: 0 }${rule} }`
  const made = { policy, baseline: { [file]: baseline }, candidate: { [file]: candidate }, ownPackages: ['shop/...'] }
  const [check] = gate(made).checks
  if (check === undefined) throw new Error('one check was expected')
  return check
}

const hintOf = (check: Check, name: string) => check.causes.find((cause) => cause.name === name)?.hint ?? null

const RECEIVE = 'runtime.chanrecv1;runtime.chanrecv;runtime.gopark'
const SEND = 'runtime.chansend1;runtime.chansend;runtime.gopark'

function waiting(baseline: string, candidate: string, rule?: string): Check {
  return checkOf('goroutine.pb.gz', goroutine(baseline), goroutine(candidate), rule)
}

describe('a hint', () => {
  test('is given when the pattern has half of the growth, with its share', () => {
    const check = waiting('shop/a.Run 1', `shop/a.Run 11\nshop/a.Run;${RECEIVE} 10`)
    expect(hintOf(check, 'shop/a.Run')).toEqual({ code: 'chan-receive', args: { share: 0.5 } })
  })

  test('is not given when it has less', () => {
    const check = waiting('shop/a.Run 1', `shop/a.Run 12\nshop/a.Run;${RECEIVE} 10`)
    expect(hintOf(check, 'shop/a.Run')).toBeNull()
  })

  test('is of what grew, not of what there is', () => {
    const before = `shop/a.Run;${RECEIVE} 100`
    expect(hintOf(waiting(before, `${before}\nshop/a.Run;${SEND} 10`), 'shop/a.Run')?.code).toBe('chan-send')
  })

  test('is not given of a wait inside of a library', () => {
    const check = waiting('shop/a.Run 1', `shop/a.Run 1\nshop/a.Run;lib/queue.Pop;${RECEIVE} 10`)
    expect(hintOf(check, 'shop/a.Run')).toBeNull()
  })

  test('by cum, is not that more is kept where what is called allocates more', () => {
    const run = 'shop/a.Run 4096 300 10'
    const before = heap(`${run}\nshop/a.Run;shop/b.Load 4096 1000 100`)
    const check = (load: string) =>
      checkOf('heap.pb.gz', before, heap(`${run}\nshop/a.Run;shop/b.Load 4096 ${load}`), ', by: cum')
    expect(hintOf(check('3000 1100'), 'shop/a.Run')).toBeNull()
    expect(hintOf(check('1000 900'), 'shop/a.Run')?.code).toBe('kept')
  })

  test('is of the function that is blamed, not of its callers', () => {
    const check = waiting('shop/a.Run 1', `shop/a.Run 1\nshop/a.Run;shop/b.Wait;${RECEIVE} 10`, ', by: cum')
    expect(hintOf(check, 'shop/b.Wait')?.code).toBe('chan-receive')
    expect(hintOf(check, 'shop/a.Run')).toBeNull()
  })

  test('is given for groups of whole samples as well', () => {
    const rule = 'rules:\n  - { name: r, kind: goroutine, of: creator, fail: { growth: 0 } }'
    const sides = { baseline: goroutine('shop/a.Run 1'), candidate: goroutine(`shop/a.Run;${RECEIVE} 10`) }
    const [check] = gate({
      policy: rule,
      baseline: { 'goroutine.pb.gz': sides.baseline },
      candidate: { 'goroutine.pb.gz': sides.candidate },
      ownPackages: ['shop/...'],
    }).checks
    expect(check?.causes.map(({ hint }) => hint?.code)).toEqual(['chan-receive'])
  })

  test('is given for the first five causes of a check', () => {
    const lines = Array.from({ length: 7 }, (_, at) => `shop/a.Run${at};${RECEIVE} ${20 - at}`)
    const check = waiting('shop/a.Run 1', lines.join('\n'))
    expect(check.causes.map(({ hint }) => hint !== null)).toEqual([true, true, true, true, true, false, false])
  })

  test('is not given where nothing is wrong, nor of what somebody agreed to', () => {
    const lines = ['shop/a.Run 1', `shop/a.Run;${RECEIVE} 10`] as const
    expect(waiting(...lines, ', warn: { growth: 100 }').causes.map(({ hint }) => hint?.code)).toEqual(['chan-receive'])
    const accept = '{ function: shop/a.Run, up-to: 20, until: 2027-01-31, reason: agreed }'
    const [check] = gate({
      policy: `rules:\n  - { name: r, kind: goroutine, of: function, fail: { growth: 0 } }\naccept:\n  - ${accept}`,
      baseline: { 'goroutine.pb.gz': goroutine(lines[0]) },
      candidate: { 'goroutine.pb.gz': goroutine(lines[1]) },
      ownPackages: ['shop/...'],
    }).checks
    expect(check?.causes.map(({ status, hint }) => [status, hint])).toEqual([['accepted', null]])
  })

  test('names the function that tells', () => {
    const check = checkOf(
      'cpu.pb.gz',
      cpu('shop/a.Join 1'),
      cpu('shop/a.Join;runtime.concatstring3;runtime.memmove 500'),
    )
    expect(hintOf(check, 'shop/a.Join')).toMatchObject({
      code: 'concatenation',
      args: { frame: 'runtime.concatstring3' },
    })
  })

  test('is of the first row that fits', () => {
    const stack = 'shop/a.Join;runtime.concatstring3;runtime.rawstring;runtime.mallocgc'
    expect(hintOf(checkOf('cpu.pb.gz', cpu('shop/a.Join 1'), cpu(`${stack} 500`)), 'shop/a.Join')?.code).toBe(
      'concatenation',
    )
  })

  test('is the same whatever the number of runs', () => {
    const run = (count: number) => contention(`shop/a.Put;sync.(*Mutex).Unlock ${count} ${count * 1_000_000}`)
    const files = (...counts: readonly number[]) =>
      Object.fromEntries(counts.map((count, at) => [`mutex.${at + 1}.pb.gz`, run(count)]))
    const policy = 'rules:\n  - { name: r, kind: mutex, of: function, fail: { growth: 1ms } }'
    const sides = { baseline: files(10, 11, 12, 10, 11), candidate: files(100, 110, 105, 102, 101) }
    const [check] = gate({ policy, ...sides, ownPackages: ['shop/...'] }).checks
    expect(check?.causes[0]?.hint).toMatchObject({ code: 'lock-held', args: { share: 1 } })
  })
})

describe('memory that is kept', () => {
  const kept = (baseline: string, candidate: string, rate = 1) =>
    hintOf(checkOf('heap.pb.gz', heap(baseline, rate), heap(candidate, rate)), 'shop/a.Put')?.code ?? null

  test('is what is in use and was always allocated', () => {
    expect(kept('shop/a.Put 4096 1000 10', 'shop/a.Put 4096 1000 900')).toBe('kept')
  })

  test('is not what was allocated besides', () => {
    expect(kept('shop/a.Put 4096 1000 10', 'shop/a.Put 4096 1900 900')).toBeNull()
  })

  test('is not what is new: there is nothing that it could be compared with', () => {
    expect(kept('shop/b.Get 4096 1000 10', 'shop/a.Put 4096 1000 900')).toBeNull()
  })

  test('is not claimed where the sampling of what was allocated could hide as much', () => {
    const [before, after] = ['shop/a.Put 4096 40000 100', 'shop/a.Put 4096 40000 300']
    expect(kept(before, after)).toBe('kept')
    expect(kept(before, after, 512 * 1024)).toBeNull()
  })
})
