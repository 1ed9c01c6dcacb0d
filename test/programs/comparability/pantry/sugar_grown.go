//go:build grown

package pantry

// Twice as much sugar, and nothing else.
const sugarBatches = 2
