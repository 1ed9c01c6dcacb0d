package index

// builder collects the postings of all words.
type builder struct {
	postings map[string]*Postings
}

// insert takes the words of one document.
func (b *builder) insert(entries map[string]Entry) {
	for word, entry := range entries {
		if b.postings[word] == nil {
			b.postings[word] = &Postings{}
		}
		b.postings[word].Entries = append(b.postings[word].Entries, entry)
	}
}
