package config

import (
	"fmt"
	"strings"
)

// rulesPerFile is how many rules the file has.
const rulesPerFile = 800

// Read returns the text of the file as it was deployed for the nth time.
func Read(version int) string {
	var text strings.Builder
	text.Grow(64 * rulesPerFile)
	for number := range rulesPerFile {
		fmt.Fprintf(&text, "checkout.rule-%06d = version %06d of the rule\n", number, version)
	}
	return text.String()
}
