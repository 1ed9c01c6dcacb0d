/** One step of the 53 bits of a double between 0 and 1. */
const UNIT_53 = 2 ** -53

/**
 * Random numbers that a text determines: the same seed gives the same numbers on every machine.
 * Generator: xoshiro128** 1.1 (Blackman and Vigna 2018, prng.di.unimi.it); the state is hashed from the seed by FNV-1a with
 * the finalizer of MurmurHash3.
 */
export class Random {
  private readonly state = new Uint32Array(4)

  constructor(seed: string) {
    for (let word = 0; word < 4; word++) this.state[word] = hash(seed, word)
    // The one state that the generator never leaves.
    if (this.state.every((word) => word === 0)) this.state[0] = 1
  }

  /** 0 <= u < 1, with 53 random bits. */
  uniform(): number {
    return ((this.next() >>> 5) * 2 ** 26 + (this.next() >>> 6)) * UNIT_53
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform()
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1))
  }

  private next(): number {
    const { state } = this
    const second = state[1]!
    const result = Math.imul(rotate(Math.imul(second, 5), 7), 9)
    state[2]! ^= state[0]!
    state[3]! ^= second
    state[1]! ^= state[2]!
    state[0]! ^= state[3]!
    state[2]! ^= second << 9
    state[3] = rotate(state[3]!, 11)
    return result >>> 0
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

function hash(text: string, word: number): number {
  let sum = 0x811c9dc5 ^ Math.imul(word + 1, 0x9e3779b1)
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b)
  sum = Math.imul(sum ^ (sum >>> 13), 0xc2b2ae35)
  return (sum ^ (sum >>> 16)) >>> 0
}
