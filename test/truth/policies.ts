import { defaultPolicy } from '../../src/policy/default-policy.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { describeMistake } from '../../src/policy/print.ts'

const TABLES = `
version: 1
confidence: 0.99
rules:
  - { name: allocation, kind: heap, metric: alloc_space, of: total, fail: { percent: 5, growth: 1MiB } }
  - { name: allocation-by-function, kind: heap, metric: alloc_space, of: function, fail: { percent: 10, growth: 512KiB } }
  - { name: live-heap, kind: heap, metric: inuse_space, of: total, fail: { percent: 5, growth: 1MiB } }
  - { name: live-heap-by-function, kind: heap, metric: inuse_space, of: function, fail: { percent: 10, growth: 512KiB } }
`

const CPU = `
version: 1
rules:
  - { name: cpu, kind: cpu, of: function, per: total, fail: { percent: 10 } }
`

const LEAKS = `
version: 1
rules:
  - { name: leaks, kind: heap, metric: inuse_space, of: function, fail: { per-snapshot: 64KiB } }
`

/**
 * `tables`: total 5 % and 1 MiB, function 10 % and 512 KiB, allocated and in use: four checks. `cpu`: 10 % by function of
 * shares. `leaks`: 64 KiB per snapshot by function. `default`: what counts where a repository has no policy.
 */
export type PolicyName = 'tables' | 'default' | 'cpu' | 'leaks'

const POLICIES: Readonly<Record<PolicyName, Policy>> = {
  tables: policyOf(TABLES),
  default: defaultPolicy(),
  cpu: policyOf(CPU),
  leaks: policyOf(LEAKS),
}

export function policyNamed(name: PolicyName): Policy {
  return POLICIES[name]
}

function policyOf(text: string): Policy {
  const result = parsePolicy(text, 'truth.yml')
  if (result.kind === 'policy') return result.policy
  throw new Error(result.mistakes.map(describeMistake).join('\n'))
}
