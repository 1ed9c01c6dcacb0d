package fulltext

import (
	"strings"
	"unicode"

	"example.com/shop/parallel"
)

// words are the words of one document.
type words struct {
	document int
	counts   map[string]int
	order    []string // as they come in the text
}

// Build reads documents on three goroutines and puts their words into an index on a fourth.
func Build(documents []Document) *Index {
	const readers = 3
	index := &Index{documents: documents, postings: make(map[string][]posting), recent: make(map[string][]Hit)}
	counted := make([]chan words, readers)
	for reader := range counted {
		counted[reader] = make(chan words, 16)
	}
	parallel.Run(readers+1, func(worker int) {
		if worker == 0 {
			index.collect(counted)
			return
		}
		reader := worker - 1
		defer close(counted[reader])
		for document := reader; document < len(documents); document += readers {
			counted[reader] <- count(document, documents[document].Text)
		}
	})
	return index
}

// usualPostings is how many documents have a usual word.
const usualPostings = 4096

// collect takes the documents in their order, so that the index is the same every time.
func (x *Index) collect(counted []chan words) {
	for document := range x.documents {
		x.add(<-counted[document%len(counted)])
	}
}

func (x *Index) add(found words) {
	for _, word := range found.order {
		if x.postings[word] == nil {
			x.postings[word] = make([]posting, 0, usualPostings)
		}
		x.postings[word] = append(x.postings[word], posting{document: found.document, count: found.counts[word]})
	}
}

func count(document int, text string) words {
	found := words{document: document, counts: make(map[string]int)}
	for _, word := range tokenize(text) {
		if found.counts[word] == 0 {
			found.order = append(found.order, word)
		}
		found.counts[word]++
	}
	return found
}

func tokenize(text string) []string {
	fields := strings.FieldsFunc(text, func(letter rune) bool {
		return !unicode.IsLetter(letter) && !unicode.IsDigit(letter)
	})
	for i, field := range fields {
		fields[i] = strings.ToLower(field)
	}
	return fields
}
