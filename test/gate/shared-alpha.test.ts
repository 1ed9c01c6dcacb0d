import { expect, test } from 'vitest'
import { goroutine, heap } from './made-profiles.ts'
import { gate } from './run.ts'

/** Growth in percent that the first rule would have seen, with more rules beside it. */
function detectable(...more: readonly string[]): number | null {
  const first = 'name: first, kind: heap, of: total, fail: { percent: 10 }'
  const files = {
    'heap.pb.gz': heap('main.load 1024 400\nmain.keep 4096 300'),
    'goroutine.pb.gz': goroutine('main.wait 3'),
  }
  const policy = `rules:\n${[first, ...more].map((rule) => `  - { ${rule} }\n`).join('')}`
  const { checks } = gate({
    policy,
    baseline: files,
    candidate: { ...files, 'api/heap.pb.gz': heap('main.load 1024 4') },
  })
  return checks.find(({ id }) => id === 'first:heap.pb.gz')?.noise.detectable[0]?.percent ?? null
}

test('the confidence of a step is shared by the checks that judge growth by chance, and by no others', () => {
  const alone = detectable()
  expect(alone).toBeGreaterThan(0)
  expect(
    detectable('name: second, kind: heap, metric: alloc_space, of: function, fail: { percent: 10 }'),
  ).toBeGreaterThan(alone ?? Infinity)
  // A budget, what is counted, what is not judged.
  expect(detectable('name: budget, kind: heap, of: total, fail: { above: 1GiB }')).toBe(alone)
  expect(detectable('name: waiting, kind: goroutine, of: total, fail: { growth: 9 }')).toBe(alone)
  expect(detectable('name: operations, kind: heap, of: function, per: op, fail: { percent: 9 }')).toBe(alone)
})
