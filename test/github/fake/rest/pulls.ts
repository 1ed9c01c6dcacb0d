import { json, notFound } from '../answer.ts'
import type { PullRequest } from '../pull.ts'
import { differences } from '../tree-diff.ts'
import { type Call, type Endpoint, pathValue } from './call.ts'
import { fileBody } from './files.ts'
import { pageOf } from './paging.ts'
import { pullBody, pullCounts } from './pull-bodies.ts'

/** Files of a pull request that are listed. */
const fileLimit = 3_000

export const pullEndpoints: Readonly<Record<string, Endpoint>> = {
  'pulls/get': {
    scopes: ['pull-requests'],
    level: 'read',
    answer: (call) => {
      const pull = call.repository.pulls.get(Number(pathValue(call, 'pull_number')))
      return pull === undefined ? notFound() : json(200, { ...pullBody(call, pull), ...pullCounts(call, pull) })
    },
  },
  'pulls/list-files': {
    scopes: ['pull-requests'],
    level: 'read',
    answer: (call) => {
      const pull = call.repository.pulls.get(Number(pathValue(call, 'pull_number')))
      const { history } = call.repository
      const head = history.get(pull?.head.sha ?? '')
      const base = history.get(history.mergeBase(pull?.base.sha ?? '', pull?.head.sha ?? '') ?? '')
      if (head === undefined || base === undefined) return notFound()
      const { items, headers } = pageOf(call, differences(base, head).slice(0, fileLimit))
      const shown = items.map((file) => fileBody(call, head.sha, file))
      return json(200, shown, headers)
    },
  },
  'pulls/list': {
    scopes: ['pull-requests'],
    level: 'read',
    filters: ['base', 'head', 'state'],
    answer: (call) => {
      const found = [...call.repository.pulls.values()].filter((pull) => isWanted(call, pull))
      const { items, headers } = pageOf(call, found.toReversed())
      const shown = items.map((pull) => pullBody(call, pull))
      return json(200, shown, headers)
    },
  },
}

function isWanted({ query }: Call, pull: PullRequest): boolean {
  const state = query.get('state') ?? 'open'
  const head = query.get('head')
  const base = query.get('base')
  return (
    (state === 'all' || pull.state === state) &&
    (head === null || head === `${pull.head.repository.owner}:${pull.head.branch}`) &&
    (base === null || base === pull.base.branch)
  )
}
