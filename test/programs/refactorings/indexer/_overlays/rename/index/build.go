// Package index knows which words are in which documents.
package index

import (
	"example.com/shop/refactorings/indexer/corpus"
	"example.com/shop/refactorings/indexer/token"
)

// Index has the encoded postings of every word.
type Index struct {
	Documents int
	postings  map[string][]byte
}

// Build reads documents.
func Build(documents []corpus.Document) *Index {
	b := &builder{postings: make(map[string]*Postings)}
	for number, document := range documents {
		b.insert(count(number, token.Split(document.Text)))
	}
	return &Index{Documents: len(documents), postings: b.encode()}
}

func (b *builder) encode() map[string][]byte {
	encoded := make(map[string][]byte, len(b.postings))
	for word, postings := range b.postings {
		encoded[word] = postings.Encode()
	}
	return encoded
}
