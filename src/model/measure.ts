export const MEASURES = ['flat', 'cum', 'own'] as const

/**
 * How a sample's value is given to frames: `flat` to its leaf, `cum` to all frames on its stack (recursion once), `own`
 * to the innermost frame of the user's own code.
 */
export type Measure = (typeof MEASURES)[number]

/** What values are divided by before they are compared; `total` scales the candidate to the baseline's total. */
export type Per = 'none' | 'op' | 'second' | 'total'
