import { test } from 'vitest'
import { expectCases } from './expect-cases.ts'
import { goroutine } from './made-profiles.ts'
import type { Case } from './run.ts'

/** Goroutines are counted, so that the limit alone decides. */
const BASELINE = goroutine(`
  main.main;shop/api.Serve@api/serve.go:10;shop/catalog.Load@catalog/load.go:20;runtime.gopark 100
  main.main;shop/api.Serve@api/serve.go:10;shop/mail.Send@mail/send.go:5;runtime.gopark 50
  main.main;net/http.(*Server).Serve@net/http/server.go:3;runtime.gopark 10
`)
const CANDIDATE = goroutine(`
  main.main;shop/api.Serve@api/serve.go:10;shop/catalog.Load@catalog/load.go:20;runtime.gopark 110
  main.main;shop/api.Serve@api/serve.go:10;shop/catalog.Load@catalog/load.go:25;runtime.gopark 20
  main.main;shop/api.Serve@api/serve.go:11;shop/mail.Send@mail/send.go:5;runtime.gopark 52
  main.main;net/http.(*Server).Serve@net/http/server.go:3;runtime.gopark 10
`)

function judged(rule: string, more = ''): Case {
  return {
    policy: `rules:\n  - { name: waiting, kind: goroutine, ${rule} }\n${more}`,
    baseline: { 'goroutine.pb.gz': BASELINE, 'services/pay/goroutine.pb.gz': BASELINE },
    candidate: { 'goroutine.pb.gz': CANDIDATE, 'services/pay/goroutine.pb.gz': BASELINE },
    ownPackages: ['shop/...'],
  }
}

test('limits hold for totals and groups, strictly, with every part', () => {
  expectCases('limits', {
    'growth of exactly the limit passes': judged('of: total, fail: { growth: 32 }'),
    'growth above the limit fails': judged('of: total, fail: { growth: 31 }'),
    'a percentage of exactly the limit passes': judged('of: total, fail: { percent: 20 }'),
    'a percentage above the limit fails': judged('of: total, fail: { percent: 19.9 }'),
    'both parts must be exceeded': judged('of: total, fail: { percent: 19, growth: 32 }'),
    'of a list any part suffices': judged('of: total, fail: [{ growth: 500 }, { percent: 19, growth: 31 }]'),
    'a warning is less than a failure': judged('of: total, fail: { growth: 40 }, warn: { growth: 30 }'),
    'functions are judged each': judged('of: function, fail: { percent: 10, growth: 20 }, warn: { growth: 1 }'),
    'by flat it is the frame that waits': judged('of: function, by: flat, fail: { growth: 31 }'),
    'by cum it is every frame on the stack': judged('of: function, by: cum, fail: { growth: 30 }'),
    'packages add their functions up': judged('of: package, fail: { growth: 2 }'),
    'files add their functions up': judged('of: file, fail: { growth: 29 }'),
    'lines are apart': judged('of: line, fail: { growth: 15 }'),
    'only narrows the groups and the total': judged('of: function, only: [Send], fail: { growth: 1 }'),
    'only by cum counts a stack once': judged('of: function, by: cum, only: [api.Serve, Send], fail: { growth: 1 }'),
    'except leaves groups out': judged('of: function, except: ["^shop/catalog"], fail: { growth: 2 }'),
    'files narrows the profiles': judged('of: total, files: ["services/**"], fail: { growth: 1 }'),
    'focus keeps the stacks with such a frame': judged('of: total, focus: [mail], fail: { growth: 2 }'),
    'ignore drops them': judged('of: total, ignore: [catalog], fail: { growth: 2 }'),
    'the first override that matches replaces the levels that it names': judged(
      `of: function, fail: { growth: 20 }, warn: { growth: 1 }, overrides: [
        { only: [catalog], fail: { growth: 30 } }, { only: [catalog, mail], fail: { growth: 1 } } ]`,
    ),
    'an override may select by files alone': judged(
      'of: total, fail: { growth: 1 }, overrides: [{ files: ["goroutine.*"], fail: { growth: 100 } }]',
    ),
    'growth from nothing exceeds any percentage': {
      policy: 'rules:\n  - { name: leaks, kind: goroutine, of: function, fail: { percent: 1000 } }',
      baseline: { 'goroutine.pb.gz': goroutine('main.main 1') },
      candidate: { 'goroutine.pb.gz': goroutine('main.main 1\nmain.main;main.leak 1') },
    },
    'no growth at all exceeds nothing': {
      policy: 'rules:\n  - { name: leaks, kind: goroutine, of: total, fail: { percent: 0, growth: 0 } }',
      baseline: { 'goroutine.pb.gz': goroutine('main.main 7') },
      candidate: { 'goroutine.pb.gz': goroutine('main.main 7') },
    },
  })
})
