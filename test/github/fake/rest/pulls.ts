import { json, notFound } from '../answer.ts'
import type { PullRequest } from '../pull.ts'
import { type Call, type Endpoint, pathValue } from './call.ts'
import { pageOf } from './paging.ts'
import { pullBody, pullCounts } from './pull-bodies.ts'

export const pullEndpoints: Readonly<Record<string, Endpoint>> = {
  'pulls/get': {
    scopes: ['pull-requests'],
    level: 'read',
    answer: (call) => {
      const pull = call.repository.pulls.get(Number(pathValue(call, 'pull_number')))
      return pull === undefined ? notFound() : json(200, { ...pullBody(call, pull), ...pullCounts(call, pull) })
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
