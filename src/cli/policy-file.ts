import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { presenceOf } from '../load/presence.ts'
import { DEFAULT_POLICY_FILE } from '../model/default-policy-file.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
import type { PolicyMistake } from '../policy/mistake.ts'
import { DEFAULT_POLICY_PATH, MISNAMED_POLICY_PATH } from '../policy/paths.ts'
import type { Policy } from '../policy/policy.ts'
import { clean } from '../report/escape.ts'
import { InputError, whyNot } from './errors.ts'

/** The policy that counts, or what is wrong with it; `name` is null for the default policy. */
export interface FoundPolicy {
  readonly name: string | null
  readonly source: string
  readonly policy: Policy | null
  readonly mistakes: readonly PolicyMistake[]
}

/**
 * The policy that is named, else that of the repository around a folder, else the default.
 * @throws {InputError} if it is there, or named, and cannot be read.
 */
export async function findPolicy(named: string | null, folder: string): Promise<FoundPolicy> {
  const path = named ?? repositoryPolicy(folder)
  return path === null
    ? { name: null, source: DEFAULT_POLICY_FILE, policy: defaultPolicy(), mistakes: [] }
    : readPolicy(path)
}

/** The policy in a file; only one costs its language. @throws {InputError} if the file cannot be read. */
export async function readPolicy(path: string): Promise<FoundPolicy> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new InputError(`the policy ${clean(path)} could not be read: ${whyNot(error)}`)
  }
  const { parsePolicy } = await import('../policy/parse.ts')
  const result = parsePolicy(text, path)
  return result.kind === 'policy'
    ? { name: path, source: path, policy: result.policy, mistakes: [] }
    : { name: path, source: path, policy: null, mistakes: result.mistakes }
}

/** Looks from the folder upwards, as far as the checkout goes: a subfolder is judged by the same policy. */
function repositoryPolicy(folder: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = relative(folder, join(at, DEFAULT_POLICY_PATH))
    if (isThere(path)) return path
    const misnamed = relative(folder, join(at, MISNAMED_POLICY_PATH))
    if (isThere(misnamed)) throw new InputError(`${clean(misnamed)} is no policy's name: rename it to profile-gate.yml`)
    if (at === dirname(at) || isThere(join(at, '.git'))) return null
  }
}

/** Anything but a clear no counts: a broken link or a closed folder must not make the default policy count. */
function isThere(path: string): boolean {
  const presence = presenceOf(path)
  if (presence.kind !== 'unknown') return presence.kind === 'there'
  throw new InputError(`whether there is a policy ${clean(path)} could not be found out: ${whyNot(presence.error)}`)
}
