import { describe, expect, it, vi } from 'vitest'
import { commented, letDown, type Setting } from './failing.ts'
import { type Fault, refusals } from './fake/faults.ts'

// Most of the time is spent waiting for the next try. The folders of so many steps take long to remove; the hook that
// does it is registered by an import, so this has to come before.
vi.hoisted(() => vi.setConfig({ maxConcurrency: 12, testTimeout: 180_000, hookTimeout: 60_000 }))

const status = (code: number): Fault => refusals.status(code)
const cut = (moment: 'before-work' | 'after-work' | 'in-body'): Fault => ({ kind: 'cut', moment })
const WRITE = 'Give the job permissions: { pull-requests: write }'
const AGAIN = 'Run the job again'

describe.concurrent('profiles that cannot be stored', () => {
  // The first ones are tried for half a minute.
  it.each<[string, string, Fault, string]>([
    ['results/CreateArtifact', '500', status(500), '(500) Internal Server Error'],
    ['results/FinalizeArtifact', '500', status(500), '(500) Internal Server Error'],
    ['results/CreateArtifact', 'a page for people', { kind: 'html', status: 200 }, 'is not valid JSON'],
    ['blob/upload', '500', status(500), 'Status 500'],
    ['blob/upload', 'a cut connection', cut('before-work'), 'ECONNRESET'],
    ['results/CreateArtifact', '403', status(403), '(403) Forbidden'],
    ['results/CreateArtifact', '422', status(422), '(422) Unprocessable Entity'],
    ['results/CreateArtifact', 'a cut connection', cut('before-work'), 'ECONNRESET'],
    ['results/FinalizeArtifact', '404', status(404), '(404) Not Found'],
    ['results/FinalizeArtifact', 'a cut connection', cut('after-work'), 'ECONNRESET'],
    ['blob/upload', '403', status(403), 'Status 403'],
    ['blob/upload', '404', status(404), 'Status 404'],
  ])('leave the verdict as it is: %s, %s', async (what, _, fault, says) => {
    const { ran, end, warnings } = await letDown(what, fault)
    expect(end).toEqual([1, 'fail', 1])
    expect(warnings).toEqual([expect.stringContaining('The profiles were not stored')])
    expect(warnings[0]).toContain(says)
    expect(ran.durationMs).toBeLessThan(70_000)
  })

  it('say what to do about it', async () => {
    const { warnings } = await letDown('results/CreateArtifact', cut('before-work'))
    expect(warnings[0]).toContain(AGAIN)
  })

  it('say what happened also after redirects in a circle', async () => {
    const { warnings } = await letDown('blob/upload', { kind: 'redirect-loop' })
    expect(warnings).toEqual([expect.stringMatching(/upload of profile-gate-profiles: \S+/)])
  })
})

describe.concurrent('a comment that cannot be written', () => {
  it.each<[string, string, Fault, string, string, ((setting: Setting) => void)?]>([
    ['issues/list-comments', '403', status(403), 'the token may not do that', WRITE],
    ['issues/list-comments', 'half a list', { kind: 'truncated' }, 'the answer is no JSON after 4 tries', AGAIN],
    ['issues/list-comments', 'a circle', { kind: 'redirect-loop' }, 'redirects that lead in a circle', AGAIN],
    ['pulls/get', '500', status(500), '500 (Status 500) after 4 tries', AGAIN],
    ['issues/create-comment', '403', status(403), 'the token may not do that', WRITE],
    ['issues/create-comment', '404', status(404), 'GitHub does not find it', WRITE],
    ['issues/create-comment', '410', status(410), '410 (Status 410)', ''],
    ['issues/create-comment', '422', status(422), 'GitHub refused it', ''],
    ['issues/create-comment', '429', refusals.tooMany(600), 'GitHub asks to wait 10 min', 'again in an hour'],
    ['issues/create-comment', 'a limit', refusals.secondaryLimit(600), 'asks to wait 10 min', 'again in an hour'],
    ['issues/create-comment', '500', status(500), '500 (Status 500) after 4 tries', AGAIN],
    ['issues/create-comment', 'a cut connection', cut('before-work'), 'no answer', AGAIN],
    ['issues/create-comment', 'a page for people', { kind: 'html', status: 200 }, 'the answer is no JSON', AGAIN],
    ['issues/update-comment', '403', status(403), 'the token may not do that', WRITE, commented],
    ['issues/update-comment', '500', status(500), '500 (Status 500) after 4 tries', AGAIN, commented],
    ['issues/update-comment', 'a cut connection', cut('before-work'), 'after 4 tries', AGAIN, commented],
  ])('is one warning and no other verdict: %s, %s', async (what, _, fault, says, todo, prepare) => {
    const { ran, end, warnings } = await letDown(what, fault, {}, prepare === undefined ? {} : { prepare })
    expect(end).toEqual([1, 'fail', prepare === undefined ? 0 : 1])
    expect(warnings).toEqual([expect.stringContaining('The comment could not be written')])
    expect(warnings[0]).toContain(says)
    expect(warnings[0]).toContain(todo)
    expect([ran.outputs['comment-url'], ran.outputs['failed']]).toEqual(['', 'true'])
    expect(ran.summary).toContain('session.(*Store).Get')
  })

  it.each([410, 422])('is not to be tried again after %i, which would change nothing', async (code) => {
    const { warnings } = await letDown('issues/create-comment', status(code))
    expect(warnings).toEqual([expect.not.stringContaining(AGAIN)])
  })

  it('is edited under the usual name where GitHub does not tell who writes', async () => {
    const { pull, end, warnings } = await letDown('graphql/viewer', status(403), {}, { prepare: commented })
    expect([...end, ...warnings]).toEqual([1, 'fail', 1])
    expect(pull.comments[0]?.body).toContain('session.(*Store).Get')
  })

  it.each([404, 410])('is written anew where the one before is gone (%i)', async (code) => {
    const { pull, end, warnings } = await letDown('issues/update-comment', status(code), {}, { prepare: commented })
    expect([...end, ...warnings]).toEqual([1, 'fail', 2])
    expect(pull.comments[1]?.body).toContain('session.(*Store).Get')
  })

  it('is no warning where only a double stays', async () => {
    const prepare = (setting: Setting) => [0, 1].forEach(() => void commented(setting))
    const { end, warnings } = await letDown('issues/delete-comment', status(403), {}, { prepare })
    expect([...end, ...warnings]).toEqual([1, 'fail', 2])
  })

  it.each<[string, Fault]>([
    ['no answer', cut('after-work')],
    ['half an answer', cut('in-body')],
    ['an answer that is no JSON', { kind: 'truncated' }],
  ])('is not said to be missing where it was written and there is %s', async (_, fault) => {
    const { ran, pull, end, warnings } = await letDown('issues/create-comment', fault)
    expect([...end, ...warnings]).toEqual([1, 'fail', 1])
    expect(ran.outputs['comment-url']).toContain(`#issuecomment-${pull.comments[0]?.id}`)
  })

  it('is found among all pages, whatever their order', async () => {
    const others = ({ pull }: Setting, count: number) => {
      for (let left = count; left > 0; left--) pull.comment({ body: 'Nice', author: 'octocat' })
    }
    const prepare = (setting: Setting) => {
      others(setting, 110)
      commented(setting)
      others(setting, 110)
    }
    const { pull, end, warnings } = await letDown('issues/list-comments', { kind: 'reversed' }, {}, { prepare })
    expect([...end, ...warnings]).toEqual([1, 'fail', 221])
    expect(pull.comments[110]?.body).toContain('session.(*Store).Get')
  })
})
