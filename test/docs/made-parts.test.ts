import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repository } from '../cli/run.ts'
import { read } from './documents.ts'
import { MESSAGES } from './messages.ts'
import { REFERENCE } from './policy-reference.ts'
import { FIGURES } from './truth-figures.ts'

/** Pages with parts that follow from something else, by the names of these parts. */
const PAGES = [
  { path: 'docs/policy.md', parts: REFERENCE, from: 'what the schema says' },
  { path: 'docs/troubleshooting.md', parts: MESSAGES, from: 'what the program says' },
  { path: 'docs/deciding.md', parts: FIGURES, from: 'what bench/TRUTH.md has' },
]

/** What stands between `<!-- made: NAME -->` and `<!-- end -->`. */
const PLACE = /<!-- made: ([a-z-]+) -->\n(?:[\s\S]*?\n)??<!-- end -->/g

describe.each(PAGES)('$path', ({ path, parts, from }) => {
  const { text } = read(path)

  it(`is ${from} (npm run golden rewrites it)`, () => {
    const written = text.replace(PLACE, (_, name: string) => `<!-- made: ${name} -->\n${parts[name]}\n<!-- end -->`)
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(join(repository, path), written)
    else expect(text).toBe(written)
  })

  it('has a place for every such part', () => {
    expect([...text.matchAll(PLACE)].map(([, name]) => name).sort()).toEqual(Object.keys(parts).sort())
  })
})
