/** How many profiles all tests of a fuzzing run make together; FUZZ_RUNS raises it for a long search. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2400)

/** FUZZ_SEED repeats a search, or makes another one. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261121)

export const fuzzTimeoutMs = 60_000 + RUNS * 50

/** Options of fast-check for a test that makes this share of the profiles. */
export function fuzzOptions(share: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Math.ceil(RUNS * share), seed: SEED }
}
