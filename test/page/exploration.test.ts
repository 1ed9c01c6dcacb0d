import { describe, expect, test } from 'vitest'
import type { Address } from '../../src/page/address.ts'
import { NO_FRAME, NO_NODE } from '../../src/page/call-tree.ts'
import { Exploration } from '../../src/page/exploration.ts'
import { foldedText, foundText, spokenText } from '../../src/page/explorer-words.ts'
import { PUT, RULES, SHOP_PROFILES, SNAPSHOT, shopGraphs } from './shop.ts'

const DEFAULTS: Address = {
  profile: 'services/api/heap.pb.gz',
  metric: 'inuse_space',
  view: 'flame',
  width: 'growth',
  function: '',
  search: '',
  own: false,
}

function exploration(change: Partial<Address> = {}): Exploration {
  const made = new Exploration(shopGraphs(), DEFAULTS)
  made.visit({ ...DEFAULTS, ...change })
  return made
}

function name({ functions, state }: Exploration): string | undefined {
  return functions[state.frame]?.name
}

describe('a link', () => {
  test('selects the box of its function that changed most', () => {
    const made = exploration({ function: PUT })
    expect(name(made)).toBe(PUT)
    expect(made.state.tree.total.candidate[made.state.node]).toBeCloseTo(19.5 * 2 ** 20)
  })

  test('shows the side that has its function', () => {
    expect(exploration({ function: RULES }).state.address.width).toBe('baseline')
    expect(exploration({ function: SNAPSHOT }).state.address.width).toBe('growth')
    expect(exploration({ function: SNAPSHOT, width: 'shrink' }).state.address.width).toBe('candidate')
  })

  test('to code of others shows that', () => {
    const made = exploration({ function: 'encoding/json.Unmarshal', own: true })
    expect([name(made), made.state.address.own]).toEqual(['encoding/json.Unmarshal', false])
  })

  test('to a function that no stack has says so and selects nothing', () => {
    const { state } = exploration({ function: 'main.gone', view: 'function' })
    expect([state.frame, state.node, state.address.function, state.address.view]).toEqual([
      NO_FRAME,
      NO_NODE,
      '',
      'functions',
    ])
    expect(foundText(state)).toBe('The function is not in this profile. ')
  })

  test('with names that are not known opens the first', () => {
    const { state } = exploration({ profile: 'gone.pb.gz', metric: '__proto__' })
    expect([state.address.profile, state.address.metric]).toEqual(['services/api/heap.pb.gz', 'inuse_space'])
  })
})

describe('a switch', () => {
  test('keeps the function where the other tree has it', () => {
    const made = exploration({ function: PUT })
    made.change({ profile: 'services/api/cpu.pb.gz', metric: '' })
    expect([name(made), made.state.address.metric]).toEqual([PUT, 'cpu'])
    made.change({ profile: SHOP_PROFILES[0]?.name ?? '', metric: 'inuse_objects', own: true })
    expect(name(made)).toBe(PUT)
  })

  test('to own code lets a function of others go, and says why', () => {
    const made = exploration({ function: 'encoding/json.Unmarshal', width: 'candidate' })
    made.change({ own: true })
    expect([made.state.frame, foundText(made.state)]).toEqual([
      NO_FRAME,
      'The function is not code of this repository. ',
    ])
  })

  test('computes nothing again that stays as it is', () => {
    const made = exploration({ function: PUT, search: 'put' })
    const before = made.state
    made.change({ view: 'functions' })
    expect(made.state.layout).toBe(before.layout)
    expect(made.state.found).toBe(before.found)
    expect(made.state.subject).toBe(before.subject)
    made.change({ own: true })
    made.change({ own: false })
    expect(made.state.tree).toBe(before.tree)
  })

  test('back to the start leaves no trace in the address', () => {
    const made = exploration({ function: PUT, search: 'put', own: true, width: 'candidate' })
    expect(made.fragment()).not.toBe('')
    made.reset()
    expect([made.fragment(), made.state.frame, made.state.found]).toEqual(['', NO_FRAME, null])
  })
})

test('a profile that is new has values and no changes, and the others keep their width', () => {
  const graphs = shopGraphs()
  const profiles = graphs.profiles.map((profile, at) =>
    at === 1 ? { ...profile, runs: { baseline: 0, candidate: 1 } } : profile,
  )
  const made = new Exploration({ ...graphs, profiles }, DEFAULTS)
  made.visit({ ...DEFAULTS, width: 'shrink' })
  expect([made.state.subject.isOneSided, made.state.layout.mode]).toEqual([false, 'shrink'])
  made.change({ profile: profiles[1]?.name ?? '', metric: '' })
  expect([made.state.subject.isOneSided, made.state.layout.mode]).toEqual([true, 'candidate'])
  expect(made.state.subject.numbers.summary({ baseline: 0, candidate: 5e9 }).replace('\u00a0', ' ')).toBe('5.0 s')
  made.change({ profile: DEFAULTS.profile, metric: '' })
  expect([made.state.subject.isOneSided, made.state.layout.mode]).toEqual([false, 'shrink'])
})

describe('hits', () => {
  test('are stepped through in both directions, round and round, where they can be seen', () => {
    const made = exploration({ search: 'http\\.', width: 'growth' })
    const { tree, layout, found } = made.state
    const seen = found?.hits.filter((hit) => (layout.width[hit] ?? 0) > 0) ?? []
    expect(seen.length).toBeGreaterThan(3)
    const walked = seen.map(() => {
      made.select(made.hit(1) ?? NO_NODE)
      return made.state.node
    })
    expect(walked).toEqual(seen)
    expect(made.hit(1)).toBe(seen[0])
    expect(made.hit(-1)).toBe(seen.at(-2))
    expect(tree.size).toBeGreaterThan(seen.length)
  })

  test('there is none without a search', () => {
    expect(exploration().hit(1)).toBeNull()
  })
})

test.each([
  [0, ''],
  [1, '1 small box is counted with its caller, to keep this file small.'],
  [1234, '1,234 small boxes are counted with their callers, to keep this file small.'],
])('a tree that left %d nodes out says so', (foldedNodes, expected) => {
  const graphs = shopGraphs()
  const profiles = graphs.profiles.map((profile) => ({ ...profile, foldedNodes }))
  expect(foldedText(new Exploration({ ...graphs, profiles }, DEFAULTS).state)).toBe(expected)
})

test('what is selected is told to those who listen', () => {
  expect(spokenText(exploration({ function: SNAPSHOT })).replaceAll('\u00a0', ' ')).toBe(
    'search.(*Index).snapshot, 0 to 3.5 MiB, +3.5 MiB (new)',
  )
  expect(spokenText(exploration())).toBe('')
})
