package suggest

import (
	"slices"
	"strings"
)

// trigrams are the groups of three letters of a text, with marks at its ends.
func trigrams(text string) []string {
	letters := "^" + strings.ToLower(text) + "$"
	groups := make([]string, 0, len(letters))
	for i := range len(letters) - 2 {
		groups = append(groups, letters[i:i+3])
	}
	return groups
}

// best are the first documents that have something in common.
func best(common map[int]int) []int {
	found := make([]int, 0, len(common))
	for document := range common {
		found = append(found, document)
	}
	slices.Sort(found)
	return found[:min(5, len(found))]
}
