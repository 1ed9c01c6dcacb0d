//go:build !grown

package pantry

const sugarBatches = 1
