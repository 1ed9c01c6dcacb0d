import { expect, test } from 'vitest'
import { SELECTIONS, STACKS } from '../diff/selection-cases.ts'
import { describeWithGo, pprofTop } from '../support/go-tool.ts'
import { textProfile, textProfileBytes } from '../support/text-profile.ts'
import { ourTop, scratchFiles, theirs } from './tables.ts'

describeWithGo('go tool pprof -focus and -ignore keep what we keep', () => {
  const scratch = scratchFiles()
  const pattern = (source: string | null) => (source === null ? [] : [new RegExp(source)])

  test.each(SELECTIONS)('%s', (_name, focus, ignore) => {
    const request = {
      column: 0,
      unit: 'bytes',
      ...(focus === null ? {} : { focus }),
      ...(ignore === null ? {} : { ignore }),
    }
    const answer = pprofTop({ profile: scratch('stacks', textProfileBytes(STACKS)) }, request)
    if (answer.kind !== 'tables') throw new Error(answer.why)
    const ours = ourTop(textProfile(STACKS), { focus: pattern(focus), ignore: pattern(ignore) })
    expect(ours).toEqual(theirs(answer.tables[0] ?? []))
  })
})
