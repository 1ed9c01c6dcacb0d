import { isObject } from '../../openapi/schema.ts'
import { type Answer, json, none, notFound, problem } from '../answer.ts'
import type { Comment } from '../pull.ts'
import { type Call, type Endpoint, pathValue } from './call.ts'
import { pageOf } from './paging.ts'
import { commentBody } from './pull-bodies.ts'

/** Characters of a comment. */
const longestBody = 65_536

/** `pull-requests` is enough where the issue is a pull request, as all are here. */
const scopes = ['pull-requests', 'issues'] as const

export const commentEndpoints: Readonly<Record<string, Endpoint>> = {
  'issues/list-comments': {
    scopes,
    level: 'read',
    filters: ['since'],
    answer: (call) => {
      const pull = call.repository.pulls.get(Number(pathValue(call, 'issue_number')))
      if (pull === undefined) return notFound()
      const since = call.query.get('since')
      const wanted = pull.comments.filter(({ updatedAt }) => since === null || updatedAt >= since)
      const { items, headers } = pageOf(call, wanted)
      const shown = items.map((comment) => commentBody(call, comment))
      return json(200, shown, headers)
    },
  },
  'issues/create-comment': {
    scopes,
    level: 'write',
    answer: (call) => {
      const pull = call.repository.pulls.get(Number(pathValue(call, 'issue_number')))
      if (pull === undefined) return notFound()
      if (pull.isLocked) return problem(403, 'Unable to create comment because issue is locked.')
      const refused = refusal(call)
      if (refused !== null) return refused
      const author = call.token?.actor.login ?? null
      const comment = pull.comment({ body: textOf(call), author, createdAt: call.world.tick(1) })
      return json(201, commentBody(call, comment))
    },
  },
  'issues/get-comment': {
    scopes,
    level: 'read',
    answer: (call) => {
      const comment = commentOf(call)
      return comment === undefined ? notFound() : json(200, commentBody(call, comment))
    },
  },
  'issues/update-comment': {
    scopes,
    level: 'write',
    answer: (call) => {
      const comment = commentOf(call)
      if (comment === undefined) return notFound()
      const refused = refusal(call)
      if (refused !== null) return refused
      comment.body = textOf(call)
      comment.updatedAt = call.world.tick(1)
      return json(200, commentBody(call, comment))
    },
  },
  'issues/delete-comment': {
    scopes,
    level: 'write',
    answer: (call) => {
      const comment = commentOf(call)
      if (comment === undefined) return notFound()
      comment.pull.comments.splice(comment.pull.comments.indexOf(comment), 1)
      return none(204)
    },
  },
}

function commentOf(call: Call): Comment | undefined {
  const id = Number(pathValue(call, 'comment_id'))
  return [...call.repository.pulls.values()].flatMap((pull) => pull.comments).find((comment) => comment.id === id)
}

function textOf(call: Call): string {
  return isObject(call.body) ? String(call.body['body'] ?? '') : ''
}

function refusal(call: Call): Answer | null {
  const text = textOf(call)
  const message =
    text.trim() === ''
      ? "Body can't be blank"
      : [...text].length > longestBody
        ? `Body is too long (maximum is ${longestBody} characters)`
        : null
  if (message === null) return null
  const errors = [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }]
  return problem(422, 'Validation Failed', { errors })
}
