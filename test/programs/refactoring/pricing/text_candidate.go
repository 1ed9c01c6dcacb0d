//go:build candidate

package pricing

import (
	"fmt"
	"strings"
)

func label(name string, cents int) string {
	return fmt.Sprintf("%-24s %5d.%02d EUR", name, cents/100, cents%100)
}

func (o *Offer) summarize() string {
	var all strings.Builder
	all.Grow(256)
	for _, line := range o.Lines {
		all.WriteString(line.SKU)
		all.WriteByte('\n')
	}
	return all.String()
}
