package query

import "slices"

// top returns the best hits, the best one first.
func top(hits []Hit, limit int) []Hit {
	sorted := slices.Clone(hits)
	slices.SortStableFunc(sorted, func(a, b Hit) int { return b.Score - a.Score })
	return slices.Clone(sorted[:min(limit, len(sorted))])
}
