import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decodeProfile } from '../support/decode-profile.ts'
import { decodedText } from '../support/decoded-text.ts'
import { describeRecorded } from '../support/go-tool.ts'
import { topText } from '../support/text-table.ts'

const CPU = ['cpu', 'samples/count cpu/nanoseconds']

const frame = (functionName: string, url = '', lineNumber = -1) => ({
  callFrame: { functionName, scriptId: '1', url, lineNumber, columnNumber: 0 },
})

/** main calls load and an unnamed function; 5 is idle. */
const nodes = [
  { id: 1, ...frame('(root)'), hitCount: 0, children: [2, 5, 6] },
  { id: 2, ...frame('main', 'file:///src/a%20b.js', 0), hitCount: 1, children: [3, 4] },
  { id: 3, ...frame('load', 'node:fs', 41), hitCount: 2 },
  { id: 4, ...frame('', 'file:///C:/src/c.js', 4), hitCount: 1, children: [] },
  { id: 5, ...frame('(idle)'), hitCount: 4, children: [] },
  { id: 6, ...frame('(garbage collector)'), hitCount: 1, children: [] },
]

describe('a CPU profile of V8', () => {
  const of = (more: object) => decodedText(JSON.stringify({ nodes, startTime: 1000, endTime: 2000, ...more }))

  test('a sample lasts until the next, the last until the end; idle time is no CPU', () => {
    expect(of({ samples: [2, 3, 5, 4, 6, 3], timeDeltas: [100, 10, 20, 500, 40, 50] })).toEqual([
      ...CPU,
      'main@/src/a b.js:1 1 10000',
      'main@/src/a b.js:1;load@node:fs:42 2 300000',
      'main@/src/a b.js:1;(anonymous)@C:/src/c.js:5 1 40000',
      '(garbage collector) 1 50000',
    ])
  })

  test('samples that V8 wrote late are put in order', () => {
    const inOrder = of({ samples: [2, 3, 6], timeDeltas: [100, 10, 20] })
    expect(of({ samples: [2, 6, 3], timeDeltas: [100, 30, -20] })).toEqual(inOrder)
  })

  test('without samples the hits share the time of the recording', () => {
    expect(of({ endTime: 1900 }).slice(2)).toEqual([
      'main@/src/a b.js:1 1 100000',
      'main@/src/a b.js:1;load@node:fs:42 2 200000',
      'main@/src/a b.js:1;(anonymous)@C:/src/c.js:5 1 100000',
      '(garbage collector) 1 100000',
    ])
  })

  test('the older form has nested nodes, times of samples, and lines from 1', () => {
    const leaf = { functionName: 'load', url: '/src/a.js', lineNumber: 7, id: 3, hitCount: 2, children: [] }
    const main = { functionName: 'main', url: '/src/a.js', lineNumber: 1, id: 2, hitCount: 1, children: [leaf] }
    const head = { functionName: '(root)', url: '', lineNumber: 0, id: 1, hitCount: 0, children: [main] }
    const ends = { startTime: 1, endTime: 2 }
    const samples = { samples: [2, 3, 3], timestamps: [1_000_000, 1_000_100, 1_000_150] }
    expect(decodedText(JSON.stringify({ head, ...ends, ...samples }))).toEqual([
      ...CPU,
      'main@/src/a.js:1 1 100000',
      'main@/src/a.js:1;load@/src/a.js:7 2 999900000',
    ])
    expect(decodedText(JSON.stringify({ typeId: 'CPU', head, ...ends }))).toEqual([
      ...CPU,
      'main@/src/a.js:1 1 333333333',
      'main@/src/a.js:1;load@/src/a.js:7 2 666666667',
    ])
  })

  test.each<readonly [what: string, profile: object, detail: string]>([
    ['a child that does not exist', { nodes: [{ ...nodes[0], children: [9] }] }, 'unknown-node'],
    ['a node with two callers', { nodes: [...nodes, { ...nodes[1], id: 7, children: [3] }] }, 'no-tree'],
    ['nodes in a circle', { nodes: nodes.map((node) => ({ ...node, children: [(node.id % 6) + 1] })) }, 'no-tree'],
    ['a node that is none', { nodes: [...nodes, null] }, 'no-tree'],
    ['children that are no list', { nodes: nodes.map((node) => ({ ...node, children: {} })) }, 'no-tree'],
    [
      'a node that does not say its hits',
      { nodes: nodes.map((node) => ({ ...node, hitCount: node.id === 3 ? undefined : 1 })) },
      'amount',
    ],
    ['hits that are no number', { nodes: nodes.map((node) => ({ ...node, hitCount: '1' })) }, 'amount'],
    ['samples that are no list', { samples: {}, timeDeltas: [] }, 'times'],
    ['an id that is there twice', { nodes: [...nodes, nodes[5]] }, 'no-tree'],
    ['a sample without a node', { samples: [9], timeDeltas: [1] }, 'unknown-node'],
    ['a sample without a time', { samples: [2, 3], timeDeltas: [1] }, 'times'],
    ['a time that is none', { samples: [2, 3], timeDeltas: [1, null] }, 'times'],
    ['hits without a time', { endTime: 1000 }, 'times'],
  ])('%s is refused', (_what, profile, detail) => {
    expect(of(profile)).toEqual([`refused: text-damaged format=cpuprofile detail=${detail}`])
  })

  test('a file that is cut off is refused with its last line', () => {
    const json = JSON.stringify({ nodes, samples: [2], timeDeltas: [1] }, null, 1)
    const cut = json.slice(0, -30)
    const line = cut.split('\n').length
    expect(decodedText(cut)).toEqual([`refused: text-damaged format=cpuprofile line=${line} detail=json`])
  })

  test('a tree whose stacks would be longer than memory is refused', () => {
    const count = 10_000
    const chain = Array.from({ length: count }, (_, at) => ({
      id: at,
      ...frame(at === 0 ? '(root)' : 'f'),
      hitCount: 1,
      children: at + 1 < count ? [at + 1] : [],
    }))
    expect(of({ nodes: chain })).toEqual(['refused: text-damaged format=cpuprofile detail=too-deep'])
  })
})

describe('a heap profile of V8', () => {
  const grow = { ...frame('grow', 'file:///src/a.js', 9), selfSize: 1024, id: 2, children: [] }
  const head = {
    ...frame('(root)'),
    selfSize: 0,
    id: 1,
    children: [grow, { ...frame('(V8 API)'), selfSize: 64, id: 3 }],
  }

  test('has the bytes in use, and the sampled objects where they are listed', () => {
    expect(decodedText(JSON.stringify({ head }))).toEqual([
      'heap',
      'inuse_space/bytes',
      'grow@/src/a.js:10 1024',
      '(V8 API) 64',
    ])
    // The last sample is of a node that V8 has not written.
    const samples = [2, 2, 3, 9].map((nodeId, ordinal) => ({ size: 512, nodeId, ordinal }))
    expect(decodedText(JSON.stringify({ head, samples }))).toEqual([
      'heap',
      'samples/count inuse_space/bytes',
      'grow@/src/a.js:10 2 1024',
      '(V8 API) 1 64',
    ])
  })

  const broken = (more: object) => ({ head: { ...head, children: [grow, { ...grow, id: 3, ...more }] } })

  test.each([
    ['a node without a size', broken({ selfSize: undefined }), 'amount'],
    ['a size that is no number', broken({ selfSize: '1024' }), 'amount'],
    ['a size below 0', broken({ selfSize: -1 }), 'amount'],
    ['a child that is no node', broken({ children: [5] }), 'no-tree'],
    ['children that are no list', broken({ children: {} }), 'no-tree'],
    ['an id that is there twice', broken({ id: 2 }), 'no-tree'],
    ['an id that is no number', broken({ id: 'three' }), 'no-tree'],
    ['samples that are no list', { head, samples: {} }, 'samples'],
    ['a sample of no node', { head, samples: [{ size: 5 }] }, 'samples'],
  ])('with %s it is refused', (_what, profile, detail) => {
    expect(decodedText(JSON.stringify(profile))).toEqual([`refused: text-damaged format=heapprofile detail=${detail}`])
  })

  test('nodes need no ids where no sample refers to them', () => {
    const nameless = JSON.stringify({ head })
      .replaceAll(/"id":\d,?/g, '')
      .replaceAll(',}', '}')
    expect(decodedText(nameless)).toEqual(decodedText(JSON.stringify({ head })))
  })

  test('without a tree it is refused', () => {
    expect(decodedText('{"head": [], "x": {"selfSize": 5}}')).toEqual([
      'refused: text-damaged format=heapprofile detail=no-tree',
    ])
  })
})

describe('what node writes here', () => {
  const program = `
globalThis.kept = []
function grow() { for (let i = 0; i < 20000; i++) kept.push(new Array(100).fill(i)) }
function burn() { for (const end = Date.now() + 200; Date.now() < end; ) Math.sqrt(end) }
grow()
burn()
// V8 forgets where functions are from that nobody can call any more.
globalThis.functions = [grow, burn]
setTimeout(() => {}, 2000)
`
  const folder = mkdtempSync(join(tmpdir(), 'profile-gate-node-'))
  let files: Record<string, Uint8Array> = {}
  try {
    writeFileSync(join(folder, 'program.js'), program)
    const { stderr, status } = spawnSync(process.execPath, ['--cpu-prof', '--heap-prof', 'program.js'], {
      cwd: folder,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(stderr)
    const written = readdirSync(folder).map((name) => [name.replace(/.*\./, ''), readFileSync(join(folder, name))])
    files = Object.fromEntries(written.map(([name, bytes]) => [name, new Uint8Array(bytes as Buffer)]))
  } finally {
    rmSync(folder, { recursive: true })
  }
  const bytesOf = (extension: string) => files[extension] ?? new Uint8Array()

  test('the CPU is that of the function that burns it, and not the time that the program waits', () => {
    const lines = decodedText(bytesOf('cpuprofile'))
    expect(lines.slice(0, 2)).toEqual(CPU)
    const burnt = lines.filter((line) => /;burn@\S*program\.js:4 \d+ \d+$/.test(line))
    const ns = (of: readonly string[]) => of.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
    expect(ns(burnt)).toBeGreaterThan(50e6)
    expect(ns(lines.slice(2))).toBeLessThan(1900e6)
  })

  test('the heap is that of the function that fills it', () => {
    const lines = decodedText(bytesOf('heapprofile'))
    expect(lines.slice(0, 2)).toEqual(['heap', 'samples/count inuse_space/bytes'])
    const grown = lines.filter((line) => /;grow@\S*program\.js:3 \d+ \d+$/.test(line))
    expect(grown.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)).toBeGreaterThan(8e6)
  })
})

describeRecorded('recorded profiles of V8', (folder) => {
  const bytes = (file: string) => new Uint8Array(readFileSync(join(folder, 'v8', file)))

  test('both forms of the same recording have the same samples', () => {
    const [list, nested] = ['chrome65_simple.cpuprofile', 'node10_example-small.cpuprofile'].map((file) =>
      topText(decodeProfile(bytes(file))),
    )
    expect(list).toEqual(nested)
    expect(list).toEqual(['28 28 28 d', '1 29 1 (anonymous)', '0 28 0 a', '0 14 0 b', '0 14 0 c'])
  })

  test('the time of a recording is all its time from the first sample on, less what was idle', () => {
    const file = JSON.parse(new TextDecoder().decode(bytes('chrome65_sucrase.cpuprofile')))
    const idle = new Set(
      file.nodes.flatMap((node: { id: number; callFrame: { functionName: string } }) =>
        node.callFrame.functionName === '(idle)' ? [node.id] : [],
      ),
    )
    const last = file.samples.length - 1
    let atUs = file.startTime
    let idleUs = 0
    for (const [at, delta] of file.timeDeltas.entries()) {
      if (at > 0 && idle.has(file.samples[at - 1])) idleUs += delta
      atUs += delta
    }
    if (idle.has(file.samples[last])) idleUs += file.endTime - atUs
    const lines = decodedText(bytes('chrome65_sucrase.cpuprofile'))
    const ns = lines.slice(2).reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
    expect(ns).toBe((file.endTime - file.startTime - file.timeDeltas[0] - idleUs) * 1000)
  })

  test('the heap is all bytes of the tree', () => {
    const text = new TextDecoder().decode(bytes('chrome69_Heap.heapprofile'))
    const bytesInTree = [...text.matchAll(/"selfSize":(\d+)/g)].reduce((sum, [, size]) => sum + Number(size), 0)
    const lines = decodedText(bytes('chrome69_Heap.heapprofile')).slice(2)
    expect(lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)).toBe(bytesInTree)
  })
})
