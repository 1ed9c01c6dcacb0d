import { expect, test } from 'vitest'
import { textProfile } from '../support/text-profile.ts'
import { topOf } from '../support/text-table.ts'
import { SELECTIONS, STACKS } from './selection-cases.ts'

const stacks = textProfile(STACKS)
const patterns = (source: string | null) => (source === null ? [] : [new RegExp(source)])

test.each(SELECTIONS)('%s', (_name, focus, ignore, total) => {
  const { totals } = topOf([stacks], { focus: patterns(focus), ignore: patterns(ignore) })
  expect(totals.total).toBe(total)
  // Percentages are of the whole profile, whatever is in focus.
  expect(totals.absoluteTotal).toBe(1_111_111_111)
})

test('of several patterns any may match', () => {
  expect(topOf([stacks], { focus: [/Put/, /find/] }).totals.total).toBe(111)
  expect(topOf([stacks], { ignore: [/Put/, /find/] }).totals.total).toBe(1_011_111_000)
})

test('rows hold only what is kept', () => {
  const { rows } = topOf([stacks], { focus: [/Get/] })
  expect(rows.map(({ name, flat, cum }) => `${name} ${flat} ${cum}`)).toEqual([
    'shop.find 10 10',
    'main.main 0 10',
    'shop.Get 0 10',
  ])
})
