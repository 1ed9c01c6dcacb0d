import {
  type GraphData,
  type GraphProfile,
  type GraphSource,
  OWN_CODE,
  RUNTIME_CODE,
} from '../../src/graph/graph-data.ts'
import { shortName } from '../../src/report/name.ts'

/** Graphs from stacks as people write them down. */

/** Functions from the outermost on, and of every metric the value of the baseline and of the candidate. */
export type StackLine = readonly [frames: readonly string[], ...values: readonly (readonly [number, number])[]]

export interface ProfileText {
  readonly name: string
  readonly kind: GraphProfile['kind']
  readonly title: string
  readonly metrics: readonly {
    readonly name: string
    readonly title: string
    readonly unit: string
    readonly noise?: number
  }[]
  readonly stacks: readonly StackLine[]
}

interface Options {
  readonly flags?: (name: string) => number
  readonly url?: (name: string) => string
  readonly file?: (name: string) => string
  readonly sources?: (frameOf: (name: string) => number) => readonly GraphSource[]
  readonly isOneSided?: boolean
}

export function graphsOf(profiles: readonly ProfileText[], options: Options = {}): GraphData {
  const { flags = usualFlags, url = () => '', file = () => '', sources = () => [], isOneSided = false } = options
  const names: string[] = []
  const strings = ['']
  const known = new Map<string, number>([['', 0]])
  const frames = new Map<string, number>()
  const text = (value: string): number => {
    const at = known.get(value) ?? strings.push(value) - 1
    known.set(value, at)
    return at
  }
  const frameOf = (name: string): number => {
    const at = frames.get(name) ?? names.push(name) - 1
    frames.set(name, at)
    return at
  }
  const built = profiles.map((profile) => profileOf(profile, frameOf, isOneSided))
  return {
    version: 1,
    sides: { baseline: 'Baseline', candidate: 'This PR' },
    profiles: built,
    sources: sources(frameOf),
    frames: {
      name: names.map(text),
      short: names.map((name) => text(shortName(name))),
      file: names.map((name) => text(file(name))),
      line: names.map((_, at) => at + 1),
      url: names.map((name) => text(url(name))),
      flags: names.map(flags),
    },
    strings,
  }
}

function usualFlags(name: string): number {
  if (name.startsWith('runtime.')) return RUNTIME_CODE
  return name.startsWith('main.') || name.includes('acme') ? OWN_CODE : 0
}

interface Node {
  readonly frame: number
  readonly children: Map<number, Node>
  readonly values: [number, number][]
}

function profileOf(text: ProfileText, frameOf: (name: string) => number, isOneSided: boolean): GraphProfile {
  const node = (frame: number): Node => ({ frame, children: new Map(), values: text.metrics.map(() => [0, 0]) })
  const root = node(-1)
  for (const [names, ...values] of text.stacks) {
    let at = root
    for (const name of names) {
      const frame = frameOf(name)
      const child = at.children.get(frame) ?? node(frame)
      at.children.set(frame, child)
      at = child
    }
    for (const [metric, [baseline, candidate]] of values.entries()) {
      const sum = at.values[metric] as [number, number]
      sum[0] += baseline
      sum[1] += candidate
    }
  }
  const parent: number[] = []
  const order: Node[] = []
  // No recursion: stacks may be very deep.
  const open: [Node, number][] = [[root, -1]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [each, above] = next
    const at = order.push(each) - 1
    parent.push(above)
    for (const child of [...each.children.values()].reverse()) open.push([child, at])
  }
  return {
    name: text.name,
    kind: text.kind,
    title: text.title,
    runs: { baseline: isOneSided ? 0 : 1, candidate: 1 },
    parent,
    frame: order.map(({ frame }) => frame),
    metrics: text.metrics.map(({ name, title, unit, noise }, metric) => ({
      name,
      title,
      unit,
      noise: noise ?? null,
      baseline: order.map(({ values }) => values[metric]?.[0] ?? 0),
      candidate: order.map(({ values }) => values[metric]?.[1] ?? 0),
    })),
    foldedNodes: 0,
  }
}
