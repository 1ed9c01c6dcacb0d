import type { MarkdownView } from './view.ts'

/** GitHub takes 65,536 characters by its documentation and 262,144 bytes by measurement. */
const BUDGET_CHARS = 60_000
const BUDGET_BYTES = 250_000

type Budget = Pick<MarkdownView, 'budgetChars' | 'budgetBytes'>

export function fits(text: string, { budgetChars = BUDGET_CHARS, budgetBytes = BUDGET_BYTES }: Budget): boolean {
  return text.length <= budgetChars && new TextEncoder().encode(text).length <= budgetBytes
}

/** The same without a text that is part of the comment in any case. */
export function budgetBeside(text: string, { budgetChars = BUDGET_CHARS, budgetBytes = BUDGET_BYTES }: Budget) {
  return {
    budgetChars: budgetChars - text.length,
    budgetBytes: budgetBytes - new TextEncoder().encode(text).length,
  }
}
