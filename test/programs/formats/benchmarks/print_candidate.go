//go:build candidate

package receipt

import "strconv"

// Print is the text of a receipt.
func Print(items []Item) string {
	text := ""
	for _, item := range items {
		text += item.Name + " " + strconv.Itoa(item.Cents) + "\n"
	}
	return text
}
