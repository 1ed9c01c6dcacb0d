import { quoted } from './visible.ts'
import type { Node } from './yaml-tree.ts'

/** What stands in the file, as "a list" or "the number 5". */
export function written(node: Node): string {
  if (node.kind === 'list') return 'a list'
  if (node.kind === 'map') return 'a mapping'
  if (node.kind === 'unread' || node.value === null) return 'nothing'
  if (typeof node.value === 'string') return `the text ${quoted(node.value)}`
  if (typeof node.value === 'number' && !Number.isFinite(node.value)) return node.written
  return `${typeof node.value === 'number' ? 'the number' : 'the value'} ${node.written}`
}

/** How the value was most likely meant to be written, or null. */
export function instead(node: Node, key: string, expected: string): string | null {
  if (node.kind !== 'scalar' || node.value === null) return null
  const text = String(node.value)
  if (expected.startsWith('a list of') && !/rules|acceptances|overrides/.test(expected))
    return `${key}: [${JSON.stringify(text)}]`
  if (key === 'fail' || key === 'warn') {
    return /^\d+(\.\d+)?\s*%$/.test(text)
      ? `${key}: { percent: ${text.replace(/\s*%$/, '')} }`
      : `${key}: { growth: ${text} }`
  }
  if (expected === 'a number') {
    const [, number] = /^(\d+(?:\.\d+)?)\s*%?$/.exec(text) ?? []
    return number === undefined ? null : `${key}: ${number}`
  }
  if (expected === 'a whole number' || expected === 'true or false') return null
  return typeof node.value === 'string' ? null : `${key}: "${node.written}"`
}
