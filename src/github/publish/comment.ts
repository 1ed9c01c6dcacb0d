import { notice } from '../../model/notice.ts'
import { exitCodeFor, type FailOn } from '../../report/exit-code.ts'
import { headlineText } from '../../report/headline-text.ts'
import { PLAIN } from '../../report/pen.ts'
import type { Previous } from '../../report/view.ts'
import { noticeText } from '../../report/words.ts'
import { isWorthSaying } from '../../report/worth-saying.ts'
import type { Result } from '../../result/result.ts'
import type { Comment, CommentApi, PullApi } from '../api/api.ts'
import { isApiError } from '../api/error.ts'
import type { CommentMode } from '../inputs.ts'
import { isNewer, type Marker, markerKey, readMarker, writeMarker } from './marker.ts'

export interface CommentRequest {
  readonly api: CommentApi & PullApi
  /** As the event has it. */
  readonly pull: { readonly number: number; readonly headSha: string }
  readonly mode: CommentMode
  readonly failOn: FailOn
  readonly key: string
  readonly result: Result
  readonly run: { readonly id: number; readonly attempt: number }
  /**
   * Makes the body.
   * @param marker its first line
   * @param previous what the comment says now, if that was something wrong at another head
   * @param movedTo the head of the pull request, if it is another one by now
   */
  readonly render: (marker: string, previous: Previous | null, movedTo: string | null) => string
}

/** What became of the comment. `url` is that of the comment that the pull request has. */
export type CommentReport =
  | { readonly kind: 'created' | 'updated'; readonly url: string }
  /** It shows a newer run. */
  | { readonly kind: 'kept'; readonly url: string; readonly why: 'newer-run' }
  | { readonly kind: 'none'; readonly url: null; readonly why: 'mode' | 'nothing-to-say' | 'closed' }
  /** `message`: for a person, with the way out. The verdict does not depend on it. */
  | { readonly kind: 'failed'; readonly url: null; readonly message: string }

/** Whose comments they are where nobody tells: that of the token of every workflow run. */
const USUAL_AUTHOR = 'github-actions[bot]'

/**
 * Writes the verdict into the one comment of its key: the oldest that has a marker of the key and was written by the
 * account of the token. It is edited in place; an older run never overwrites a newer one. What GitHub refuses is
 * reported, never thrown.
 *
 * Two runs may create one each at the same time. So each lists again after creating, and takes its own away if there
 * is an older one: then exactly one stays, and it shows the newer run.
 */
export async function publishComment(request: CommentRequest): Promise<CommentReport> {
  if (request.mode === 'never') return { kind: 'none', url: null, why: 'mode' }
  try {
    return await publish(request)
  } catch (error) {
    if (!isApiError(error)) throw error
    const what = notice('comment-not-written', { why: error.kind, message: error.message })
    return { kind: 'failed', url: null, message: noticeText(what, PLAIN) }
  }
}

interface OwnComment {
  readonly comment: Comment
  readonly marker: Marker
}

async function publish(request: CommentRequest): Promise<CommentReport> {
  const { api, pull, key } = request
  const marked = markedWith(key, await api.comments(pull.number))
  const own = marked.length === 0 ? [] : writtenBy(await viewerOf(api), marked)
  for (const [at, oldest] of own.entries()) {
    const report = await update(request, oldest, newestOf(own))
    // It is gone since it was listed; then the next one is the oldest.
    if (report === null) continue
    for (const { comment } of own.slice(at + 1)) await remove(api, comment.id)
    return report
  }
  const why = whyNotCreate(request)
  return why === null ? create(request) : { kind: 'none', url: null, why }
}

/** Of several comments the oldest stays, whichever shows the newest run. */
async function update(request: CommentRequest, oldest: OwnComment, shown: OwnComment): Promise<CommentReport | null> {
  const { api, run } = request
  if (isNewer(shown.marker, { run: run.id, attempt: run.attempt })) {
    const { url } = oldest.comment
    if (shown !== oldest && (await api.updateComment(oldest.comment.id, shown.comment.body)) === null) return null
    return { kind: 'kept', url, why: 'newer-run' }
  }
  const { headSha } = await api.pull(request.pull.number)
  const updated = await api.updateComment(oldest.comment.id, bodyOf(request, shown.marker, headSha))
  return updated === null ? null : { kind: 'updated', url: updated.url }
}

async function create(request: CommentRequest): Promise<CommentReport> {
  const { api, pull, key, run } = request
  const { isOpen, headSha } = await api.pull(pull.number)
  if (!isOpen) return { kind: 'none', url: null, why: 'closed' }
  const body = bodyOf(request, null, headSha)
  const created = await api.createComment(pull.number, body)
  const report: CommentReport = { kind: 'created', url: created.url }
  try {
    const marked = markedWith(key, await api.comments(pull.number))
    const own = writtenBy(created.author ?? USUAL_AUTHOR, marked)
    const oldest = own.find(({ comment }) => comment.id < created.id)
    if (oldest === undefined) return report
    const isOutdated = isNewer(oldest.marker, { run: run.id, attempt: run.attempt })
    const updated = isOutdated ? oldest.comment : await api.updateComment(oldest.comment.id, body)
    if (updated === null) return report
    await remove(api, created.id)
    const { url } = updated
    return isOutdated ? { kind: 'kept', url, why: 'newer-run' } : { kind: 'updated', url }
  } catch (error) {
    // The comment is there; a second one is tidied up by the next run.
    if (isApiError(error)) return report
    throw error
  }
}

function bodyOf({ pull, key, run, result, render }: CommentRequest, shown: Marker | null, headSha: string): string {
  const { outcome } = result
  const marker = writeMarker({
    ...{ key, outcome, sha: pull.headSha, run: run.id, attempt: run.attempt },
    headline: headlineText(result),
  })
  const wasWrong = shown !== null && shown.outcome !== 'pass' && shown.sha !== pull.headSha
  return render(marker, wasWrong ? shown : null, headSha === pull.headSha ? null : headSha)
}

function whyNotCreate({ mode, result, failOn }: CommentRequest): 'nothing-to-say' | null {
  const isFailure = result.outcome === 'fail' || result.outcome === 'error' || exitCodeFor(result.outcome, failOn) !== 0
  const creates = mode === 'always' || (mode === 'failure' ? isFailure : isWorthSaying(result))
  return creates ? null : 'nothing-to-say'
}

/** The comments that claim to be of a key, oldest first. */
function markedWith(key: string, comments: readonly Comment[]): readonly OwnComment[] {
  return comments
    .flatMap((comment) => {
      const marker = readMarker(comment.body)
      return marker === null || marker.key !== markerKey(key) ? [] : [{ comment, marker }]
    })
    .toSorted((a, b) => a.comment.id - b.comment.id)
}

function writtenBy(author: string, marked: readonly OwnComment[]): readonly OwnComment[] {
  return marked.filter(({ comment }) => comment.author === author)
}

function newestOf(own: readonly OwnComment[]): OwnComment {
  return own.reduce((newest, each) => (isNewer(each.marker, newest.marker) ? each : newest))
}

async function viewerOf(api: CommentApi): Promise<string> {
  try {
    return await api.viewer()
  } catch (error) {
    if (isApiError(error)) return USUAL_AUTHOR
    throw error
  }
}

/** One comment too many is no reason to say that there is none. */
async function remove(api: CommentApi, id: number): Promise<void> {
  try {
    await api.deleteComment(id)
  } catch (error) {
    if (!isApiError(error)) throw error
  }
}
