// Package catalog holds the products of the shop.
package catalog

import (
	"fmt"
	"slices"
)

// Tags are the words that products are searched by.
var Tags = []string{
	"amber", "birch", "cedar", "denim", "ebony", "felt", "glass", "hemp", "ivory", "jute", "kraft", "linen",
	"maple", "nylon", "onyx", "pearl", "quartz", "rattan", "silk", "teak", "umber", "velvet", "wool", "zinc",
}

// Product is one thing to buy.
type Product struct {
	SKU   string   `json:"sku"`
	Name  string   `json:"name"`
	Text  string   `json:"text"`
	Cents int      `json:"cents"`
	Tags  []string `json:"tags"`
}

// Catalog finds products by their number and by their tags.
type Catalog struct {
	products []*Product
	bySKU    map[string]*Product
	byTag    map[string][]*Product
}

// Load reads a catalogue of n products from the supplier's export.
func Load(n int) *Catalog {
	c := &Catalog{products: decode(export(n), n)}
	c.index()
	return c
}

// SKU is the number that product i is ordered by.
func SKU(i int) string {
	return fmt.Sprintf("SKU-%06d", i)
}

func (c *Catalog) index() {
	c.bySKU = make(map[string]*Product, len(c.products))
	c.byTag = make(map[string][]*Product, len(Tags))
	for _, tag := range Tags {
		c.byTag[tag] = make([]*Product, 0, 2*len(c.products)/len(Tags)+64)
	}
	for _, product := range c.products {
		c.bySKU[product.SKU] = product
		for _, tag := range product.Tags {
			c.byTag[tag] = append(c.byTag[tag], product)
		}
	}
}

// Find returns the product with this number, or nil.
func (c *Catalog) Find(sku string) *Product {
	return c.bySKU[sku]
}

// Search returns the cheapest products with a tag.
func (c *Catalog) Search(tag string, limit int) []*Product {
	found := slices.Clone(c.byTag[tag])
	slices.SortStableFunc(found, func(a, b *Product) int { return a.Cents - b.Cents })
	return found[:min(limit, len(found))]
}
