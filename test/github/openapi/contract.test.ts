import { describe, expect, test } from 'vitest'
import { type AskedOfGitHub, answerMismatches, type Operation, operationOf, requestMismatches } from './contract.ts'

const repository = '/repos/acme/shop'

function asked(line: string, body?: unknown): AskedOfGitHub {
  const [method = '', address = ''] = line.split(' ')
  const url = new URL(address, 'http://api.test')
  return { method, path: url.pathname, query: url.searchParams, body }
}

function operation(line: string): Operation {
  const { method, path } = asked(line)
  const found = operationOf(method, path)
  if (found === null) throw new Error(`no operation for ${line}`)
  return found
}

describe('operations', () => {
  test.each([
    [`GET ${repository}/pulls/7`, 'pulls/get', { owner: 'acme', repo: 'shop', pull_number: '7' }],
    [`GET ${repository}/contents/.github/x.yml`, 'repos/get-content', { path: '.github/x.yml' }],
    [`GET ${repository}/contents/.github%2Fx.yml`, 'repos/get-content', { path: '.github/x.yml' }],
    [
      `GET ${repository}/compare/main...eve%3Amain`,
      'repos/compare-commits-with-basehead',
      { basehead: 'main...eve:main' },
    ],
    [`GET ${repository}/actions/artifacts/1/zip`, 'actions/download-artifact', { archive_format: 'zip' }],
    [`PATCH ${repository}/issues/comments/5`, 'issues/update-comment', { comment_id: '5' }],
  ])('%s is %s', (line, id, path) => {
    expect(operation(line)).toMatchObject({ id, path })
  })

  test('what GitHub does not offer is none', () => {
    expect(operationOf('PUT', `${repository}/pulls/7`)).toBeNull()
    expect(requestMismatches(asked('GET /repos/acme/shop/nothing'))).toEqual([
      'GET /repos/acme/shop/nothing: no such operation',
    ])
  })
})

describe('requests', () => {
  test.each([
    `GET ${repository}/actions/workflows/ci.yml/runs?branch=main&event=push&per_page=100&page=2&exclude_pull_requests=true`,
    `GET ${repository}/actions/workflows/17/runs?head_sha=${'a'.repeat(40)}`,
    `GET ${repository}/contents/a.yml?ref=main`,
    `GET ${repository}/commits?sha=main&per_page=50`,
    `GET ${repository}/pulls/7`,
  ])('%s is fine', (line) => {
    expect(requestMismatches(asked(line))).toEqual([])
  })

  test.each([
    [`GET ${repository}/pulls?status=open`, 'pulls/list: query parameter status is unknown'],
    [
      `GET ${repository}/pulls?state=merged`,
      'pulls/list: parameter state must be equal to one of the allowed values (open, closed, all)',
    ],
    [`GET ${repository}/commits?per_page=101`, 'repos/list-commits: query parameter per_page is over 100'],
    [`GET ${repository}/commits?per_page=many`, 'repos/list-commits: parameter per_page must be integer'],
    [`GET ${repository}/commits?sha=a&sha=b`, 'repos/list-commits: query parameter sha is given more than once'],
    [`GET ${repository}/pulls/seven`, 'pulls/get: parameter pull_number must be integer'],
  ])('%s is not: %s', (line, mismatch) => {
    expect(requestMismatches(asked(line))).toContain(mismatch)
  })

  test('a body is checked for what is missing, wrong and unknown', () => {
    const post = `POST ${repository}/issues/7/comments`
    expect(requestMismatches(asked(post, { body: 'text' }))).toEqual([])
    expect(requestMismatches(asked(post))).toEqual(['issues/create-comment: body is missing'])
    expect(requestMismatches(asked(post, {}))).toEqual([
      "issues/create-comment: body must have required property 'body'",
    ])
    expect(requestMismatches(asked(post, { body: 1, text: '' }))).toEqual([
      'issues/create-comment: body has the unknown member text',
      'issues/create-comment: body /body must be string',
    ])
    expect(requestMismatches(asked(`GET ${repository}/pulls/7`, {}))).toEqual(['pulls/get: a body where none is taken'])
  })
})

describe('answers', () => {
  const artifacts = operation(`GET ${repository}/actions/artifacts`)
  const artifact = {
    id: 1,
    node_id: 'x',
    name: 'profiles',
    size_in_bytes: 10,
    url: '',
    archive_download_url: '',
    expired: false,
    created_at: '2026-01-01T00:00:00Z',
    expires_at: null,
    updated_at: null,
  }

  test('one that GitHub documents is fine', () => {
    expect(answerMismatches(artifacts, 200, { total_count: 1, artifacts: [artifact] })).toEqual([])
    expect(answerMismatches(artifacts, 404, { message: 'Not Found' })).toEqual([])
    expect(answerMismatches(operation(`DELETE ${repository}/issues/comments/1`), 204, undefined)).toEqual([])
  })

  test.each([
    [200, { artifacts: [] }, "must have required property 'total_count'"],
    [200, { total_count: 1, artifacts: [{ ...artifact, expired: null }] }, '/artifacts/0/expired must be boolean'],
    [
      200,
      { total_count: 1, artifacts: [{ ...artifact, created_at: 'today' }] },
      '/artifacts/0/created_at must match format',
    ],
    [200, undefined, 'has no body'],
    [418, {}, 'is not documented'],
    [404, { message: 1 }, '/message must be string'],
  ])('%s %j is not', (status, body, mismatch) => {
    expect(answerMismatches(artifacts, status, body).join('\n')).toContain(mismatch)
  })

  test('a body where none is documented is a mismatch', () => {
    const remove = operation(`DELETE ${repository}/issues/comments/1`)
    expect(answerMismatches(remove, 204, {})).toEqual(['issues/delete-comment: answer 204 has a body'])
  })
})
