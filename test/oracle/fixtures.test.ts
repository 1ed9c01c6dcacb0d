import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeWithGo, pprofTop, pprofTops } from '../support/go-tool.ts'
import { expectPprofTables, questions, readProfileFile, scratchFiles, withoutStartLines } from './tables.ts'

const FIXTURES = 'test/fixtures'

/** The profiles that both sides of a fixture have: `folder/name`. */
const pairs = readdirSync(FIXTURES)
  .filter((name) => existsSync(join(FIXTURES, name, 'baseline')))
  .flatMap((name) => readdirSync(join(FIXTURES, name, 'baseline')).map((file) => ({ name, file })))
  .filter(({ name, file }) => file.endsWith('.pb.gz') && existsSync(join(FIXTURES, name, 'candidate', file)))

const sidesOf = ({ name, file }: { readonly name: string; readonly file: string }) => ({
  baseline: join(FIXTURES, name, 'baseline', file),
  profile: join(FIXTURES, name, 'candidate', file),
})

describeWithGo('go tool pprof -diff_base shows what we show, to the last digit', () => {
  const scratch = scratchFiles()

  test.each(pairs)('for $name, $file', (pair) => {
    const { baseline, profile } = sidesOf(pair)
    expectPprofTables({ baseline, profile }, questions(readProfileFile(profile), 'function', 'line'))
    const bare = {
      baseline: scratch('baseline', withoutStartLines(baseline)),
      profile: scratch('candidate', withoutStartLines(profile)),
    }
    expectPprofTables(bare, questions(readProfileFile(profile), 'file'))
  })

  test('the commands that these tests give it do what the plain flags do', () => {
    const [pair] = pairs
    if (pair === undefined) throw new Error('no fixtures')
    for (const of of ['functions', 'lines'] as const) {
      const request = { column: 0, unit: 'minimum', of, focus: 'main', ignore: 'runtime' }
      const answer = pprofTop(sidesOf(pair), request)
      expect(answer.kind).toBe('tables')
      expect(pprofTops(sidesOf(pair), [{ ...request, column: 1, focus: 'x' }, request])).toMatchObject({
        tables: [expect.anything(), answer.kind === 'tables' ? answer.tables[0] : null],
      })
    }
  })
})
