import type { LimitParts, SuggestedLimit, Suggestion } from '../result/explanation.ts'
import { UNITS, yamlText } from './snippet.ts'

/** Suggested limits in the policy's notation: lines to paste under `rules:`, each with what stands there now. */
export function suggestionLines(suggestions: readonly Suggestion[]): readonly string[] {
  const heads = new Set<string>()
  return suggestions.flatMap(({ rule, level, unit, limits }) => {
    const head = heads.has(rule) ? [] : [`  - name: ${yamlText(rule)}`]
    heads.add(rule)
    const before = limits.map(({ now, above }) => ({ ...now, above }))
    const makes = [...new Set(limits.flatMap((limit) => limit.makes ?? []))].join(' and ')
    const line = `    ${level}: ${listed(limits, unit)}`
    return [...head, `${line}  # ${makes} than ${listed(before, unit)}`]
  })
}

type Parts = LimitParts & Pick<SuggestedLimit, 'above'>

/** One limit stands alone, several in a list. */
function listed(limits: readonly Parts[], unit: string): string {
  const texts = limits.map((limit) => limitYaml(limit, unit))
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`
}

function limitYaml({ percent, growth, above, perSnapshot }: Parts, unit: string): string {
  const amounts = [
    ['growth', growth],
    ['above', above],
    ['per-snapshot', perSnapshot],
  ] as const
  const parts = [
    ...(percent === null ? [] : [`percent: ${percent}`]),
    ...amounts.flatMap(([key, value]) => (value === null ? [] : [`${key}: ${policyAmount(value, unit)}`])),
  ]
  return `{ ${parts.join(', ')} }`
}

/** Exact, in the largest unit of the policy language that needs no more than two decimals; a plain number is in the base unit. */
export function policyAmount(value: number, unit: string): string {
  for (const [symbol, size] of UNITS.get(unit) ?? []) {
    const scaled = Number((value / size).toPrecision(12))
    if (scaled >= 1 && Number.isInteger(Number((scaled * 100).toPrecision(12)))) return `${scaled}${symbol}`
  }
  return String(value)
}
