import type { Comment, CommentApi, PullApi } from '../../../src/github/api/api.ts'
import { ApiError } from '../../../src/github/api/error.ts'

/** What of GitHub an account sees of one pull request: its comments, in the order of their creation. */
export interface Conversation {
  comments: readonly Comment[]
  isOpen: boolean
  headSha: string
}

export const HEAD = '8f3c1d2a7be94c05a1d6e0f35c77b2a94e1b60cd'

export function conversation(...comments: readonly (readonly [author: string | null, body: string])[]): Conversation {
  return {
    comments: comments.map(([author, body], at) => ({ id: at + 1, author, body, url: urlOf(at + 1) })),
    isOpen: true,
    headSha: HEAD,
  }
}

export function urlOf(id: number): string {
  return `https://github.com/acme/shop/pull/482#issuecomment-${id}`
}

export type Request = keyof CommentApi | keyof PullApi

export interface Account {
  readonly login: string
  /** Requests that are refused, with the error of each. */
  readonly refuses: Readonly<Partial<Record<Request, ApiError>>>
  /** Told of every request before it is answered. */
  readonly onRequest: (request: Request) => void
}

/** The API as one account has it. */
export function apiFor(shared: Conversation, parts: Partial<Account> = {}): CommentApi & PullApi {
  const { login = 'github-actions[bot]', refuses = {}, onRequest = () => {} } = parts
  const ask = (request: Request) => {
    onRequest(request)
    const refusal = refuses[request]
    if (refusal !== undefined) throw refusal
  }
  return {
    comments: async () => {
      ask('comments')
      return shared.comments
    },
    createComment: async (_pull, body) => {
      ask('createComment')
      const id = Math.max(0, ...shared.comments.map((each) => each.id)) + 1
      const comment = { id, author: login, body, url: urlOf(id) }
      shared.comments = [...shared.comments, comment]
      return comment
    },
    updateComment: async (id, body) => {
      ask('updateComment')
      const known = shared.comments.find((each) => each.id === id)
      if (known === undefined) return null
      if (known.author !== login) throw new ApiError('forbidden', `PATCH comment ${id}: 403`, 403)
      const updated = { ...known, body }
      shared.comments = shared.comments.map((each) => (each.id === id ? updated : each))
      return updated
    },
    deleteComment: async (id) => {
      ask('deleteComment')
      shared.comments = shared.comments.filter((each) => each.id !== id)
    },
    viewer: async () => {
      ask('viewer')
      return login
    },
    pull: async () => {
      ask('pull')
      return { isOpen: shared.isOpen, headSha: shared.headSha }
    },
  }
}
