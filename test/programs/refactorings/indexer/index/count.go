package index

import "example.com/shop/refactorings/indexer/token"

// count makes one entry of each word of a document.
func count(document int, tokens []token.Token) map[string]Entry {
	entries := make(map[string]Entry)
	for _, found := range tokens {
		entry, known := entries[found.Word]
		if !known {
			entry = Entry{Document: document, First: found.Position}
		}
		entry.Count++
		entries[found.Word] = entry
	}
	return entries
}
