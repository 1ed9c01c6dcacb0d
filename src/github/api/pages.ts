import type { z } from 'zod'
import type { Answer } from './answer.ts'
import { read } from './answers.ts'
import type { Ask, Question } from './question.ts'

const PER_PAGE = 100

/** How a list is read: what a page of it looks like, where its items are, what tells two of them apart. */
export interface Listing<Page, Item> {
  readonly schema: z.ZodType<Page>
  readonly items: (page: Page) => readonly Item[]
  readonly idOf: (item: Item) => number | string
}

/**
 * The items of all pages of a list, at most `limit`, each once: pages shift while somebody adds to the list.
 * @throws {ApiError}
 */
export async function pages<Page, Item>(
  ask: Ask,
  question: Question,
  listing: Listing<Page, Item>,
  limit: number,
): Promise<readonly Item[]> {
  const found = new Map<number | string, Item>()
  const perPage = Math.min(PER_PAGE, limit)
  for (let page = 1; found.size < limit; page++) {
    const query = { ...question.query, per_page: perPage, ...(page === 1 ? {} : { page }) }
    const answer = await ask({ ...question, query })
    const here = listing.items(read(listing.schema, answer, question))
    const before = found.size
    for (const item of here) found.set(listing.idOf(item), item)
    // A server that gives the same page again and again must not be asked forever.
    if (found.size === before || !hasNext(answer, here.length >= perPage)) break
  }
  return [...found.values()].slice(0, limit)
}

/** By the Link header; its address is not followed. GitHub sends none for a single page, a proxy may drop it. */
function hasNext({ headers }: Answer, isFull: boolean): boolean {
  const link = headers['link']
  return link === undefined ? isFull : /rel="?next\b/i.test(String(link))
}
