import { policyJsonSchema } from '../policy/json-schema.ts'
import type { PolicyMistake } from '../policy/mistake.ts'
import { DEFAULT_POLICY_PATH } from '../policy/paths.ts'
import type { Policy } from '../policy/policy.ts'
import { describeMistake } from '../policy/print.ts'
import { clean, fence } from '../report/escape.ts'
import { UsageError } from './errors.ts'
import type { Command, Io } from './io.ts'
import { type Format, readOptions } from './options.ts'
import { readPolicy } from './policy-file.ts'

/** `profile-gate policy check [FILE]` and `profile-gate policy schema`. */
export const policy: Command = (args, io) => {
  const options = readOptions(args, {}, ['check|schema', '[FILE]'])
  const [what, file] = options.positionals
  if (what === 'schema' && file === undefined) {
    io.print(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`)
    return 0
  }
  if (what !== 'check') throw new UsageError(`policy ${what}: expected check or schema`)
  return check(file ?? DEFAULT_POLICY_PATH, options.format, io)
}

function check(file: string, format: Format, io: Io): 0 | 2 {
  const { policy: read, mistakes } = readPolicy(file)
  io.print(rendered(file, read, mistakes, format))
  return mistakes.length === 0 ? 0 : 2
}

function rendered(file: string, policy: Policy | null, mistakes: readonly PolicyMistake[], format: Format): string {
  if (format === 'json') {
    const rules = policy === null ? null : policy.rules.map(({ name }) => name)
    return `${JSON.stringify({ schemaVersion: 1, file, valid: policy !== null, rules, mistakes }, null, 2)}\n`
  }
  if (policy !== null) {
    const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`
    const counts = `${count(policy.rules.length, 'rule')}, ${count(policy.acceptances.length, 'acceptance')}`
    return format === 'markdown' ? `The policy is valid: ${counts}.\n` : `${clean(file)} is valid: ${counts}\n`
  }
  const texts = mistakes.map(describeMistake)
  if (format === 'text') return `${texts.join('\n\n')}\n`
  return `${texts.map((each) => fence(each.split('\n'), 'text')).join('\n\n')}\n`
}
