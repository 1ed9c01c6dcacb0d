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

/** `profile-gate policy check [FILE]`, `policy schema` and `policy explain BASELINE CANDIDATE`. */
export const policy: Command = async (args, io) => {
  if (args[0] === 'explain') return (await import('./explain.ts')).explain(args.slice(1), io)
  const options = readOptions(args, {}, ['check|schema|explain', '[FILE]'])
  const [what, file] = options.positionals
  if (what === 'schema' && file === undefined) {
    io.print(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`)
    return 0
  }
  if (what !== 'check') throw new UsageError(`policy ${what}: expected check, schema or explain`)
  return check(file ?? DEFAULT_POLICY_PATH, options.format, io)
}

async function check(file: string, format: Format, io: Io): Promise<0 | 2> {
  const { policy: read, mistakes } = await readPolicy(file)
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
