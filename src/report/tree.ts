import type { Check, TreeNode } from '../result/result.ts'
import { left, right, widthOf } from './columns.ts'
import { clean, clip } from './escape.ts'
import { groupName } from './group.ts'
import { metricWords } from './metric.ts'
import type { ShortNames } from './name.ts'
import { compareText } from './order.ts'
import { type Pen, PLAIN } from './pen.ts'
import { delta } from './quantity.ts'
import { listedCauses } from './start.ts'

/** The growth of a check by call path, as text: bars, amounts, functions. For a `diff` fence, where `!` lines stand out. */

const MOST_LINES = 14
const BAR_COLUMNS = 10
const NAME_CODE_POINTS = 52

/** A pass-through frame keeps at least this part of its growth in one child. */
const PASSES_ON = 0.99

interface Branch {
  readonly node: TreeNode
  readonly isCause: boolean
  readonly growth: number
  readonly children: readonly Branch[]
}

interface Line {
  readonly mark: '!' | ' '
  readonly growth: number
  readonly amount: string
  readonly text: string
  readonly place: string
}

/** At most 14 lines; those with the most growth, and the last line says how many more there are. */
export function treeLines(check: Check, names: ShortNames, pen: Pen): readonly string[] {
  if (check.tree === null || Number(check.tree.delta) <= 0) return []
  const causes = new Set(
    listedCauses(check)
      .filter(blamed)
      .map(({ name }) => name),
  )
  const whole = branchOf(check.tree, causes)
  const count = countOf(whole)
  const root = count > MOST_LINES ? { ...whole, children: whole.children.map(skipPassages) } : whole
  const kept = largest(root, count > MOST_LINES ? MOST_LINES - 1 : MOST_LINES)
  const title = metricWords(check, PLAIN).title.toLowerCase()
  const lines = linesOf(
    root,
    kept,
    (node) => (node === check.tree ? clip(clean(title)) : nameOf(node, names)),
    check,
    pen,
  )
  const [textWidth, amountWidth] = [
    widthOf(lines.flatMap(({ text, place }) => (place === '' ? [] : [text]))),
    widthOf(lines.map(({ amount }) => amount)),
  ]
  const written = lines.map(({ mark, growth, amount, text, place }) =>
    `${mark} ${barOf(growth / root.growth)} ${right(amount, amountWidth)}  ${left(text, textWidth)}  ${place}`.trimEnd(),
  )
  const more = count - lines.length
  return more > 0
    ? [...written, `# … ${more} more ${more === 1 ? 'frame' : 'frames'} with less of the growth`]
    : written
}

function blamed({ status }: Check['causes'][number]): boolean {
  return status !== 'accepted' && status !== 'moved'
}

function nameOf(node: TreeNode, names: ShortNames): string {
  return clip(groupName(node.name, 'function', names), NAME_CODE_POINTS)
}

/** Only what grew; what shrank elsewhere is no part of this picture. */
function branchOf(node: TreeNode, causes: ReadonlySet<string>): Branch {
  const growing = node.children.filter((child) => Number(child.delta) > 0)
  growing.sort((a, b) => Number(b.delta) - Number(a.delta) || compareText(a.name, b.name))
  const children = growing.map((child) => branchOf(child, causes))
  return { node, isCause: causes.has(node.name), growth: Number(node.delta), children }
}

function countOf(branch: Branch): number {
  return branch.children.reduce((sum, child) => sum + countOf(child), 1)
}

/** Leaves out frames that only hand their growth on, unless they are causes or changed. */
function skipPassages(branch: Branch): Branch {
  const [only] = branch.children
  const passes = branch.children.length === 1 && only !== undefined && only.growth >= PASSES_ON * branch.growth
  if (passes && !branch.isCause && !branch.node.changed) return skipPassages(only)
  return { ...branch, children: branch.children.map(skipPassages) }
}

/** The branches with the most growth, each with all above it. */
function largest(root: Branch, limit: number): ReadonlySet<Branch> {
  const kept = new Set([root])
  const reachable = [...root.children]
  while (kept.size < limit && reachable.length > 0) {
    let best = 0
    for (const [at, branch] of reachable.entries()) if (branch.growth > (reachable[best] as Branch).growth) best = at
    const [branch] = reachable.splice(best, 1)
    if (branch === undefined) break
    kept.add(branch)
    reachable.push(...branch.children)
  }
  return kept
}

function linesOf(
  root: Branch,
  kept: ReadonlySet<Branch>,
  label: (node: TreeNode) => string,
  check: Check,
  pen: Pen,
): readonly Line[] {
  const lines: Line[] = []
  const visit = (branch: Branch, indent: string, joint: string) => {
    const { node } = branch
    const place =
      node.file === null || branch === root
        ? ''
        : `${clean(node.file.split('/').at(-1) ?? '')}${node.line === null ? '' : `:${node.line}`}`
    lines.push({
      mark: branch.isCause ? '!' : ' ',
      growth: branch.growth,
      amount: delta(node.delta, check, { ...pen, space: ' ' }),
      text: indent + joint + label(node),
      place: place + (node.changed ? ' ✏' : ''),
    })
    const children = branch.children.filter((child) => kept.has(child))
    const below = branch === root ? '' : indent + (joint === '├ ' ? '│ ' : '  ')
    for (const [at, child] of children.entries()) visit(child, below, at === children.length - 1 ? '└ ' : '├ ')
  }
  visit(root, '', '')
  return lines
}

/** Half a block is the finest step: finer ones come from other fonts and break the columns. */
function barOf(part: number): string {
  const halves = Math.round(Math.min(1, Math.max(0, part)) * BAR_COLUMNS * 2)
  return ('█'.repeat(halves >> 1) + (halves & 1 ? '▌' : '')).padEnd(BAR_COLUMNS)
}
