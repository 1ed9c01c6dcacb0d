import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repository, runCli } from '../cli/run.ts'
import { pprofTool } from '../support/go-tool.ts'
import { read } from './documents.ts'

/** The table of docs/coming-from.md: `go tool pprof …` and what is said to do the same. */
const rows = [
  ...read('docs/coming-from.md').text.matchAll(/^\| `go tool pprof (.+)` \| `profile-gate (.+)` \|$/gm),
].map(([, theirs = '', ours = '']) => ({ theirs, ours }))

const PROFILES: Readonly<Record<string, string>> = {
  'before.pb.gz': join(repository, 'test/fixtures/session-cache/baseline/heap.pb.gz'),
  'heap.pb.gz': join(repository, 'test/fixtures/session-cache/candidate/heap.pb.gz'),
}

const words = (line: string) => line.split(' ').map((word) => PROFILES[word] ?? word)

/** Name and percents of flat and cum of the first rows below the line of headings; units differ with the rows printed, and pprof prints percents of a difference without a sign. */
function firstRows(printed: string): readonly string[] {
  const lines = printed.trimEnd().split('\n')
  const start = lines.findIndex((line) => /^\s+flat\s+flat%/.test(line))
  return lines.slice(start + 1, start + 6).map((line) => {
    const [, flat, , , cum, ...rest] = line.trim().split(/\s+/)
    // A difference has both sides before the name.
    const name = rest.find((word) => /[./]/.test(word) && !/^\d/.test(word))
    return `${[flat, cum].map((percent) => percent?.replace(/[+-]/, '')).join(' ')} ${name}`
  })
}

function title(name: string): string {
  return pprofTool === null ? `${name} (skipped: there is no Go here)` : name
}

describe.skipIf(pprofTool === null)(title('what stands beside a command of pprof does the same'), () => {
  it.each(rows)('$theirs', ({ theirs, ours }) => {
    const expected = execFileSync('go', ['tool', 'pprof', ...words(theirs)], { encoding: 'utf8', stdio: 'pipe' })
    const { out, code } = runCli(words(ours))
    expect(code).toBe(0)
    expect(firstRows(out)).toEqual(firstRows(expected))
    expect(firstRows(expected).join()).toMatch(/%.*[a-z]/)
  })

  it('is a table of many', () => {
    expect(rows.length).toBeGreaterThan(7)
  })
})
