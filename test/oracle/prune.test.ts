import { expect, test } from 'vitest'
import { PRUNINGS } from '../diff/prune-cases.ts'
import { describeWithGo, pprofTop } from '../support/go-tool.ts'
import { textProfileBytes } from '../support/text-profile.ts'
import { scratchFiles, theirs } from './tables.ts'

describeWithGo('go tool pprof drops the frames that we drop', () => {
  const scratch = scratchFiles()

  test.each(PRUNINGS)('%s', (_name, stacks, dropFrames, keepFrames, rows) => {
    const bytes = textProfileBytes(`samples/count\n${stacks}`, { dropFrames, keepFrames })
    const answer = pprofTop({ profile: scratch('profile', bytes) }, { column: 0, unit: 'minimum' })
    expect(answer.kind === 'tables' ? theirs(answer.tables[0] ?? []) : answer).toEqual(rows)
  })
})
