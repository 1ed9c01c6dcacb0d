import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pprofTop, type TopRequest, tableOf, topFlags } from '../support/go-tool.ts'
import { describeWithOracle } from '../support/pprof-oracle.ts'
import { scratchFiles } from './tables.ts'

const FIXTURE = 'test/fixtures/session-cache'

const REQUESTS: readonly TopRequest[] = [
  { column: 0, unit: 'minimum' },
  { column: 1, unit: 'bytes', of: 'lines', focus: 'main', ignore: 'none', noInlines: true, tagFocus: '1b:' },
  { column: 3, unit: 'bytes', of: 'lines' },
  { column: 0, unit: 'minimum' },
]

describeWithOracle('the program that answers thousands of questions', (ask) => {
  const scratch = scratchFiles()

  test('answers as go tool pprof does, and forgets what it was asked before', async () => {
    const files = {
      baseline: join(FIXTURE, 'baseline/heap.pb.gz'),
      profile: join(FIXTURE, 'candidate/heap.pb.gz'),
    }
    const answer = await ask({
      baseline: new Uint8Array(readFileSync(files.baseline)),
      profile: new Uint8Array(readFileSync(files.profile)),
      tables: REQUESTS.map(topFlags),
    })
    const rows = answer.kind === 'tables' ? answer.tables.map(tableOf) : []
    const tool = REQUESTS.map((request) => pprofTop(files, request))
    expect(tool).toEqual(rows.map((table) => ({ kind: 'tables', tables: [table] })))
    expect(rows.map((table) => table.length > 0)).toEqual([true, true, true, true])
  })

  test('refuses what go tool pprof refuses', async () => {
    const profile = new TextEncoder().encode('no profile')
    const [request] = REQUESTS
    if (request === undefined) throw new Error('no requests')
    expect((await ask({ profile, tables: [topFlags(request)] })).kind).toBe('refused')
    expect(pprofTop({ profile: scratch('text', profile) }, request).kind).toBe('refused')
  })
})
