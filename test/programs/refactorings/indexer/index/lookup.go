package index

import "encoding/binary"

// Lookup returns the documents that have a word.
func (x Index) Lookup(word string) []Entry {
	encoded := x.postings[word]
	entries := make([]Entry, 0, len(encoded)/3)
	next := func() int {
		number, size := binary.Uvarint(encoded)
		encoded = encoded[size:]
		return int(number)
	}
	for document := 0; len(encoded) > 0; {
		document += next()
		entries = append(entries, Entry{Document: document, Count: next(), First: next()})
	}
	return entries
}
