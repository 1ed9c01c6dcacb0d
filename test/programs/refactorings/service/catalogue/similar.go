package catalogue

import (
	"strconv"
	"strings"
)

// Similar returns titles of products that are made of the same material, as the page shows them beside the order.
func (c *Catalogue) Similar(sku string, limit int) []string {
	titles := make([]string, 0, limit)
	c.visit(c.Find(sku).Material, func(product *Product) bool {
		price := strconv.FormatFloat(float64(product.Cents)/100, 'f', 2, 64)
		titles = append(titles, strings.ToUpper(product.Name)+" from "+product.Warehouse+" for "+price+" EUR")
		return len(titles) < limit
	})
	return titles
}

// visit calls back with products until that returns false.
func (c *Catalogue) visit(material string, next func(*Product) bool) {
	for _, product := range c.byMaterial[material] {
		if !next(product) {
			return
		}
	}
}
