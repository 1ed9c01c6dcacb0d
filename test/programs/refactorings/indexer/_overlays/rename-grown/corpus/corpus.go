// Package corpus writes documents, always the same ones.
package corpus

import (
	"fmt"
	"strings"
)

var (
	starts = strings.Fields("Amber Birch Cedar Denim Ebony Felt Glass Hemp Ivory Jute Kraft Linen Maple Nylon Onyx")
	ends   = strings.Fields("box chair cup door frame hook jar knob lamp mat nail oven pan quilt rack shelf table urn")
)

// Document is one text.
type Document struct {
	Title string
	Text  string
}

// Write makes n documents.
func Write(n int) []Document {
	documents := make([]Document, n)
	for i := range documents {
		documents[i] = Document{Title: title(i), Text: text(i)}
	}
	return documents
}

// Word is one of the words that documents consist of.
func Word(number int) string {
	return starts[number%len(starts)] + ends[number/3%len(ends)]
}

func title(number int) string {
	return fmt.Sprintf("Document %d about %s and %s", number, Word(number), Word(number*5+1))
}

func text(number int) string {
	var text strings.Builder
	text.Grow(1280)
	for position := range 48 {
		text.WriteString(Word(number*3 + position*position))
		text.WriteByte(" .,"[position%3])
	}
	return text.String()
}
