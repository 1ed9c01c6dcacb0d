/** An answer of more bytes than anything that is asked for has. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge'
}

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/**
 * A fetch whose answers are here in full: octokit takes a body that breaks off for an empty one, and reads one without
 * an end. Counted are bytes after decompression. The returned function throws {@link AnswerTooLarge} and what `fetch`
 * throws.
 */
export function boundedFetch(fetch: Fetch, limitBytes: number): Fetch {
  return async (url, init) => {
    const answer = await fetch(url, init)
    const chunks: Uint8Array<ArrayBuffer>[] = []
    let sizeBytes = 0
    for await (const chunk of answer.body ?? []) {
      sizeBytes += chunk.length
      // Leaving the loop cancels the stream, which closes the connection.
      if (sizeBytes > limitBytes) throw new AnswerTooLarge(`the answer has more than ${limitBytes} bytes`)
      chunks.push(chunk)
    }
    // Some statuses must not have a body, not even an empty one.
    const body = sizeBytes === 0 ? null : new Blob(chunks)
    return new Response(body, { status: answer.status, headers: [...answer.headers] })
  }
}
