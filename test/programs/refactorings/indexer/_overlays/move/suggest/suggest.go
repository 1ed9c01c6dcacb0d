// Package suggest knows titles that are alike.
package suggest

import (
	"example.com/shop/refactorings/indexer/corpus"
	"example.com/shop/refactorings/indexer/token"
)

// Titles finds documents by groups of three letters in their titles.
type Titles struct {
	documents map[string][]int
}

// Learn reads the titles of documents.
func Learn(documents []corpus.Document) *Titles {
	t := &Titles{documents: make(map[string][]int)}
	for number, document := range documents {
		for _, trigram := range token.Trigrams(document.Title) {
			t.documents[trigram] = append(t.documents[trigram], number)
		}
	}
	return t
}

// Alike returns documents that have something in common with this title.
func (t *Titles) Alike(title string) []int {
	common := make(map[int]int)
	for _, trigram := range token.Trigrams(title) {
		same := t.documents[trigram]
		if len(same) > 0 {
			common[same[len(title)%len(same)]]++
		}
	}
	return best(common)
}
