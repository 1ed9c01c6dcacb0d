package token

import "strings"

// Trigrams are the groups of three letters of a text, with marks at its ends.
func Trigrams(text string) []string {
	letters := "^" + strings.ToLower(text) + "$"
	groups := make([]string, 0, len(letters))
	for i := range len(letters) - 2 {
		groups = append(groups, letters[i:i+3])
	}
	return groups
}
