import { describe, expect, test } from 'vitest'
import { Comparison } from '../../src/diff/comparison.ts'
import { ownCode } from '../../src/diff/own.ts'
import { selectSamples } from '../../src/diff/selection.ts'
import { GROUPING_NAMES, groupingOf } from '../../src/model/grouping.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { encodeProfile } from '../support/encode-profile.ts'
import { plainProfile, textProfile } from '../support/text-profile.ts'
import { diffOf, runOf, selectionOf, topOf, topText } from '../support/text-table.ts'

/** Each line of a text profile, with a tenant before it. */
function tenants(...lines: readonly string[]) {
  const parts = lines.map((line) => /^(\S+): (.*)$/.exec(line) ?? [])
  const plain = plainProfile(`alloc_space/bytes\n${parts.map(([, , stack]) => stack).join('\n')}`)
  const samples = (plain.samples ?? []).map((sample, at) => {
    return { ...sample, labels: [{ key: 'tenant', text: parts[at]?.[1] ?? '' }] }
  })
  return decodeProfile(encodeProfile({ ...plain, samples }))
}

const own = ownCode(['shop/...'])
const TENANTS = tenants(
  'acme: shop.Serve@serve.go:1;shop.Put@put.go:7;lib.Alloc@alloc.go:9 100',
  'acme: shop.Serve@serve.go:1;shop.Get@get.go:8 40',
  'acme: - 1000',
  'bolt: shop.Serve@serve.go:1;shop.Get@get.go:8 500',
  'bolt: lib.Loop@loop.go:3 7',
)

describe('groups of whole samples', () => {
  test('have the whole value of each sample, however it is asked for, also without a stack', () => {
    expect(topText(TENANTS, { of: 'label:tenant' })).toEqual(['1140 1140 1140 acme', '507 507 507 bolt'])
    expect(topText(TENANTS, { of: 'total' })).toEqual(['1647 1647 1647 total'])
    expect(topText(TENANTS, { of: 'label:tenant', focus: [/Get/] })).toEqual(['500 500 500 bolt', '40 40 40 acme'])
  })

  test('have the place of the own code that has most of them', () => {
    const { rows } = topOf([TENANTS], { of: 'label:tenant', own })
    expect(rows.map(({ name, file, line }) => `${name} ${file}:${line}`)).toEqual(['acme null:null', 'bolt get.go:8'])
    const focused = topOf([TENANTS], { of: 'label:tenant', own, focus: [/shop/] })
    expect(focused.rows.map(({ name, file, line }) => `${name} ${file}:${line}`)).toEqual([
      'bolt get.go:8',
      'acme put.go:7',
    ])
  })

  test('of a difference that where most was gained or lost', () => {
    const before = tenants('acme: shop.Put@put.go:7 100', 'acme: shop.Get@get.go:8 500')
    const after = tenants('acme: shop.Put@put.go:7 300', 'acme: shop.Get@get.go:8 510', 'bolt: shop.New@new.go:2 5')
    const { rows } = diffOf([before], [after], { of: 'label:tenant', own })
    expect(rows.map(({ name, own, file, line }) => `${name} ${own.delta} ${file}:${line}`)).toEqual([
      'acme 210 put.go:7',
      'bolt 5 new.go:2',
    ])
  })

  test('are exact beyond 2^53', () => {
    const value = 2n ** 60n + 1n
    expect(topText(textProfile(`samples/count\nf ${value}\ng ${value}`), { of: 'total' })[0]).toBe(
      `${2n * value} ${2n * value} ${2n * value} total`,
    )
  })

  test('are the mean of several runs', () => {
    const runs = [tenants('acme: f 10'), tenants('acme: f 20', 'bolt: f 5')]
    const { rows } = topOf(runs, { of: 'label:tenant' })
    expect(rows.map(({ name, flat }) => `${flat} ${name}`)).toEqual(['15 acme', '2.5 bolt'])
  })

  test('know whether they hold own code: a group without any code does', () => {
    const profile = tenants('own: lib.f;shop.Put 1', 'own: lib.f 1', 'foreign: lib.f 1', 'foreign: - 1', 'bare: - 1')
    const index = new Comparison([], [profile], own).index('label:tenant')
    const names = index.groups.names.filter((_, group) => index.isOwn(group))
    expect(names).toEqual(['own', 'bare'])
  })
})

describe('creators of a comparison', () => {
  test('are the same by canonical name, and shown as the candidate has them', () => {
    const side = (stack: string) => textProfile(`goroutine/count\n${stack} 1`)
    const comparison = new Comparison([side('shop.Start.func1;f')], [side('shop.Start.func2;f')], own)
    expect(comparison.index('creator').groups.names).toEqual(['shop.Start.func2'])
  })
})

describe('names of groups', () => {
  test.each(GROUPING_NAMES)('%s is one', (name) => {
    expect(groupingOf(name)).toBe(name)
  })

  test.each(['', 'label:', 'label: ', 'label: tenant', 'labels:x', 'functions', 'Total'])('%j is none', (name) => {
    expect(groupingOf(name)).toBeNull()
  })
})

test('what a selection keeps of a profile is worked out once', () => {
  const { frames } = runOf(TENANTS)
  const selection = selectionOf({ focus: [/shop/], tagFocus: 'tenant=acme' })
  const mask = selectSamples(frames, selection)
  expect([...(mask ?? [])]).toEqual([1, 1, 0, 0, 0])
  expect(selectSamples(frames, selection)).toBe(mask)
  expect(selectSamples(frames, { ...selection, ignore: [{ matches: () => true }] })).not.toBe(mask)
  expect(selectSamples(runOf(TENANTS).frames, selection)).not.toBe(mask)
})
