/** A policy in which every key of the language stands, beside anchors and a merge key. */
export const EXAMPLE_POLICY = `# What this service may grow.
version: 1

x-defaults: &service
  kind: heap
  files: ["services/*/heap.pb.gz", "worker*"]
  optional: true
x-tight: &tight { percent: 2.5, growth: 500 }

own: ["example.com/depot/...", "example.com/lib"]
confidence: 0.975
files:
  include: ["**/*.pb.gz", bench.txt]
  exclude: ["warmup/**"]
  repeats: ["{name}_{run}"]
  series: ["{name}@{at}", "at-{at}/{name}"]
  skip-snapshots: 3

rules:
  - name: heap-total
    kind: heap
    fail: { percent: 10, growth: 4MiB }
    warn: { percent: 5, growth: 1.5MiB }

  - <<: *service
    name: retained-by-package
    metric: inuse_objects
    of: package
    by: cum
    per: op
    focus: ['\\.ServeHTTP$']
    ignore: [runtime\\.mallocgc]
    only: ["^example\\\\.com/depot/", (?i)cache]
    except: ['_test$']
    fail: [{ percent: 20, growth: 1000 }, { growth: 100000 }]
    overrides:
      - only: [/index\\.]
        except: [/index\\.Old]
        files: ["worker*"]
        fail: { percent: 50 }
      - { files: [slow.pb.gz], warn: *tight }

  - { name: budget, kind: heap, of: total, fail: { above: 512MiB } }
  - { name: stuck, kind: [goroutine, goroutineleak], of: creator, except: [pool], warn: { growth: 50 } }
  - { name: states, kind: goroutine, of: state, fail: { growth: 5 } }
  - { name: creep, kind: heap, of: function, fail: { per-snapshot: 64KiB }, optional: true }
  - { name: routes, kind: cpu, of: "label:http.route", by: flat, per: total, warn: { percent: 25, growth: 50ms } }
  - { name: waiting, kind: [mutex, block], of: line, per: second, warn: { growth: 0.5s } }
  - { name: bench, kind: benchmark, metric: ns/op, fail: { percent: 10, growth: 100us } }
  - { name: custom, kind: other, metric: joules, of: file, fail: { growth: 3 } }
  - { name: sys, kind: metrics, metric: memstats.HeapSys, fail: { above: 1GB } }

accept:
  - { rules: [heap-total, budget], up-to: 600MiB, until: 2028-02-29, reason: "new index, see #7" }
  - { function: "example.com/depot/index.(*Tree).Insert", up-to: 20MiB, until: 2027-12-31, reason: larger nodes }
  - { package: example.com/depot/index, up-to: 30MiB, until: 2027-12-31, reason: larger nodes }
  - { file: index/tree.go, up-to: 30MiB, until: 2027-12-31, reason: larger nodes }
  - { benchmark: BenchmarkInsert, up-to: 2ms, until: 2027-12-31, reason: larger nodes }
  - { creator: example.com/depot/pool.Start, up-to: 80, until: 2027-12-31, reason: a second pool }
  - { files: [old/*.pb.gz], until: 2027-12-31, reason: the old service is gone }

when:
  no-baseline: warn
  missing-profile: error
  inconclusive: fail
  low-power: warn
  unreadable: fail
  unmatched-rule: warn
`

export const SMALLEST_POLICY = `version: 1
rules:
  - { name: heap, kind: heap, fail: { percent: 10 } }
`
