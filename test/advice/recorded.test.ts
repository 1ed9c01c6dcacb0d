import { describe, expect, test } from 'vitest'
import { PATTERNS } from '../../src/advice/patterns.ts'
import type { Cause } from '../../src/result/result.ts'
import { only, recorded } from '../gate/recorded-sides.ts'
import { gate } from '../gate/run.ts'

/** What `test/programs/advice` was recorded doing: functions that show a pattern, and those that nearly do. */
interface Shown {
  readonly kind: string
  readonly metric?: string
  readonly shows: readonly string[]
  readonly nearly: readonly string[]
}

const shows = (name: string) => `example.com/library/shows.${name}`
const nearly = (name: string) => `example.com/library/nearly.${name}`

const waits = (name: string, ...others: readonly string[]): Shown => {
  return { kind: 'goroutine', shows: [shows(name)], nearly: others.map(nearly) }
}
const keeps = (name: string): Shown => {
  return { kind: 'heap', metric: 'inuse_space', shows: [shows(name)], nearly: [nearly(name)] }
}
const allocates = (name: string): Shown => {
  return { kind: 'heap', metric: 'alloc_space', shows: [shows(name)], nearly: [nearly(name)] }
}
const works = (name: string): Shown => ({ kind: 'cpu', shows: [shows(name)], nearly: [nearly(name)] })

const EXPECTED: Readonly<Record<string, readonly Shown[]>> = {
  'open-responses': [
    {
      kind: 'goroutine',
      shows: ['net/http.(*persistConn).readLoop', 'net/http.(*persistConn).writeLoop'],
      nearly: [nearly('(*persistConn).readLoop'), 'net/http.(*connReader).backgroundRead'],
    },
    {
      kind: 'heap',
      metric: 'inuse_space',
      shows: ['net/http.(*Transport).startDialConnForLocked.func1'],
      nearly: [nearly('HTTPWait')],
    },
  ],
  'idle-connections': [
    { kind: 'goroutine', shows: ['net/http.(*conn).serve'], nearly: [nearly('IdleConnections')] },
    { kind: 'heap', metric: 'inuse_space', shows: ['net/http.(*conn).serve'], nearly: ['runtime.systemstack'] },
  ],
  'http-wait': [waits('HTTPWait', 'HTTPWait')],
  'network-wait': [waits('NetworkWait', 'NetworkWait')],
  'lock-wait': [waits('LockWait', 'LockWait')],
  'wait-group': [waits('WaitGroup', 'Waits')],
  'cond-wait': [waits('CondWait', 'Waits')],
  sleep: [waits('Sleep', 'Waits')],
  'blocked-forever': [waits('BlockedForever', 'Select')],
  'chan-receive': [waits('ChanReceive', 'Channels')],
  'chan-send': [waits('ChanSend', 'Channels')],
  select: [waits('Select', 'Select', 'Channels')],
  contexts: [keeps('Contexts')],
  timers: [keeps('Timers')],
  kept: [keeps('Kept')],
  'regexp-compile': [allocates('RegexpCompile'), works('RegexpCompile')],
  'template-parse': [allocates('TemplateParse'), works('TemplateParse')],
  formatting: [allocates('Formatting'), works('Formatting')],
  'read-all': [allocates('ReadAll')],
  'buffer-growth': [allocates('BufferGrowth')],
  'slice-growth': [works('SliceGrowth')],
  'map-growth': [works('MapGrowth')],
  concatenation: [works('Concatenation')],
  conversion: [works('Conversion')],
  allocation: [works('Allocation')],
  collection: [{ kind: 'cpu', shows: ['runtime.gcBgMarkWorker'], nearly: ['runtime.mcall'] }],
  'lock-held': [{ kind: 'mutex', shows: [shows('takeTurns')], nearly: [nearly('logLines')] }],
  'lock-contended': [
    { kind: 'block', shows: [shows('takeTurns')], nearly: [nearly('logLines'), nearly('LockContended')] },
  ],
}

const baseline = recorded('advice/library/baseline')
const candidate = recorded('advice/library/candidate')

function escaped(name: string): string {
  return name.replace(/[^\w/]/g, '\\$&')
}

/** A rule for each function, which any growth of it breaks: a check gives advice on its first causes only. */
function hintsOf({ kind, metric }: Shown, names: readonly string[]): readonly (string | null)[] {
  const rules = names.map((name, at) => {
    const settings = { name: `r${at}`, kind, of: 'function', only: [`^${escaped(name)}$`], fail: { growth: 1 } }
    return `  - ${JSON.stringify({ ...settings, ...(metric === undefined ? {} : { metric }), per: 'op' })}`
  })
  const { checks } = gate({ policy: `rules:\n${rules.join('\n')}`, baseline, candidate })
  return checks.map(({ outcome, causes }, at) => {
    const cause = causes.find(({ name }) => name === names[at])
    if (cause === undefined || outcome === 'pass') throw new Error(`nothing grew in ${names[at]}`)
    return cause.hint?.code ?? null
  })
}

test('every row of the table has a program that shows it, and one that nearly does', () => {
  expect(Object.keys(EXPECTED).toSorted()).toEqual(PATTERNS.map(({ code }) => code).toSorted())
  for (const shown of Object.values(EXPECTED).flat()) {
    expect(shown.shows.length).toBeGreaterThan(0)
    expect(shown.nearly.length).toBeGreaterThan(0)
  }
  const kinds = new Set(PATTERNS.flatMap(({ code, kinds }) => kinds.map((kind) => `${code} ${kind}`)))
  for (const [code, cases] of Object.entries(EXPECTED)) for (const { kind } of cases) kinds.delete(`${code} ${kind}`)
  // Its profiles have the stacks of a goroutine profile.
  expect([...kinds].filter((each) => !each.endsWith(' goroutineleak'))).toEqual([])
})

describe.each(Object.entries(EXPECTED))('%s', (code, cases) => {
  test.each(cases)('is what a $kind profile shows, and not what looks like it', (shown) => {
    const known = hintsOf(shown, [...shown.shows, ...shown.nearly])
    expect(known.slice(0, shown.shows.length)).toEqual(shown.shows.map(() => code))
    for (const other of known.slice(shown.shows.length)) expect(other).not.toBe(code)
  })
})

test('what looks like a pattern is taken for no other pattern either', () => {
  for (const shown of Object.values(EXPECTED).flat()) {
    expect([shown.nearly, hintsOf(shown, shown.nearly)]).toEqual([shown.nearly, shown.nearly.map(() => null)])
  }
})

/** The causes of the programs that grow in one way each, by the policy that their verdicts are tested with. */
function causesIn(program: string, rule: string, files: readonly string[]): readonly Cause[] {
  const [baseline, candidate] = (['baseline', 'candidate'] as const).map((side) => {
    return only(recorded(`${program}/${side}`), ...files, 'profile-gate')
  })
  if (baseline === undefined || candidate === undefined) throw new Error('two sides were expected')
  return gate({ policy: `rules:\n  - ${rule}`, baseline, candidate }).checks[0]?.causes ?? []
}

describe('the programs of the other tests', () => {
  const goroutines = '{ name: goroutines, kind: goroutine, of: function, fail: { growth: 10 } }'
  const heap = '{ name: live-heap, kind: heap, of: function, fail: { growth: 1MiB } }'
  const cpu = '{ name: cpu, kind: cpu, per: op, of: function, fail: { growth: 200ms } }'
  const mutex = '{ name: mutex, kind: mutex, of: function, fail: { growth: 500ms } }'

  test.each([
    ['ticker', goroutines, 'goroutine.pb.gz', 'chan-receive'],
    ['ticker', goroutines, 'goroutine.txt', 'chan-receive'],
    ['blocked-send', goroutines, 'goroutine.pb.gz', 'chan-send'],
    ['blocked-send', goroutines, 'goroutine.txt', 'chan-send'],
    ['lock-not-released', goroutines, 'goroutine.pb.gz', 'lock-wait'],
    ['lock-not-released', goroutines, 'goroutine.txt', 'lock-wait'],
    ['response-body', goroutines, 'goroutine.pb.gz', 'idle-connections open-responses'],
    ['response-body', goroutines, 'goroutine.txt', 'idle-connections open-responses'],
    ['goroutine-per-request', goroutines, 'goroutine.pb.gz', 'chan-receive'],
    ['session-cache', heap, 'heap.pb.gz', 'kept'],
    ['subslice', heap, 'heap.pb.gz', 'kept'],
    ['config-reload', heap, 'heap.pb.gz', ''],
    ['string-concat', cpu, 'cpu.pb.gz', 'concatenation'],
    ['slow-loop', cpu, 'cpu.pb.gz', ''],
    ['io-under-mutex', mutex, 'mutex.pb.gz', 'lock-held'],
  ])('%s: %s in %s is %j', (program, rule, file, codes) => {
    const causes = causesIn(program, rule, [file]).filter(({ status }) => status === 'over-limit')
    expect(causes.length).toBeGreaterThan(0)
    const known = new Set(causes.flatMap(({ hint }) => (hint === null ? [] : [hint.code])))
    expect([...known].toSorted().join(' ')).toBe(codes)
  })
})
