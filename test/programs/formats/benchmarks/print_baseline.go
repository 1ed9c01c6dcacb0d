//go:build !candidate

package receipt

import (
	"strconv"
	"strings"
)

// Print is the text of a receipt.
func Print(items []Item) string {
	var text strings.Builder
	text.Grow(40 * len(items))
	for _, item := range items {
		text.WriteString(item.Name)
		text.WriteByte(' ')
		text.WriteString(strconv.Itoa(item.Cents))
		text.WriteByte('\n')
	}
	return text.String()
}
