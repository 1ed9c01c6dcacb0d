import { DEFAULT_POLICY_PATH } from '../policy/paths.ts'
import type { Part } from './part.ts'

const SERVICE_POLICY_PATH = '.github/profile-gate-service.yml'

/**
 * Where the policy for parts of a kind stands. Benchmarks and services have profiles for other rules: where there are
 * both, each has a policy of its own, so that no rule has to be optional.
 */
export function policyPath(parts: readonly Part[], kind: Part['kind']): string {
  const isAlone = parts.every((part) => part.kind === kind)
  return isAlone || kind === 'benchmarks' ? DEFAULT_POLICY_PATH : SERVICE_POLICY_PATH
}
