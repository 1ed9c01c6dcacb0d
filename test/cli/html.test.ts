import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { GraphData } from '../../src/graph/graph-data.ts'
import { runCli } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'profile-gate-html-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SIDES = ['baseline', 'candidate'].map((side) => `test/fixtures/session-cache/${side}`)
const [BEFORE = '', AFTER = ''] = SIDES

/** Runs a command that writes a report, and reads it. */
function written(name: string, args: readonly string[]) {
  const path = join(folder, name)
  const outcome = runCli([...args, '--html', path])
  const html = readFileSync(path, 'utf8')
  const [, json = 'null'] = /<script type="application\/json" id="graphs">(.*?)<\/script>/s.exec(html) ?? []
  return { ...outcome, path, html, graphs: JSON.parse(json) as GraphData | null }
}

const titleOf = (html: string) => /<title>(.*)<\/title>/.exec(html)?.[1]

describe('compare --html', () => {
  it('writes a report, names it, and gives the same verdict and JSON', () => {
    const json = join(folder, 'with.json')
    const { code, out, path, html, graphs } = written('compare.html', ['compare', ...SIDES, '--json', json])
    expect(code).toBe(1)
    expect(out).toContain(`report    ${path}  (open in a browser`)
    expect(titleOf(html)).toBe('Profile gate failed: heap +18.2 MiB (3.4×)')
    expect(graphs?.profiles.map(({ name }) => name)).toContain('heap.pb.gz')
    expect(graphs?.sides).toEqual({ baseline: 'Baseline', candidate: 'Candidate' })
    expect(readFileSync(json, 'utf8')).toBe(runCli(['compare', ...SIDES, '--format', 'json']).out)
  })

  it('writes the same bytes each time', () => {
    const args = ['compare', ...SIDES]
    expect(written('a.html', args).html).toBe(written('b.html', args).html)
  })

  it('names the report in Markdown', () => {
    const { out, path } = written('c.html', ['compare', ...SIDES, '--format', 'markdown'])
    expect(out).toContain(`Flame graph report: \`${path}\``)
  })

  it('says so where the file cannot be written', () => {
    const { code, err } = runCli(['compare', ...SIDES, '--html', join(folder, 'missing/a.html')])
    expect([code, err]).toEqual([2, expect.stringContaining('could not be written')])
  })
})

describe('diff --html and top --html', () => {
  it('show the totals of two profiles, and open with the metric of the table', () => {
    const files = SIDES.map((side) => `${side}/heap.pb.gz`)
    const { code, html, graphs } = written('diff.html', ['diff', ...files, '--metric', 'inuse_objects', '--top', '1'])
    expect(code).toBe(0)
    expect(titleOf(html)).toBe(`Diff of ${BEFORE}/heap.pb.gz and ${AFTER}/heap.pb.gz`)
    expect(html).toContain('7.5 → 25.7 MiB'.replaceAll(' ', '\u00a0'))
    expect(html).toContain('data-metric="inuse_objects"')
    const [profile] = graphs?.profiles ?? []
    expect(profile?.metrics.map(({ name }) => name)).toEqual([
      'inuse_space',
      'inuse_objects',
      'alloc_space',
      'alloc_objects',
    ])
  })

  it('show one profile without a baseline', () => {
    const { code, html, graphs } = written('top.html', ['top', `${AFTER}/cpu.pb.gz`, '--top', '1'])
    expect(code).toBe(0)
    expect(titleOf(html)).toBe(`Profile ${AFTER}/cpu.pb.gz`)
    expect(graphs?.profiles.map(({ runs }) => runs)).toEqual([{ baseline: 0, candidate: 1 }])
  })

  it('look at what --focus selects', () => {
    const total = (more: readonly string[]) => {
      const { graphs } = written('focus.html', ['top', `${AFTER}/heap.pb.gz`, '--top', '1', ...more])
      return graphs?.profiles[0]?.metrics[0]?.candidate.reduce((sum, value) => sum + value, 0) ?? 0
    }
    expect(total(['--focus', 'Store..Get'])).toBeGreaterThan(0)
    expect(total(['--focus', 'Store..Get'])).toBeLessThan(total([]))
  })

  it('say what left samples out', () => {
    const args = ['top', `${AFTER}/heap.pb.gz`, '--focus', 'Store..Get', '--ignore', 'a<b']
    const metaOf = (html: string) => /<p class="meta">(.*)<\/p>/.exec(html)?.[1]
    expect(metaOf(written('chosen.html', args).html)).toMatch(
      /^only with <code>--focus=Store\.\.Get<\/code> <code>--ignore=a&#60;b<\/code> · profile-gate /,
    )
    expect(metaOf(written('all.html', args.slice(0, 2)).html)).toMatch(/^profile-gate /)
  })
})
