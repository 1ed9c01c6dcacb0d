import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * The import rules, as a table: what each folder of src may import from the others, and which packages.
 * `load` and `decode` may name the types of `result` and `policy`, for both describe what they hand over.
 */
const FOLDERS: Readonly<Record<string, { readonly folders: readonly string[]; readonly packages: readonly string[] }>> =
  {
    model: { folders: [], packages: [] },
    result: { folders: ['model'], packages: ['zod'] },
    policy: { folders: ['model'], packages: ['zod', 'yaml', 're2js'] },
    load: { folders: ['model', 'result', 'policy'], packages: ['node:fs', 'node:path', 'node:buffer', 'node:zlib'] },
    decode: { folders: ['model', 'load', 'result'], packages: ['pako', 'protobufjs/minimal.js'] },
    diff: { folders: ['model'], packages: [] },
    advice: { folders: ['model'], packages: [] },
    judge: { folders: ['model', 'advice', 'load', 'decode', 'diff', 'policy', 'result'], packages: [] },
    graph: { folders: ['model', 'diff', 'judge'], packages: [] },
    report: { folders: ['model', 'advice', 'decode', 'diff', 'graph', 'result'], packages: [] },
    page: { folders: ['model', 'graph', 'report'], packages: [] },
    reach: { folders: ['model', 'diff', 'result'], packages: [] },
    capture: {
      folders: ['model', 'load', 'decode', 'report'],
      packages: ['node:http', 'node:https', 'node:fs', 'node:path', 'node:os', 'node:child_process', 'node:crypto'],
    },
    init: { folders: ['load', 'policy', 'report'], packages: ['node:fs', 'node:path'] },
    cli: {
      folders: [
        ...['model', 'load', 'decode', 'diff', 'policy', 'result', 'report', 'capture', 'init'],
        ...['gate.ts', 'explain.ts'],
      ],
      packages: ['node:fs', 'node:path', 'node:util', 'node:zlib'],
    },
    github: {
      folders: ['model', 'load', 'policy', 'result', 'report', 'reach', 'capture', 'gate.ts'],
      packages: [
        'zod',
        '@actions/github/lib/utils',
        '@actions/artifact',
        'node:fs',
        'node:path',
        'node:os',
        'node:child_process',
        'node:crypto',
        'node:zlib',
      ],
    },
    'gate.ts': { folders: ['model', 'load', 'decode', 'diff', 'judge', 'policy', 'result'], packages: [] },
    'explain.ts': { folders: ['judge', 'result', 'gate.ts'], packages: [] },
    'main.ts': { folders: ['github'], packages: ['@actions/core', 'node:fs'] },
    'cli.ts': { folders: ['cli'], packages: [] },
  }

/** Files of load that touch no file system; the rest of the engine never does. */
const ENGINE = [
  'model',
  'result',
  'policy',
  'decode',
  'diff',
  'advice',
  'judge',
  'graph',
  'report',
  'reach',
  'gate.ts',
  'explain.ts',
]

interface Import {
  readonly from: string
  readonly specifier: string
}

const source = resolve('src')

function files(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? files(path) : entry.name.endsWith('.ts') ? [path] : []
  })
}

const all = files(source)

function importsOf(path: string): readonly Import[] {
  const text = readFileSync(path, 'utf8')
  const found = text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g)
  return [...found].map((match) => ({ from: path, specifier: match[1] ?? match[2] ?? '' }))
}

/** The part of the product that a file belongs to: its first folder, or its name at the top. */
function partOf(path: string): string {
  return relative(source, path).split('/')[0] ?? ''
}

describe('the import rules', () => {
  it('know every part of src', () => {
    expect([...new Set(all.map(partOf))].sort()).toEqual(Object.keys(FOLDERS).sort())
  })

  it.each(Object.entries(FOLDERS))('%s imports only what stands in its line', (part, allowed) => {
    const foreign = all
      .filter((path) => partOf(path) === part)
      .flatMap(importsOf)
      .filter(({ from, specifier }) => {
        if (!specifier.startsWith('.')) return !allowed.packages.includes(specifier)
        const target = partOf(resolve(dirname(from), specifier))
        return target !== part && !allowed.folders.includes(target)
      })
      .map(({ from, specifier }) => `${relative(source, from)} imports ${specifier}`)
    expect(foreign).toEqual([])
  })

  it('have no cycles', () => {
    const edges = new Map(
      all.map((path) => [
        path,
        importsOf(path)
          .filter(({ specifier }) => specifier.startsWith('.') && specifier.endsWith('.ts'))
          .map(({ specifier }) => resolve(dirname(path), specifier)),
      ]),
    )
    const state = new Map<string, 'open' | 'done'>()
    const cycles: string[] = []
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done') return
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].map((each) => relative(source, each)).join(' -> '))
        return
      }
      state.set(path, 'open')
      for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
      state.set(path, 'done')
    }
    for (const path of all) visit(path, [])
    expect(cycles).toEqual([])
  })
})

describe('the engine', () => {
  const engine = all.filter((path) => ENGINE.includes(partOf(path)))

  it.each([
    ['process', /\bprocess\./],
    ['the console', /\bconsole\./],
    ['a clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\./],
    ['chance', /\bMath\.random\b/],
    ['timers', /\bset(Timeout|Interval)\b/],
  ])('does not use %s', (_what, pattern) => {
    const users = engine
      .filter((path) => pattern.test(readFileSync(path, 'utf8')))
      .map((path) => relative(source, path))
    expect(users).toEqual([])
  })

  it('has no default exports and no files named utils', () => {
    const exporting = all.filter(
      (path) => /^export default/m.test(readFileSync(path, 'utf8')) && !path.endsWith('.d.ts'),
    )
    expect(exporting).toEqual([])
    expect(all.filter((path) => /utils?\.ts$|helpers?\.ts$/.test(path))).toEqual([])
  })
})
