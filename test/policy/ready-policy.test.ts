import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICY_FILE } from '../../src/model/default-policy-file.ts'
import { defaultPolicy } from '../../src/policy/default-policy.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { readyPolicy } from '../../src/policy/ready-policy.ts'

function parsed(text: string): Policy {
  const result = parsePolicy(text, DEFAULT_POLICY_FILE)
  if (result.kind === 'policy') return result.policy
  throw new Error('the policy has mistakes')
}

describe('a ready policy', () => {
  test('is the default policy as its file has it: `npm run bundle` brings it up to date', () => {
    const file = readFileSync(new URL('../../src/policy/default-policy.yml', import.meta.url), 'utf8')
    expect(JSON.stringify(defaultPolicy())).toBe(JSON.stringify(parsed(file)))
    expect(defaultPolicy().files.include.matches('a/heap.pb.gz')).toBe(true)
    expect(defaultPolicy().files.exclude.matches('a/heap.pb.gz')).toBe(false)
  })

  test('has the patterns of the policy that it was made of', () => {
    const policy = parsed(`
      version: 1
      files: { exclude: [setup/**] }
      rules:
        - name: a
          kind: heap
          of: function
          files: ["*.{pb.gz,prof}"]
          only: ["^shop/"]
          overrides: [{ except: [Cache], files: [b.prof], fail: { growth: 2 } }]
          fail: { growth: 1 }
      accept: [{ files: [old.prof], until: 2030-01-01, reason: gone }]
    `)
    const ready = readyPolicy(JSON.parse(JSON.stringify(policy)))
    expect(JSON.stringify(ready)).toBe(JSON.stringify(policy))
    const said = ({ files, rules: [rule], acceptances: [acceptance] }: Policy) =>
      ['setup/a', 'a.prof', 'b.prof', 'old.prof', 'shop/a.F', 'x/Cache'].map((text) => [
        files.exclude.matches(text),
        rule?.files?.matches(text),
        rule?.only[0]?.matches(text),
        rule?.overrides[0]?.except[0]?.matches(text),
        rule?.overrides[0]?.files?.matches(text),
        acceptance?.kind === 'deletion' && acceptance.files.matches(text),
      ])
    expect(said(ready)).toEqual(said(policy))
    expect(said(ready).flat()).toContain(true)
  })
})
