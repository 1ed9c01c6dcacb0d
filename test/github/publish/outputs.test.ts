import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { outputsOf } from '../../../src/github/publish/outputs.ts'
import { fail, firstRun, warn } from '../../report/results.ts'

const WRITTEN = { json: 'out/r.json', markdown: 'out/r.md', html: 'out/r.html', reportUrl: 'https://github.com/a' }

describe('the outputs', () => {
  test('tell what came of the step', () => {
    expect(outputsOf(fail(), 'fail', WRITTEN)).toEqual({
      outcome: 'fail',
      failed: 'true',
      json: 'out/r.json',
      markdown: 'out/r.md',
      html: 'out/r.html',
      'report-url': 'https://github.com/a',
      'baseline-sha': '41d09ae5f2c8b3376d10e9a4cb5582e7f0a91b3e',
      'baseline-run-id': '17020011222',
    })
  })

  test('are empty where there is nothing', () => {
    expect(outputsOf(firstRun(), 'fail', { json: null, markdown: null, html: null, reportUrl: null })).toEqual({
      ...{ outcome: 'pass', failed: 'false', json: '', markdown: '', html: '', 'report-url': '' },
      ...{ 'baseline-sha': '', 'baseline-run-id': '' },
    })
  })

  test('say that the step fails only if it does', () => {
    const failed = (failOn: 'fail' | 'warn' | 'never') =>
      [fail(), warn()].map((made) => outputsOf(made, failOn, WRITTEN)['failed'])
    expect([failed('fail'), failed('warn'), failed('never')]).toEqual([
      ['true', 'false'],
      ['true', 'true'],
      ['false', 'false'],
    ])
  })

  test('and the address of the comment are those that action.yml declares', () => {
    const { outputs } = parse(readFileSync('action.yml', 'utf8'))
    expect([...Object.keys(outputsOf(fail(), 'fail', WRITTEN)), 'comment-url'].toSorted()).toEqual(
      Object.keys(outputs).toSorted(),
    )
  })
})
