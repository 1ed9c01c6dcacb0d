// Package export writes products for spreadsheets.
package export

import (
	"strconv"
	"strings"

	"example.com/catalog"
)

// CSV has a line for each product.
func CSV(products []catalog.Product) string {
	var text strings.Builder
	for _, product := range products {
		text.WriteString(line(product))
	}
	return text.String()
}

func line(product catalog.Product) string {
	return product.SKU + "," + product.Name + "," + strconv.Itoa(product.Cents) + "\n"
}
