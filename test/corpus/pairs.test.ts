import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runGate } from '../../src/gate.ts'
import { readSide } from '../../src/load/side.ts'
import type { Notice } from '../../src/model/notice.ts'
import { defaultPolicy } from '../../src/policy/default-policy.ts'
import type { Check, Result } from '../../src/result/result.ts'
import { CONTEXT } from '../gate/run.ts'
import { expectGolden } from '../golden.ts'
import { describeRecorded } from '../support/go-tool.ts'
import { type RecordedPair, recordedPairs } from '../support/recorded-profiles.ts'
import { PAIR_NOTES } from './pair-notes.ts'

describeRecorded('the default policy judges the recorded pairs', (folder) => {
  const pairs = recordedPairs(folder)
  const judged = ({ baseline, candidate }: RecordedPair): Result =>
    runGate({
      baseline: readSide(join(folder, baseline)),
      candidate: readSide(join(folder, candidate)),
      policy: defaultPolicy(),
      ownPackages: null,
      context: CONTEXT,
    })

  test('as is right for what is known of them', () => {
    const blocks = pairs.map((pair) => {
      const { known = '', because = '' } = PAIR_NOTES[pair.name] ?? {}
      return [`# ${pair.name}: ${known}`, ...lines(judged(pair)), `because ${because}`, ''].join('\n')
    })
    expectGolden('../corpus/pairs.golden.txt', blocks.join('\n'))
  })

  test('all of them, and no others', () => {
    expect(Object.keys(PAIR_NOTES).sort()).toEqual(pairs.map(({ name }) => name).sort())
  })
})

function lines({ outcome, checks, problems, warnings }: Result): readonly string[] {
  return [
    outcome,
    ...checks.map(checkLine),
    ...problems.map(({ level, ...what }) => `  problem (${level}) ${noticeText(what)}`),
    ...warnings.map((what) => `  warning ${noticeText(what)}`),
  ]
}

function checkLine({ rule, outcome, total, unit, reason, causes }: Check): string {
  const percent = total.percent === null ? '' : ` (${total.percent.toFixed(1)} %)`
  const named = causes.filter(({ status }) => status !== 'contributes').map(({ status, name }) => `${status} ${name}`)
  const parts = [
    `${outcome} ${rule}`,
    outcome === 'not-compared' && causes.length === 0
      ? ''
      : `${total.baseline} -> ${total.candidate} ${unit}${percent}`,
    reason === null ? '' : noticeText(reason),
    ...named,
  ]
  return `  ${parts.filter((part) => part !== '').join(', ')}`
}

function noticeText({ code, args }: Notice): string {
  const given = Object.entries(args).filter(([, value]) => value !== null)
  const texts = given.map(([key, value]) => `${key} ${typeof value === 'number' ? Math.round(value) : value}`)
  return [code, ...texts].join(' ')
}
