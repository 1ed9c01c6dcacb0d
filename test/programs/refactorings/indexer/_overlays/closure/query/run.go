// Package query answers questions to an index.
package query

import (
	"strconv"

	"example.com/shop/refactorings/indexer/index"
	"example.com/shop/refactorings/indexer/token"
)

// Hit is a document that was found.
type Hit struct {
	Document int
	Score    int
	Reason   string
}

// Run returns the documents that have most of the words.
func Run(searched *index.Index, words []string, limit int) []Hit {
	scores := make([]int, searched.Documents)
	add := func(entry index.Entry) { scores[entry.Document] += entry.Count }
	for _, word := range words {
		for _, found := range token.Split(word) {
			for _, entry := range searched.Lookup(found.Word) {
				add(entry)
			}
		}
	}
	hits := make([]Hit, 0, 400)
	visit(scores, func(document, score int) {
		reason := strconv.Itoa(score) + " times " + words[0] + " or " + words[1] + " in number " + strconv.Itoa(document)
		hits = append(hits, Hit{Document: document, Score: score, Reason: reason})
	})
	return top(hits, limit)
}

// visit calls back with the documents that have the words more than once.
func visit(scores []int, next func(document, score int)) {
	for document, score := range scores {
		if score > 1 {
			next(document, score)
		}
	}
}
