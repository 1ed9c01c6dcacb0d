import { describe, expect, test } from 'vitest'
import { isOwnName } from '../../../src/github/artifacts/artifact-name.ts'

describe('names of the action itself', () => {
  test.each([
    'profile-gate-profiles',
    'profile-gate-profiles-api',
    'profile-gate-result',
    'profile-gate-result-api',
    'profile-gate-result.json',
    'profile-gate-report-api.html',
  ])('%s is one', (name) => {
    expect(isOwnName(name)).toBe(true)
  })

  test.each([
    'profiles',
    'profile-gate',
    'profile-gate-profilesets',
    'my-profile-gate-profiles',
    'Profile-gate-result',
  ])('%s is none', (name) => {
    expect(isOwnName(name)).toBe(false)
  })
})
