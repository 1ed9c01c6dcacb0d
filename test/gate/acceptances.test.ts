import { test } from 'vitest'
import { expectCases } from './expect-cases.ts'
import { goroutine, heap } from './made-profiles.ts'
import type { Case } from './run.ts'

const RULES = `
rules:
  - { name: functions, kind: goroutine, of: function, fail: { growth: 10 } }
  - { name: total, kind: goroutine, of: total, fail: { growth: 10 } }
`
const BASELINE =
  'main.main;shop/feed.(*Conn).Read@feed/read.go:3 20\nmain.main;shop/feed.Poll@feed/poll.go:3 10\nmain.main 5'
const GROWN =
  'main.main;shop/feed.(*Conn).Read@feed/read.go:3 60\nmain.main;shop/feed.Poll@feed/poll.go:3 10\nmain.main 5'
const BOTH_GROWN =
  'main.main;shop/feed.(*Conn).Read@feed/read.go:3 60\nmain.main;shop/feed.Poll@feed/poll.go:3 50\nmain.main 5'

function accepted(accept: string, candidate = GROWN, baseline = BASELINE): Case {
  return {
    policy: `${RULES}accept:\n${accept
      .split('\n')
      .map((line) => `  - { ${line}, reason: agreed }\n`)
      .join('')}`,
    baseline: { 'goroutine.pb.gz': goroutine(baseline) },
    candidate: { 'goroutine.pb.gz': goroutine(candidate) },
  }
}

test('growth that was agreed on is taken off, for as long as it was agreed on', () => {
  expectCases('acceptances', {
    'of a function, also from totals': accepted('function: "shop/feed.(*Conn).Read", up-to: 60, until: 2027-01-01'),
    'by canonical name': accepted('function: "shop/feed.Conn.Read", up-to: 60, until: 2027-01-01'),
    'up to the value and no further': accepted('function: "shop/feed.Conn.Read", up-to: 49, until: 2027-01-01'),
    'leaving what the limit allows': accepted('function: "shop/feed.Conn.Read", up-to: 50, until: 2027-01-01'),
    'for the named rules only': accepted(
      'rules: [total], function: "shop/feed.Conn.Read", up-to: 60, until: 2027-01-01',
    ),
    'of the total, which no function has a part in': accepted('up-to: 75, until: 2027-01-01'),
    'of a package, from totals': accepted('rules: [total], package: shop/feed, up-to: 70, until: 2027-01-01'),
    'of a file, from totals': accepted('rules: [total], file: feed/read.go, up-to: 60, until: 2027-01-01'),
    'of a function and its package, not twice': accepted(
      'rules: [total], function: "shop/feed.Conn.Read", up-to: 60, until: 2027-01-01\nrules: [total], package: shop/feed, up-to: 60, until: 2027-01-01',
      BOTH_GROWN,
    ),
    'on its last day': accepted('function: "shop/feed.Conn.Read", up-to: 60, until: 2026-11-21'),
    'not a day longer': accepted('function: "shop/feed.Conn.Read", up-to: 60, until: 2026-11-20'),
    'unused if nothing grew': accepted('function: "shop/feed.Conn.Read", up-to: 60, until: 2027-01-01', BASELINE),
    'unused if nothing has that name': accepted('function: shop/feed.Nobody, up-to: 60, until: 2027-01-01'),
    'removable once the baseline holds it': accepted(
      'function: "shop/feed.Conn.Read", up-to: 65, until: 2027-01-01',
      GROWN,
      GROWN,
    ),
    'and silent: growth beyond it counts in full': accepted(
      'function: "shop/feed.Conn.Read", up-to: 25, until: 2027-01-01',
      'main.main;shop/feed.(*Conn).Read@feed/read.go:3 90',
      'main.main;shop/feed.(*Conn).Read@feed/read.go:3 60',
    ),
    'but bytes accept no goroutines': accepted('function: "shop/feed.Conn.Read", up-to: 60B, until: 2027-01-01'),
    'from a budget as well': {
      ...accepted('function: "shop/feed.Conn.Read", up-to: 60, until: 2027-01-01'),
      policy: `rules:
  - { name: budget, kind: goroutine, of: total, fail: { above: 40 } }
accept:
  - { function: "shop/feed.Conn.Read", up-to: 60, until: 2027-01-01, reason: agreed }`,
    },
    'from sampled values, with the samples behind them': {
      policy: `rules:
  - { name: functions, kind: heap, of: function, fail: { percent: 20, growth: 1MiB } }
  - { name: total, kind: heap, of: total, fail: { percent: 10, growth: 1MiB } }
accept:
  - { function: main.cache, up-to: 200MiB, until: 2027-01-01, reason: larger catalogue }`,
      baseline: { 'heap.pb.gz': heap('main.cache 1024 100\nmain.rest 1024 300') },
      candidate: { 'heap.pb.gz': heap('main.cache 1024 300\nmain.rest 1024 320') },
    },
    'of a deleted profile': {
      policy: `rules:\n  - { name: waiting, kind: goroutine, of: total, fail: { growth: 1 }, optional: true }
accept:
  - { files: ["goroutine.*"], until: 2027-01-01, reason: no longer recorded }`,
      baseline: { 'goroutine.pb.gz': goroutine(BASELINE), 'heap.pb.gz': heap('main.load 1024 3') },
      candidate: { 'heap.pb.gz': heap('main.load 1024 3') },
    },
    'may be needed yet while its rule is not judged': {
      ...accepted(''),
      policy: `rules:\n  - { name: functions, kind: goroutine, of: function, per: second, fail: { growth: 10 } }
accept:
  - { rules: [functions], function: main.main, up-to: 60, until: 2027-01-01, reason: agreed }`,
    },
  })
})
