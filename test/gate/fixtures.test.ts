import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Check, Result } from '../../src/result/result.ts'
import { repository, runCli } from '../cli/run.ts'
import { expectGolden } from '../golden.ts'

/** What a fixture must come to: which rules fail on which function, and no others. */
interface Expected {
  readonly case: string
  readonly code: 0 | 1
  /** `RULE:PROFILE` and a function that is among the first two causes. */
  readonly fails: readonly (readonly [check: string, culprit: string])[]
}

const shop = (name: string) => `example.com/shop/${name}`
const heap = (culprit: string) =>
  [
    ['live-heap:heap.pb.gz', shop(culprit)],
    ['live-heap-by-function:heap.pb.gz', shop(culprit)],
  ] as const
const allocs = (culprit: string) =>
  [
    ['allocation:allocs.pb.gz', shop(culprit)],
    ['allocation-by-function:allocs.pb.gz', shop(culprit)],
  ] as const
const goroutines = (culprit: string) => [['goroutines:goroutine.pb.gz', culprit]] as const

const EXPECTED: readonly Expected[] = [
  { case: 'session-cache', code: 1, fails: heap('session-cache/session.(*Store).Get') },
  { case: 'subslice', code: 1, fails: heap('subslice/mailbox.(*Index).Add') },
  { case: 'config-reload', code: 1, fails: heap('config-reload/config.(*Config).Reload') },
  {
    case: 'string-concat',
    code: 1,
    fails: [...allocs('string-concat/report.CSV'), ['cpu:cpu.pb.gz', shop('string-concat/report.CSV')]],
  },
  { case: 'bytes-conversion', code: 1, fails: allocs('bytes-conversion/events.(*Handler).clean') },
  { case: 'blocked-send', code: 1, fails: goroutines(shop('blocked-send/quote.(*Client).Ask.func1')) },
  { case: 'ticker', code: 1, fails: goroutines(shop('ticker/feed.(*Conn).heartbeat')) },
  { case: 'response-body', code: 1, fails: goroutines('net/http.(*persistConn).readLoop') },
  { case: 'lock-not-released', code: 1, fails: goroutines(shop('lock-not-released/inventory.(*Shelf).Reserve')) },
  { case: 'goroutine-per-request', code: 1, fails: goroutines(shop('goroutine-per-request/thumbs.(*Service).render')) },
  {
    case: 'io-under-mutex',
    code: 1,
    fails: [
      ['lock-delay:block.pb.gz', shop('io-under-mutex/audit.(*Log).Write')],
      ['lock-delay:mutex.pb.gz', shop('io-under-mutex/audit.(*Log).Write')],
    ],
  },
  { case: 'slow-loop', code: 1, fails: [['cpu:cpu.pb.gz', shop('slow-loop/blocklist.(*List).Blocks')]] },
  { case: 'same-code', code: 0, fails: [] },
  { case: 'refactoring', code: 0, fails: [] },
  { case: 'pool', code: 0, fails: [] },
]

function judge(name: string, policy: string, format = 'json') {
  const folder = `test/fixtures/${name}`
  return runCli(['compare', `${folder}/baseline`, `${folder}/candidate`, '--policy', policy, '--format', format])
}

describe('the recorded programs', () => {
  it('are those that the table speaks of', () => {
    const folder = join(repository, 'test/fixtures')
    const cases = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'baseline')))
    expect(cases.sort()).toEqual(EXPECTED.map((expected) => expected.case).sort())
  })

  it('take at most 3.7 MB', () => {
    const files = readdirSync(join(repository, 'test/fixtures'), { recursive: true, withFileTypes: true })
    const bytes = files.filter((file) => file.isFile()).map((file) => statSync(join(file.parentPath, file.name)).size)
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(3_700_000)
  })

  it.each(EXPECTED)('$case gets the verdict that it must, with the culprit first', ({ case: name, code, fails }) => {
    const { code: exit, out, err } = judge(name, 'test/gate/policy.yml')
    const result = JSON.parse(out) as Result
    const failing = result.checks.filter(({ outcome }) => outcome === 'fail')
    expect(failing.map(({ id }) => id)).toEqual(fails.map(([id]) => id))
    for (const [id, culprit] of fails) {
      const check = failing.find((known) => known.id === id) as Check
      expect(check.causes.slice(0, 2).map((cause) => cause.name)).toContain(culprit)
    }
    expect({ exit, err, outcome: result.outcome === 'fail' }).toEqual({ exit: code, err: '', outcome: code === 1 })
  })

  it.each(['same-code', 'refactoring', 'pool'])('%s does not fail by the default policy either', (name) => {
    const { code, out } = judge(name, 'src/policy/default-policy.yml')
    expect({ code, failing: (JSON.parse(out) as Result).counts.fail }).toEqual({ code: 0, failing: 0 })
  })

  it.each(EXPECTED)('$case reads well in a terminal and as Markdown', ({ case: name }) => {
    const policy = 'src/policy/default-policy.yml'
    expectGolden(`fixtures/${name}.txt`, judge(name, policy, 'text').out)
    expectGolden(`fixtures/${name}.md`, judge(name, policy, 'markdown').out)
  })

  it('gives the same JSON every time, in a form that people can read', () => {
    const { out } = judge('session-cache', 'test/gate/policy.yml')
    expect(judge('session-cache', 'test/gate/policy.yml').out).toBe(out)
    expectGolden('fixtures/session-cache.json', out)
  })
})
