import type { Headers } from '../answer.ts'
import type { Call } from './call.ts'

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly headers: Headers
}

/**
 * One page of a list with its Link header, as GitHub cuts them: 30 items unless `per_page` says more, at most 100;
 * `first` and `prev` from the second page on, `next` and `last` up to the last but one.
 */
export function pageOf<Item>(call: Call, all: readonly Item[], usualSize = 30): Page<Item> {
  const size = Math.min(Number(call.query.get('per_page') ?? usualSize) || usualSize, Math.max(usualSize, 100))
  const number = Math.max(1, Number(call.query.get('page') ?? 1) || 1)
  const last = Math.max(1, Math.ceil(all.length / size))
  const ordered = call.order === 'reversed' ? all.toReversed() : all
  const links: string[] = []
  const link = (page: number, relation: string): void => {
    const url = new URL(call.url)
    url.searchParams.set('page', String(page))
    links.push(`<${url.href}>; rel="${relation}"`)
  }
  if (number > 1) link(Math.min(number - 1, last), 'prev')
  if (number < last) link(number + 1, 'next')
  if (number < last) link(last, 'last')
  if (number > 1) link(1, 'first')
  return {
    items: ordered.slice((number - 1) * size, number * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  }
}
