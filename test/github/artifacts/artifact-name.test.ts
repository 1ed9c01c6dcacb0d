import { describe, expect, test } from 'vitest'
import { artifactPath, isOwnName, namesMeant, storedName } from '../../../src/github/artifacts/artifact-name.ts'

test('what is stored has the name of the action and of the target', () => {
  expect([storedName(null), storedName('arm')]).toEqual(['profile-gate-profiles', 'profile-gate-profiles-arm'])
})

test('an artifact is named as the inputs name it', () => {
  expect([artifactPath('p', null), artifactPath('p', 30)]).toEqual(['artifact:p', 'run:30/p'])
})

test.each<[string, readonly string[]]>([
  ['profiles', ['profiles']],
  ['profile*', ['profiles', 'profiles-[x]']],
  ['profiles-[x]', ['profiles-[x]']],
  ['profile-gate-result', ['profile-gate-result']],
  ['profile-gate-*', []],
  ['[', []],
  ['other', []],
])('%s means %j', (pattern, expected) => {
  expect(namesMeant(pattern, ['profiles', 'profiles-[x]', 'profile-gate-result'])).toEqual(expected)
})

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
