import type { Leg } from '../../src/report/matrix.ts'
import type { Check, Result } from '../../src/result/result.ts'
import {
  change,
  cpuWarning,
  fail,
  firstRun,
  goroutineFailure,
  heapFailure,
  mib,
  pass,
  passingChecks,
  result,
} from './results.ts'

/** A result as the leg of a target has it. */
export function leg(target: string, made: Result): Leg {
  const checks = made.checks.map((each): Check => ({ ...each, target }))
  return { target, result: { ...made, checks, context: { ...made.context, target } } }
}

/** A matrix of three services on two systems: one of them leaks on both, another one is new. */
export function shopLegs(): readonly Leg[] {
  const leaking = heapFailure({ total: change(mib(40.1), mib(61.8)) })
  return [
    leg('api-linux-amd64', fail()),
    leg('api-linux-arm64', result({ outcome: 'fail', checks: [leaking, ...passingChecks()] })),
    leg('checkout-linux-amd64', pass()),
    leg('checkout-linux-arm64', result({ outcome: 'warn', checks: [cpuWarning(), ...passingChecks()] })),
    leg('indexer-linux-amd64', pass()),
    leg('indexer-linux-arm64', firstRun()),
    leg('mailer-linux-amd64', pass()),
    leg('mailer-linux-arm64', pass()),
    leg('search-linux-amd64', pass()),
    leg('search-linux-arm64', pass()),
  ]
}

/** So many legs that fail in all they can. */
export function failingLegs(count: number): readonly Leg[] {
  return Array.from({ length: count }, (_, at) =>
    leg(`leg-${String(at).padStart(3, '0')}`, result({ outcome: 'fail', checks: [heapFailure(), goroutineFailure()] })),
  )
}
