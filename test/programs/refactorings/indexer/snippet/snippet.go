// Package snippet shows where words are in a text.
package snippet

import "strings"

// Highlight returns a text with the words marked.
func Highlight(text string, words []string) string {
	for _, word := range words {
		text = mark(text, word)
	}
	return text
}

func mark(text, word string) string {
	return strings.ReplaceAll(text, word, "<b class=found>"+strings.ToUpper(word)+"</b>")
}
