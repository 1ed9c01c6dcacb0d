package suggest

import "slices"

// best are the first documents that have something in common.
func best(common map[int]int) []int {
	found := make([]int, 0, len(common))
	for document := range common {
		found = append(found, document)
	}
	slices.Sort(found)
	return found[:min(5, len(found))]
}
