import { notice } from '../../model/notice.ts'
import { exitCodeFor, type FailOn } from '../../report/exit-code.ts'
import { headlineText } from '../../report/headline-text.ts'
import { PLAIN } from '../../report/pen.ts'
import type { Previous } from '../../report/view.ts'
import { noticeText } from '../../report/words.ts'
import { isWorthSaying } from '../../report/worth-saying.ts'
import type { Result } from '../../result/result.ts'
import type { CommentApi, PullApi } from '../api/api.ts'
import { ApiError, isApiError } from '../api/error.ts'
import type { CommentMode } from '../inputs.ts'
import { whyOf } from '../unknown.ts'
import { newestOf, type OwnComment, removeAll, Thread } from './comment-thread.ts'
import { isNewer, type Marker, readMarker, writeMarker } from './marker.ts'

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
  /** It shows a newer run, or what another step of this very run has found. */
  | { readonly kind: 'kept'; readonly url: string; readonly why: 'newer-run' | 'comment-taken' }
  | { readonly kind: 'none'; readonly url: null; readonly why: 'mode' | 'nothing-to-say' | 'closed' }
  /** `message`: for a person, with the way out. The verdict does not depend on it. */
  | { readonly kind: 'failed'; readonly url: null; readonly message: string }

/** How often it is written while others keep writing it, too. */
const MOST_WRITES = 4

/**
 * Writes the verdict into the one comment of its key: the oldest that has a marker of the key and was written by the
 * account of the token. It is edited in place; an older run never overwrites a newer one, nor one step another step of
 * its run. What GitHub refuses is reported, never thrown.
 *
 * Runs may write at the same time, and GitHub has no edit on a condition. So the comments are listed right before each
 * write, and again after it: doubles are tidied away, and what an older run has written meanwhile is written over.
 */
export async function publishComment(request: CommentRequest): Promise<CommentReport> {
  if (request.mode === 'never') return { kind: 'none', url: null, why: 'mode' }
  try {
    return await publish(request)
  } catch (error) {
    if (!isApiError(error)) throw error
    const what = notice('comment-not-written', { why: whyOf(error), message: error.message })
    return { kind: 'failed', url: null, message: noticeText(what, PLAIN) }
  }
}

async function publish(request: CommentRequest): Promise<CommentReport> {
  const { api, pull, key } = request
  const thread = new Thread(api, pull.number, key)
  const listed = await thread.own()
  const why = listed.length === 0 ? whyNotCreate(request) : null
  if (why !== null) return { kind: 'none', url: null, why }
  const keeping = whyKeep(listed, request, null)
  if (keeping !== null) return keep(api, listed, keeping)
  const head = await api.pull(pull.number)
  // This may have taken a minute. Where there was none, the list after the first write tells as much.
  return write(request, thread, listed.length === 0 ? [] : await thread.own(), head)
}

/** Something of ours that was written. */
interface Written {
  readonly kind: 'created' | 'updated'
  readonly url: string
}

/** Writes until the oldest comment of ours is the only one, and shows this run or a newer one. */
async function write(
  request: CommentRequest,
  thread: Thread,
  listed: readonly OwnComment[],
  { isOpen, headSha }: { readonly isOpen: boolean; readonly headSha: string },
): Promise<CommentReport> {
  const { api } = request
  const body = bodyOf(request, newestOf(listed)?.marker ?? null, headSha)
  let own = listed
  let written: Written | null = null
  for (let writes = 0; writes < MOST_WRITES; writes++) {
    const [oldest] = own
    const why = whyKeep(own, request, written === null ? null : body)
    if (why !== null) return keep(api, own, why)
    if (oldest === undefined) {
      // Deleted meanwhile, or not listed yet.
      if (written !== null) return written
      const reason = isOpen ? whyNotCreate(request) : 'closed'
      if (reason !== null) return { kind: 'none', url: null, why: reason }
      written = await create(request, thread, body)
    } else if (written !== null && isSame(oldest.marker, readMarker(body))) {
      await removeAll(api, own.slice(1))
      return { kind: written.kind, url: oldest.comment.url }
    } else {
      const updated = await api.updateComment(oldest.comment.id, body)
      if (updated === null) thread.gone.add(oldest.comment.id)
      else written = { kind: 'updated', url: updated.url }
    }
    try {
      own = await thread.own()
    } catch (error) {
      // It is there; a second one is tidied up by the next run.
      if (isApiError(error) && written !== null) return written
      throw error
    }
  }
  if (written !== null) return written
  throw deletedAgain()
}

function deletedAgain(): ApiError {
  return new ApiError('unavailable', 'the comment was deleted while it was written', null)
}

async function create({ api, pull }: CommentRequest, thread: Thread, body: string): Promise<Written> {
  try {
    const created = await api.createComment(pull.number, body)
    thread.author ??= created.author
    return { kind: 'created', url: created.url }
  } catch (error) {
    if (!isApiError(error) || error.kind !== 'unavailable') throw error
    // GitHub may have done it and not have said so.
    const found = (await thread.own()).find(({ marker }) => isSame(marker, readMarker(body)))
    if (found === undefined) throw error
    return { kind: 'created', url: found.comment.url }
  }
}

/**
 * Why what stands there is not to be written over. Each step writes once, so another text of the same run is of another
 * step; `written` is what this one has written already.
 */
function whyKeep(
  own: readonly OwnComment[],
  { run: { id: run, attempt } }: CommentRequest,
  written: string | null,
): 'newer-run' | 'comment-taken' | null {
  const shown = newestOf(own)?.marker
  if (shown === undefined) return null
  if (isNewer(shown, { run, attempt })) return 'newer-run'
  if (isNewer({ run, attempt }, shown)) return null
  return written !== null && isSame(shown, readMarker(written)) ? null : 'comment-taken'
}

/** Of several comments the oldest stays, with what the newest one says. */
async function keep(
  api: CommentApi,
  own: readonly OwnComment[],
  why: 'newer-run' | 'comment-taken',
): Promise<CommentReport> {
  const shown = newestOf(own)
  for (const [at, { comment }] of own.entries()) {
    const isShown = comment.id === shown?.comment.id
    if (!isShown && (await api.updateComment(comment.id, shown?.comment.body ?? '')) === null) continue
    await removeAll(api, own.slice(at + 1))
    return { kind: 'kept', url: comment.url, why }
  }
  throw deletedAgain()
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

function isSame(one: Marker, other: Marker | null): boolean {
  return other !== null && writeMarker(one) === writeMarker(other)
}
