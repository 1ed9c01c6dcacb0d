import { describe, expect, test } from 'vitest'
import { DecodeError } from '../../src/decode/decode-error.ts'
import { decodeProfile } from '../support/decode-profile.ts'
import { ACCEPTED, REFUSED } from './acceptance-cases.ts'

/** `accepted`, or code, detail, field and byte of the refusal. */
function outcome(bytes: Uint8Array): string {
  try {
    decodeProfile(bytes)
    return 'accepted'
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    const { detail, field, offset } = error.reason.args
    return `${error.reason.code} ${detail} ${field} ${offset}`
  }
}

describe('pprof accepts, and so do we', () => {
  test.each(ACCEPTED)('%s', (_name, bytes, expected) => {
    expect(outcome(bytes)).toBe(expected)
  })
})

describe('pprof refuses, and so do we, naming field and byte', () => {
  test.each(REFUSED)('%s', (_name, bytes, expected) => {
    expect(outcome(bytes)).toBe(expected)
  })
})
