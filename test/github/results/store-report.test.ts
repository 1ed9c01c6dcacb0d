import { describe, expect, test } from 'vitest'
import { ArtifactError, type ArtifactErrorKind } from '../../../src/github/artifacts/artifact-store.ts'
import { createLog } from '../../../src/github/log.ts'
import { storeReport } from '../../../src/github/results/store-report.ts'
import { SharedRun } from './shared-run.ts'

/** What the log of a step says that stores its report while artifacts answer so. */
async function stored(kind: ArtifactErrorKind) {
  let log = ''
  const store = {
    ...new SharedRun().store(),
    uploadFile: () => Promise.reject(new ArtifactError(kind, 'upload of profile-gate-report.html: no')),
  }
  const id = await storeReport('folder/profile-gate-report.html', {
    store,
    run: { attempt: 1 },
    attemptStartedAt: async () => null,
    log: createLog((text) => (log += text)),
  })
  return { id, warnings: log.match(/::warning/g)?.length ?? 0, log }
}

describe('a report that cannot be stored', () => {
  test.each<[ArtifactErrorKind, number]>([
    ['failed', 1],
    ['quota', 1],
    // The profiles have said so.
    ['not-supported', 0],
    ['no-runtime', 0],
  ])('for %s costs %i warnings and no more', async (kind, warnings) => {
    const told = await stored(kind)
    expect(told).toMatchObject({ id: null, warnings })
    expect(told.log).toContain('The HTML report was not stored, so nothing links it: upload of')
  })

  test('names the target where another step has its name', async () => {
    const { id, log } = await stored('name-taken')
    expect(id).toBeNull()
    expect(log).toContain('The HTML report was not stored')
  })
})
