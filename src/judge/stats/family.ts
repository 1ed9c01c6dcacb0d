export interface Family {
  /** For every item, in the order given: its growth is significant. */
  readonly rejected: readonly boolean[]
  /** M: the items that could reach significance at all; the others are not tested and cost the rest nothing. */
  readonly tested: number
}

/**
 * Which items are significant when all of them are asked at once, with probability at most alpha of any false one.
 * Items whose smallest attainable p-value is above alpha / K are set aside, K the smallest number with at most K items left;
 * then Holm's step-down over the rest.
 * A larger alpha may reject fewer: it lets more items into the family, which all of them pay for.
 * Sources: Tarone 1990, Biometrics 46, 515-522; Holm 1979, Scand. J. Statist. 6, 65-70.
 * @param p p-value of each item. @param minP its smallest attainable p-value, same length.
 */
export function taroneHolm(p: ArrayLike<number>, minP: ArrayLike<number>, alpha: number): Family {
  const order = taroneFamily(minP, alpha)
  order.sort((i, j) => p[i]! - p[j]!)
  const rejected = new Array<boolean>(p.length).fill(false)
  for (const [rank, i] of order.entries()) {
    if (!(p[i]! <= alpha / (order.length - rank))) break
    rejected[i] = true
  }
  return { rejected, tested: order.length }
}

/** The items of the family, as ascending indices: M of them. */
export function taroneFamily(minP: ArrayLike<number>, alpha: number): number[] {
  const bound = alpha / taroneDivisor(minP, alpha)
  const family: number[] = []
  for (let i = 0; i < minP.length; i++) if (minP[i]! <= bound) family.push(i)
  return family
}

/** Smallest K >= 1 with at most K items of minP <= alpha / K: in ascending order, the item after the K-th is above alpha / K. */
function taroneDivisor(minP: ArrayLike<number>, alpha: number): number {
  const ascending = Float64Array.from(minP).sort()
  let k = 1
  while (k < ascending.length && ascending[k]! <= alpha / k) k++
  return k
}
