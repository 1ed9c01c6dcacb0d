import { expect, test } from 'vitest'
import { artifactError } from '../../../src/github/artifacts/failure.ts'

const named = (name: string, message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more })

test.each([
  ['Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: it is there', 'name-taken'],
  ['Failed to CreateArtifact: an artifact with this name already exists on the workflow run', 'name-taken'],
  ['Failed to FinalizeArtifact: Received non-retryable error: Failed request: (409) Conflict', 'failed'],
  ['Failed to CreateArtifact: Artifact storage quota has been hit. Unable to upload', 'quota'],
  ['Failed to CreateArtifact: Received non-retryable error: Failed request: (404) Not Found', 'failed'],
  ['Failed to GetSignedArtifactURL: Received non-retryable error: Failed request: (404) Not Found: none', 'missing'],
  ['Failed to DeleteArtifact: Received non-retryable error: Failed request: (410) Gone', 'expired'],
  ['Unable to get the ACTIONS_RUNTIME_TOKEN env variable', 'no-runtime'],
  ['Unable to get the ACTIONS_RESULTS_URL env variable', 'no-runtime'],
  ['Unable to download and extract artifact: Artifact download failed after 5 retries.', 'failed'],
])('%s is told as %s by its sentence', (message, kind) => {
  expect(artifactError(new Error(message), 'upload of a', 0).kind).toBe(kind)
})

test.each([
  [named('GHESNotSupportedError', 'not here'), 'not-supported'],
  [named('ArtifactNotFoundError', 'No artifacts found for ID: 1'), 'missing'],
  [named('InvalidTokenError', 'Invalid token specified'), 'no-runtime'],
  [named('HttpError', 'Not Found', { status: 404 }), 'missing'],
  [named('HttpError', 'Artifact has expired', { status: 410 }), 'expired'],
  [named('HttpError', 'Bad gateway', { status: 502 }), 'failed'],
  ['thrown text', 'failed'],
])('%s is told as %s by its name or status', (error, kind) => {
  expect(artifactError(error, 'download of a', 0).kind).toBe(kind)
})

test('the message tells what was tried, what came of it, and for how long', () => {
  expect(artifactError(new Error('no luck'), 'upload of a', 31_400).message).toBe(
    'upload of a: no luck (tried for 31 s)',
  )
})

test('the message is one short line without signatures, invisible characters and commands', () => {
  const said = 'read\nhttps://storage.example/a?sig=SIGNATURE&se=1 ::error::x\u202e ##[debug]'
  const { message } = artifactError(new Error(said), 'upload of a', 0)
  expect(message).toBe('upload of a: read https://storage.example/a ::error::x<U+202E> ## [debug]')
  expect(artifactError(new Error('long '.repeat(1000)), 'upload of a', 0).message.length).toBeLessThan(350)
})
