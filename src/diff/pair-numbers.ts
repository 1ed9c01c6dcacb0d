const FIRST_SLOTS = 64

/**
 * Numbers pairs of whole numbers (-1 or above, of 31 bits) in the order in which they are met. A hash table in typed
 * arrays, at most half full, for pairs by the hundred thousand: a Map of joined keys takes five times as long.
 */
export class PairNumbers {
  count = 0
  /** Both parts of a pair by its number. */
  firsts = new Int32Array(FIRST_SLOTS / 2)
  seconds = new Int32Array(FIRST_SLOTS / 2)
  /** Number of the pair in each slot, plus one; 0 is free. */
  private slots = new Int32Array(FIRST_SLOTS)

  /** The number of a pair, a new one if it has none: then it is what `count` was before. */
  number(first: number, second: number): number {
    const { firsts, seconds, slots } = this
    const mask = slots.length - 1
    let slot = hash(first, second) & mask
    for (let entry = slots[slot]!; entry !== 0; entry = slots[slot]!) {
      if (firsts[entry - 1] === first && seconds[entry - 1] === second) return entry - 1
      slot = (slot + 1) & mask
    }
    slots[slot] = this.count + 1
    firsts[this.count] = first
    seconds[this.count] = second
    const number = this.count++
    if (this.count === firsts.length) this.grow()
    return number
  }

  private grow(): void {
    const slots = new Int32Array(this.slots.length * 2)
    const firsts = new Int32Array(this.firsts.length * 2)
    const seconds = new Int32Array(this.seconds.length * 2)
    firsts.set(this.firsts)
    seconds.set(this.seconds)
    const mask = slots.length - 1
    for (let number = 0; number < this.count; number++) {
      let slot = hash(firsts[number]!, seconds[number]!) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = number + 1
    }
    this.slots = slots
    this.firsts = firsts
    this.seconds = seconds
  }
}

/** Multiplies by odd constants and mixes high bits into low ones, as the finalizer of MurmurHash3 does. */
function hash(first: number, second: number): number {
  let bits = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d)
  return bits ^ (bits >>> 13)
}
