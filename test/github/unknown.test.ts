import { expect, test } from 'vitest'
import { ApiError } from '../../src/github/api/error.ts'
import { hidden, isUnknown, orUnknown, permissionFor, type Unknown } from '../../src/github/unknown.ts'

async function unknownOf(error: ApiError): Promise<Unknown> {
  const answer = await orUnknown(() => Promise.reject(error))
  if (!isUnknown(answer)) throw new Error('an answer came')
  return answer
}

test.each([
  [403, 'forbidden'],
  [401, 'bad-token'],
] as const)('status %i is told as %s', async (status, why) => {
  expect(await unknownOf(new ApiError('forbidden', 'GET /x: no', status))).toEqual({
    kind: 'unknown',
    why,
    message: 'GET /x: no',
  })
})

test.each([
  ['GET /repos/acme/shop/actions/runs/1: 403', 'actions: read'],
  ['GET /repos/acme/shop/git/commits/abc: 403', 'contents: read'],
  ['GET /repos/acme/actions/compare/a...b: 404', 'contents: read'],
])('what %s needs is %s', async (message, permission) => {
  expect(permissionFor(await unknownOf(new ApiError('forbidden', message, 403)))).toBe(permission)
})

test.each(['actions: read', 'contents: read'] as const)('what is hidden needs what is said: %s', async (permission) => {
  expect(permissionFor(await unknownOf(hidden('this run', permission)))).toBe(permission)
})

test('an answer is no unknown, and a bug is none of GitHub', async () => {
  expect([null, 'unknown', { kind: 'commit' }].map(isUnknown)).toEqual([false, false, false])
  await expect(orUnknown(() => Promise.reject(new TypeError('x')))).rejects.toThrow('x')
})
