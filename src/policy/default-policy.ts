import ready from './default-policy.json' with { type: 'json' }
import type { Policy } from './policy.ts'
import { readyPolicy } from './ready-policy.ts'

/** The policy that counts where a repository has none; the bundler has read it from its file. */
export function defaultPolicy(): Policy {
  return readyPolicy(ready)
}
