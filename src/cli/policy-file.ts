import { existsSync, readFileSync } from 'node:fs'
import { DEFAULT_POLICY_FILE, defaultPolicy } from '../policy/default-policy.ts'
import type { PolicyMistake } from '../policy/mistake.ts'
import { parsePolicy } from '../policy/parse.ts'
import type { Policy } from '../policy/policy.ts'
import { clean } from '../report/escape.ts'
import { InputError } from './errors.ts'

/** Where a repository keeps its policy. */
export const DEFAULT_POLICY_PATH = '.github/profile-gate.yml'

/** The policy that counts, or what is wrong with it; `name` is null for the default policy. */
export interface FoundPolicy {
  readonly name: string | null
  readonly source: string
  readonly policy: Policy | null
  readonly mistakes: readonly PolicyMistake[]
}

/** The policy that is named, else the repository's, else the default. @throws {InputError} if a named one is not there. */
export function findPolicy(named: string | null): FoundPolicy {
  const path = named ?? DEFAULT_POLICY_PATH
  if (named === null && !existsSync(path)) {
    return { name: null, source: DEFAULT_POLICY_FILE, policy: defaultPolicy(), mistakes: [] }
  }
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new InputError(`the policy ${clean(path)} could not be read: ${(error as NodeJS.ErrnoException).code}`)
  }
  const result = parsePolicy(text, path)
  return result.kind === 'policy'
    ? { name: path, source: path, policy: result.policy, mistakes: [] }
    : { name: path, source: path, policy: null, mistakes: result.mistakes }
}
