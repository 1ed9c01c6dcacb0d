package index

import "encoding/binary"

// Entry tells how often a document has a word, and where first.
type Entry struct {
	Document int
	Count    int
	First    int
}

// Postings are all documents that have a word.
type Postings struct {
	Entries []Entry
}

// Encode writes the entries as numbers, which take up to three bytes each.
func (p Postings) Encode() []byte {
	encoded := make([]byte, 0, 9*len(p.Entries))
	last := 0
	for _, entry := range p.Entries {
		encoded = binary.AppendUvarint(encoded, uint64(entry.Document-last))
		encoded = binary.AppendUvarint(encoded, uint64(entry.Count))
		encoded = binary.AppendUvarint(encoded, uint64(entry.First))
		last = entry.Document
	}
	return encoded
}
