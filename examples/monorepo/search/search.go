// Package search finds articles by their words.
package search

import "strings"

// An Index knows which articles have a word.
type Index struct {
	places map[string][]int
}

// New indexes the names of articles.
func New(names []string) *Index {
	index := &Index{places: map[string][]int{}}
	for place, name := range names {
		for _, word := range strings.Fields(strings.ToLower(name)) {
			index.places[word] = append(index.places[word], place)
		}
	}
	return index
}

// Find returns the places of the articles that have all words.
func (index *Index) Find(words ...string) []int {
	var found []int
	for at, word := range words {
		places := index.places[strings.ToLower(word)]
		if at == 0 {
			found = places
		} else {
			found = both(found, places)
		}
	}
	return found
}

// both returns what is in two ascending lists.
func both(a, b []int) []int {
	common := make([]int, 0, min(len(a), len(b)))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			common = append(common, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return common
}
