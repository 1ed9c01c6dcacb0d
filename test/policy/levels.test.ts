import { describe, expect, it } from 'vitest'
import { levelsFor, looksAt } from '../../src/policy/levels.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import type { Rule } from '../../src/policy/policy.ts'

function ruleOf(text: string): Rule {
  const result = parsePolicy(`version: 1\nrules:\n${text}`, 'policy.yml')
  const rule = result.kind === 'policy' ? result.policy.rules[0] : undefined
  if (rule === undefined) throw new Error('no rule')
  return rule
}

const RULE = ruleOf(`
  - name: a
    kind: heap
    of: function
    only: [^acme/]
    except: [_gen$]
    fail: { percent: 10 }
    warn: { percent: 5 }
    overrides:
      - { only: [cache], except: [Evict], files: ["api/**"], fail: { percent: 20 } }
      - { only: [cache], warn: { percent: 7 } }
      - { only: [cache], fail: { percent: 99 } }
      - { except: [acme/], fail: { percent: 40 }, warn: { percent: 30 } }
      - { files: [worker.pb.gz], fail: { above: 1MiB } }
`)

const percents = (group: string, path: string) => {
  const { fail, warn } = levelsFor(RULE, group, path)
  return [fail, warn].map(([limit]) => (limit?.kind === 'growth' ? limit.percent : limit?.kind))
}

describe('levelsFor', () => {
  it.each([
    ['acme/x.Run', 'heap.pb.gz', [10, 5], 'the rule itself where no override matches'],
    ['acme/cache.Put', 'api/heap.pb.gz', [20, 5], 'an override replaces the level it names and keeps the other'],
    ['acme/cache.Put', 'db/heap.pb.gz', [10, 7], 'an override of other files does not match: the next one does'],
    ['acme/cache.Evict', 'api/heap.pb.gz', [10, 7], 'an excepted group goes to the next override'],
    ['other/cache.Put', 'x/worker.pb.gz', [10, 7], 'the first that matches counts, however many do'],
    ['other/x.Run', 'worker.pb.gz', [40, 30], 'except alone selects the rest'],
    ['acme/x.Run', 'deep/worker.pb.gz', ['budget', 5], 'files alone select a profile'],
    ['', 'deep/worker.pb.gz', [40, 30], 'a total has the empty name'],
  ])('%s of %s has %j: %s', (group, path, expected) => {
    expect(percents(group, path)).toEqual(expected)
  })
})

describe('looksAt', () => {
  it.each([
    ['acme/x.Run', true],
    ['x/acme/x.Run', false],
    ['acme/x_gen', false],
  ])('%s: %s', (group, expected) => {
    expect(looksAt(RULE, group)).toBe(expected)
  })

  it('takes every group where the rule selects none', () => {
    expect(looksAt({ only: [], except: [] }, '')).toBe(true)
  })
})
