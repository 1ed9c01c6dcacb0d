import ready from './default-policy.json' with { type: 'json' }
import type { Policy } from './policy.ts'
import { readyPolicy } from './ready-policy.ts'

/** The name under which results and messages show the default policy. */
export const DEFAULT_POLICY_FILE = 'default-policy.yml'

/** The policy that counts where a repository has none; the bundler has read it from its file. */
export function defaultPolicy(): Policy {
  return readyPolicy(ready)
}
