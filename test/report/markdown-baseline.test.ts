import { expect, test } from 'vitest'
import { notice } from '../../src/model/notice.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { commentView, firstRun, namesIn, noBaseline, withBaseline } from './results.ts'

const SHA = '41d09ae5f2c8b3376d10e9a4cb5582e7f0a91b3e'

test('a pull request gets a baseline by a new push, for a job that is only run again stands on the same commit', () => {
  const text = renderMarkdown(firstRun(), commentView(namesIn(firstRun())))
  expect(text).toContain('push to this pull request or update its branch')
  expect(text).toContain('if it has `workflow_dispatch`')
  expect(text).not.toContain('re-run')
})

test('a workflow that is named in place of this one is named where nothing was found in it', () => {
  const workflow = 'nightly.yml'
  const steps = [
    notice('no-run', { sha: SHA, workflow }),
    notice('none-before', { sha: SHA, depth: 9, runs: 0, workflow }),
  ]
  const text = renderMarkdown(withBaseline(noBaseline(), { steps }), commentView(namesIn(noBaseline())))
  expect(text.match(/no run of `nightly\.yml` by push, schedule, dispatch or merge queue measured/g)).toHaveLength(2)
  expect(text).toContain('the next run of `nightly.yml` on `main` stores one')
  expect(text).not.toContain('this workflow')
})
