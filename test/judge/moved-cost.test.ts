import { describe, expect, test } from 'vitest'
import { Stacks } from '../../src/diff/stacks.ts'
import type { ItemClasses } from '../../src/judge/event-table.ts'
import { hasMoved, MovedCost } from '../../src/judge/moved-cost.ts'

/** `stack size baseline candidate`, a line for each class; a stack from the root, `main>load>leaf`. Blamed on leaves. */
function movedFrom(grown: string, text: string, { isBySize = true } = {}): string {
  const names: string[] = []
  const numberOf = (name: string) => (names.includes(name) ? names.indexOf(name) : names.push(name) - 1)
  const stacks = new Stacks()
  const rows = text
    .trim()
    .split('\n')
    .map((line) => {
      const [stack = '', size, baseline, candidate] = line.trim().split(/\s+/)
      const functions = stack.split('>').map(numberOf)
      const node = functions.reduce((parent, name) => stacks.child(parent, name), 0)
      return { node, leaf: functions.at(-1), size: Number(size), before: Number(baseline), after: Number(candidate) }
    })
  const classesOf = (ids: readonly number[]): ItemClasses => {
    const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(ids, (id) => of(rows[id]!))
    return {
      baseline: [column(({ before }) => before)],
      candidate: [column(({ after }) => after)],
      weight: column(({ size }) => size),
      chance: column(() => 0.5),
      ids: Int32Array.from(ids),
    }
  }
  const all = rows.map((_, id) => id)
  const groups = names.map((name, key) => {
    return { key, name, classes: classesOf(all.filter((id) => rows[id]!.leaf === key)) }
  })
  const cost = new MovedCost({
    stacks,
    nodeOf: rows.map(({ node }) => node),
    groups,
    whole: classesOf(all),
    sizeOf: isBySize ? ({ weight }, row) => weight[row]! : null,
    exposure: { baseline: 1, candidate: 1 },
    dispersion: 1,
  })
  const domain = cost.domainOf(groups[names.indexOf(grown)]!, names.indexOf(grown))
  if (domain === null) return 'nobody'
  const sum = (columns: readonly Float64Array[]) =>
    columns[0]!.reduce((whole, count, row) => whole + count * domain.classes.weight[row]!, 0)
  const left = sum(domain.classes.candidate) - sum(domain.classes.baseline)
  return `${domain.donors.join(' ')}: gained ${domain.gained}, left ${left} of ${domain.donorsBaseline}`
}

describe('cost has moved', () => {
  test('from a function that has another name now', () => {
    expect(movedFrom('new', 'main>old 8 100 0\nmain>new 8 0 100')).toBe('old: gained 800, left 0 of 800')
  })

  test('from several that were put together, those that lost most first', () => {
    expect(movedFrom('new', 'main>a 8 20 0\nmain>b 8 80 0\nmain>new 8 0 100')).toBe('b a: gained 800, left 0 of 800')
  })

  test('not from those that lost a little beside them', () => {
    expect(movedFrom('new', 'main>a 8 4 0\nmain>b 8 96 0\nmain>new 8 0 100')).toBe('b: gained 800, left 0 of 800')
  })

  test('under the nearest caller whose functions lost enough, whatever shrinks elsewhere', () => {
    const stacks = 'main>load>old 8 60 0\nmain>load>new 8 0 100\nmain>other 8 90 10'
    expect(movedFrom('new', stacks)).toBe('old: gained 800, left 320 of 480')
  })

  test('through the whole program, where no caller has all of it', () => {
    expect(movedFrom('new', 'a>old 8 100 0\nb>new 8 0 50\nc>new 8 0 50')).toBe('old: gained 800, left 0 of 800')
  })

  test('in objects of the same size only', () => {
    expect(movedFrom('new', 'main>old 16 50 0\nmain>new 8 0 100')).toBe('nobody')
    expect(movedFrom('new', 'main>old 16 50 0\nmain>new 8 0 100', { isBySize: false })).toBe(
      'old: gained 800, left 0 of 800',
    )
  })

  test('in the sizes that make up most of the growth, beside which others say nothing', () => {
    const stacks = 'main>old 8 100 0\nmain>new 8 0 100\nmain>new 4 0 10\nmain>other 4 50 0'
    expect(movedFrom('new', stacks)).toBe('old: gained 800, left 0 of 800')
  })

  test('not from those that lost no more than chance takes', () => {
    const grown = 'main>new 8 0 4'
    expect(movedFrom('new', `${grown}\nmain>a 8 2 0\nmain>b 8 2 0`)).toBe('nobody')
    expect(movedFrom('new', `${grown}\nmain>a 8 4 0`)).toBe('a: gained 32, left 0 of 32')
  })

  test('not from those that lost less than half of what was gained, nor into what did not grow', () => {
    expect(movedFrom('new', 'main>old 8 49 0\nmain>new 8 0 100')).toBe('nobody')
    expect(movedFrom('old', 'main>old 8 49 0\nmain>new 8 0 100')).toBe('nobody')
  })
})

describe('what is left', () => {
  test.each([
    [0, 0, true],
    [49, 0, true],
    [50, 0, false],
    [0, 900, true],
    [0, 930, false],
    [-20, 1850, false],
  ])('of 100, %d with a variance of %d: moved is %s', (growth, variance, expected) => {
    expect(hasMoved({ growth, variance }, 100)).toBe(expected)
  })
})
