package query

import "slices"

type scored interface {
	score() int
}

func (h Hit) score() int {
	return h.Score
}

// top returns the best of what was found, the best one first.
func top[Found scored](all []Found, limit int) []Found {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b Found) int { return b.score() - a.score() })
	return slices.Clone(sorted[:min(limit, len(sorted))])
}
