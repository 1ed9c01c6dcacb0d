import { expect, test } from 'vitest'
import { PRINTED_FILES, PRINTED_NAMES } from '../diff/function-name-cases.ts'
import { encodeProfile, type PlainFunction } from '../support/encode-profile.ts'
import { describeWithGo, pprofTop } from '../support/go-tool.ts'
import { scratchFiles } from './tables.ts'

describeWithGo('go tool pprof prints names as the tables of our tests say', () => {
  const scratch = scratchFiles()

  /** What pprof prints of each function, which it has one sample of. */
  function printed(of: 'functions' | 'files', functions: readonly Omit<PlainFunction, 'id'>[]): readonly string[] {
    const bytes = encodeProfile({
      sampleTypes: [['samples', 'count']],
      functions: functions.map((each, at) => ({ id: at + 1, ...each })),
      locations: functions.map((_, at) => ({ id: at + 1, lines: [{ function: at + 1 }] })),
      // The value tells whose row it is.
      samples: functions.map((_, at) => ({ locations: [at + 1], values: [10 ** 6 + at] })),
    })
    const answer = pprofTop({ profile: scratch('names', bytes) }, { column: 0, unit: 'minimum', of })
    if (answer.kind !== 'tables') throw new Error(answer.why)
    const names = new Map(answer.tables[0]?.map(({ flat, name }) => [flat, name]))
    return functions.map((_, at) => names.get(10 ** 6 + at) ?? 'none')
  }

  // One at a time, for equal names make one row.
  test.each(PRINTED_NAMES)('the name %j of the symbol %j', (name, systemName, expected) => {
    expect(printed('functions', [{ name, systemName }])).toEqual([expected])
  })

  test.each(PRINTED_FILES)('the file %j', (file, expected) => {
    expect(printed('files', [{ name: 'main.main', file }])).toEqual([expected])
  })
})
