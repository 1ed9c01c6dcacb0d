import text from './default-policy.yml'
import { parsePolicy } from './parse.ts'
import type { Policy } from './policy.ts'
import { describeMistake } from './print.ts'

/** The name under which results and messages show the default policy. */
export const DEFAULT_POLICY_FILE = 'default-policy.yml'

/** The policy that counts where a repository has none. */
export function defaultPolicy(): Policy {
  const result = parsePolicy(text, DEFAULT_POLICY_FILE)
  if (result.kind === 'policy') return result.policy
  throw new Error(`the default policy is broken: ${result.mistakes.map(describeMistake).join('\n')}`)
}
