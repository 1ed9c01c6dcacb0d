// Package token finds the words of texts.
package token

import (
	"strings"
	"unicode"
)

// Token is a word and where it stands.
type Token struct {
	Word     string
	Position int
}

// Split returns the words of a text in lower case.
func Split(text string) []Token {
	words := strings.FieldsFunc(text, func(letter rune) bool { return !unicode.IsLetter(letter) })
	tokens := make([]Token, len(words))
	for position, word := range words {
		folded := strings.ToLower(word)
		for _, ending := range []string{"es", "s", "e"} {
			folded = strings.TrimSuffix(folded, ending)
		}
		tokens[position] = Token{Word: folded, Position: position}
	}
	return tokens
}
