import { goLabels } from './go-labels.ts'
import type { BuiltLabel } from './profile-builder.ts'

/** The first line of a goroutine in a dump. */
export interface GoroutineHeader {
  readonly id: number
  /** `chan receive`; without what else Go says of it (leaked, scan, durable). */
  readonly state: string
  /** How long it has been waiting; 0 below one minute. */
  readonly waitMinutes: number
  readonly lockedToThread: boolean
  /** Its own, which Go prints since 1.26. */
  readonly labels: readonly BuiltLabel[]
}

const START = /^goroutine (\d{1,15})(?: gp=\S+)?(?: m=\S+)?(?: mp=\S+)? \[/

/** What may stand around labels: Go 1.26 prints them inside of the brackets, Go 1.27 after them. */
const ENDS: ReadonlySet<string> = new Set([']:', '] :', ' labels:]:'])

export function startsGoroutine(text: string): boolean {
  return START.test(text)
}

/** Null if it is no whole header (goroutineheader of Go's runtime/traceback.go). */
export function goroutineHeader(line: string): GoroutineHeader | null {
  const [start = '', id] = START.exec(line) ?? []
  if (id === undefined) return null
  const rest = line.slice(start.length).trimEnd()
  const stateEnd = rest.search(/\]| labels:\{/)
  if (stateEnd === -1) return null
  const tail = rest.slice(stateEnd)
  const open = tail.indexOf('{')
  const own = open === -1 ? null : goLabels(tail, open)
  if (open !== -1 && own === null) return null
  const around = own === null ? tail : tail.slice(0, open) + tail.slice(own.end)
  if (!ENDS.has(around)) return null
  const [state = '', ...attributes] = rest.slice(0, stateEnd).split(', ')
  return {
    id: Number(id),
    state: plainState(state),
    waitMinutes: attributes.reduce((most, attribute) => Math.max(most, minutesOf(attribute)), 0),
    lockedToThread: attributes.includes('locked to thread'),
    labels: own?.labels ?? [],
  }
}

const REMARKS = [' (leaked)', ' (scan)', ' (durable)'] as const

function plainState(state: string): string {
  let end = state.length
  for (let remark = remarkBefore(state, end); remark !== undefined; remark = remarkBefore(state, end)) {
    end -= remark.length
  }
  return state.slice(0, end)
}

function remarkBefore(state: string, end: number): string | undefined {
  return REMARKS.find((remark) => state.endsWith(remark, end))
}

function minutesOf(attribute: string): number {
  return Number(/^(\d{1,15}) minutes$/.exec(attribute)?.[1] ?? 0)
}
