import { describe, expect, it } from 'vitest'
import { PLAIN_GROUPINGS } from '../../src/model/grouping.ts'
import { PROFILE_KINDS } from '../../src/model/kind.ts'
import { groupFitsKind, groupText, readGroup } from '../../src/policy/group.ts'

describe('groups', () => {
  it.each([...PLAIN_GROUPINGS, 'label:tenant', 'label:a:b'])('are read from the text that they print: %s', (text) => {
    const group = readGroup(text)
    expect(group).not.toBeNull()
    expect(group === null ? null : groupText(group)).toBe(text)
  })

  it.each(['', 'Total', 'label', 'label:', 'label: ', 'label: tenant', 'functions', 'toString'])(
    'are none: %j',
    (text) => {
      expect(readGroup(text)).toBeNull()
    },
  )

  it.each([
    ['total', PROFILE_KINDS],
    ['benchmark', ['benchmark']],
    ['creator', ['goroutine', 'goroutineleak']],
    ['state', ['goroutine', 'goroutineleak']],
    ['function', PROFILE_KINDS.filter((kind) => kind !== 'benchmark' && kind !== 'metrics')],
    ['line', PROFILE_KINDS.filter((kind) => kind !== 'benchmark' && kind !== 'metrics')],
    ['label:x', PROFILE_KINDS.filter((kind) => kind !== 'benchmark')],
  ])('%s exist in %j', (text, kinds) => {
    const group = readGroup(text)
    expect(PROFILE_KINDS.filter((kind) => group !== null && groupFitsKind(group, kind))).toEqual(kinds)
  })
})
