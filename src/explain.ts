import { type GateInputs, runGate } from './gate.ts'
import { explainCheck } from './judge/explanation.ts'
import { suggestionsFor } from './judge/explanation-suggestions.ts'
import type { Alphas } from './judge/findings.ts'
import type { ExplainedCheck, Explanation } from './result/explanation.ts'

/** What a policy can see in two sides: judges them as `runGate` does, and keeps of each check what it rests on. */
export function explain(inputs: GateInputs): Explanation {
  const { policy, context } = inputs
  const checks: ExplainedCheck[] = []
  let alphas: Alphas | null = null
  const result = runGate({
    ...inputs,
    onCheck: (check, evidence) => {
      alphas = evidence.alphas
      checks.push(explainCheck(check, evidence))
    },
  })
  const places = new Map(result.checks.map(({ id }, at) => [id, at]))
  checks.sort((a, b) => (places.get(a.check.id) ?? 0) - (places.get(b.check.id) ?? 0))
  const speaking = new Set(checks.map(({ check }) => check.rule))
  return {
    schemaVersion: 1,
    policy: context.policy.source,
    confidence: policy.confidence,
    alpha: alphas === null ? null : (alphas as Alphas).alpha,
    checks,
    silentRules: policy.rules.map(({ name }) => name).filter((name) => !speaking.has(name)),
    suggestions: suggestionsFor(policy.rules, checks),
    problems: result.problems,
    warnings: result.warnings,
  }
}
