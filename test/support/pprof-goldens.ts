import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A report that pprof's own tests expect, and the question that it answers. */
export interface PprofGolden {
  /** Its name and, where that is given twice, its options. */
  readonly title: string
  readonly input: string
  readonly report: string
  /** By name without the dash; those without a value are `true`. */
  readonly flags: ReadonlyMap<string, string>
  readonly text: string
}

const REPORTS = ['text', 'tree', 'dot', 'callgrind', 'peek', 'comments', 'tags', 'traces']

export function pprofGoldens(folder: string): readonly PprofGolden[] {
  const [, ...rows] = readFileSync(join(folder, 'goldens.tsv'), 'utf8').trimEnd().split('\n')
  return rows.map((row) => {
    const [name = '', input = '', options = ''] = row.split('\t')
    const flags = new Map(options.split(/ +/).map(flag))
    const report = REPORTS.find((known) => flags.has(known))
    if (report === undefined) throw new Error(`no report in ${options}`)
    // We decode no addresses: what stands at each of them is told apart by its numbers.
    const text = readFileSync(join(folder, name), 'utf8').replace(/\b[0-9a-f]{16} /g, '')
    return { title: `${name} (${options})`, input: join(folder, input), report, flags, text }
  })
}

function flag(quoted: string): readonly [string, string] {
  const [, name = '', value = 'true'] = /^-([^=]+)(?:=(.*))?$/s.exec(quoted.replace(/^'(.*)'$/, '$1')) ?? []
  return [name, value]
}

/** What stands between the rulers of a report. */
function blocksOf(text: string): readonly string[] {
  return text.split(/^-+\+-+\n/m).slice(1)
}

/** The numbers of a report, one line for each node or edge, without layout. */
export interface ReportNumbers {
  /** What is shown, what of it is in the nodes, and how many nodes are too small to be shown. */
  readonly head: string
  readonly nodes: readonly string[]
  readonly edges: readonly string[]
}

/** pprof's `…, 100% of 1.12s total` and `Dropped 3 nodes`. */
function headOf(text: string): string {
  const [, shown, percent, total] = /Showing nodes accounting for (\S+), (\S+) of (\S+) total/.exec(text) ?? []
  const [, dropped = '0'] = /Dropped (\d+) nodes? /.exec(text) ?? []
  return `${shown} ${percent} of ${total}, ${dropped} dropped`
}

const TEXT_ROW = /^ *(\S+) +(\S+%) +(\S+%) +(\S+) +(\S+%) {2}(.*?)(?: \((?:partial-)?inline\))?$/

/** `flat flat% sum% cum cum% name`. */
export function textNumbers(text: string): ReportNumbers {
  const rows = text.trimEnd().split('\n')
  const from = rows.findIndex((row) => /^ +flat +flat%/.test(row)) + 1
  const nodes = rows.slice(from).map((row) => (TEXT_ROW.exec(row) ?? [row]).slice(1).join(' '))
  return { head: headOf(text), nodes, edges: [] }
}

const TREE_NODE = /^ *(\S+) +(\S+%) +(\S+%) +(\S+) +(\S+%) +\| (\S.*)$/
const TREE_EDGE = /^ {20,}(\S+) +(\S+%) \| {3}(.*?)(?: \(inline\))?$/

/** Nodes as above; `weight percent of NAME from NAME` for what calls a node, `… to NAME` for what it calls. */
export function treeNumbers(text: string): ReportNumbers {
  const nodes: string[] = []
  const edges: string[] = []
  for (const block of blocksOf(text)) {
    const rows = block.split('\n').filter((row) => row !== '')
    const at = rows.findIndex((row) => TREE_NODE.test(row))
    if (at === -1) continue
    const node = (TREE_NODE.exec(rows[at] ?? '') ?? []).slice(1)
    nodes.push(node.join(' '))
    for (const [number, row] of rows.entries()) {
      if (number === at) continue
      const [, weight, percent, other] = TREE_EDGE.exec(row) ?? []
      edges.push(`${weight} ${percent} of ${node.at(-1)} ${number < at ? 'from' : 'to'} ${other}`)
    }
  }
  return { head: headOf(text), nodes, edges: edges.toSorted() }
}

const DOT_NODE = /^N\d+ \[label="(.*?)" id=.* tooltip="(.*) \((\S+)\)" color=/
/** The last lines of a box: `62.50MB (63.37%)`, and `of 63.48MB (64.36%)` if that is more. */
const DOT_VALUES = /\\n([^ \\]+)(?: \(([^ ]+%)\))?(?:(?: |\\n)of [^ ]+ \(([^ ]+%)\))?$/
const DOT_EDGE = /^N\d+ -> N\d+ \[.* tooltip="(.*) (->|\.\.\.) (.*) \((\S+)\)" labeltooltip=/

/** `flat flat% cum cum% name`; boxes of labels are left out. */
export function dotNumbers(text: string): ReportNumbers {
  const rows = text.split('\n')
  const nodes = rows.flatMap((row) => {
    const [, label = '', name, cum] = DOT_NODE.exec(row) ?? []
    if (name === undefined) return []
    const [, flat, percent = '0%', cumPercent = percent] = DOT_VALUES.exec(label) ?? []
    return [`${flat} ${percent} ${cum} ${cumPercent} ${name}`]
  })
  const edges = rows.flatMap((row) => {
    const [, from, , to, weight] = DOT_EDGE.exec(row) ?? []
    return from === undefined ? [] : [`${weight} from ${from} to ${to}`]
  })
  return { head: headOf(text), nodes: nodes.toSorted(), edges: edges.toSorted() }
}

/** `cost name file:line` of each node, `cost from … to …` of each call. Names are told once, and then by their number. */
export function callgrindNumbers(text: string): Omit<ReportNumbers, 'head'> {
  const names = new Map<string, string>()
  const named = (kind: string, [, number = '', name = '']: RegExpExecArray | readonly string[]) => {
    if (name !== '') names.set(`${kind}${number}`, name.replace(/ \[\d+\/\d+\]$/, ''))
    return names.get(`${kind}${number}`) ?? ''
  }
  let [file, name, line, callee, calleeFile] = ['', '', '', '', '']
  let isCall = false
  const nodes: string[] = []
  const edges: string[] = []
  for (const row of text.split('\n')) {
    const [, key = '', value = ''] = /^(\w+)=(.*)$/.exec(row) ?? []
    const entry = /^\((\d+)\)(?: (.*))?$/.exec(value) ?? []
    if (key === 'fl') file = named('file', entry)
    else if (key === 'fn') name = named('name', entry)
    else if (key === 'cfl') calleeFile = named('file', entry)
    else if (key === 'cfn') callee = named('name', entry)
    else if (key === 'calls') {
      callee = `${callee} ${calleeFile}:${value.split(' ')[2]}`
      isCall = true
    } else if (/^(0x|[+*-])/.test(row)) {
      const [, ownLine = '', cost] = row.split(' ')
      if (ownLine !== '*') line = ownLine
      if (isCall) edges.push(`${cost} from ${name} ${file}:${line} to ${callee}`)
      else nodes.push(`${cost} ${name} ${file}:${line}`)
      isCall = false
    }
  }
  return { nodes: nodes.toSorted(), edges: edges.toSorted() }
}

/** The stacks of a report, each with its labels and its value; a line for each, without the spaces between columns. */
export function traceLines(text: string): readonly (readonly string[])[] {
  return blocksOf(text)
    .filter((block) => block !== '')
    .map((block) => compactLines(block))
}

/** Lines without the spaces that align them. */
export function compactLines(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().replace(/ +/g, ' ').replaceAll('( ', '('))
}
