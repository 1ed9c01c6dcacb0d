// Package catalogue holds the products of the shop.
package catalogue

import (
	"fmt"
	"strconv"
	"strings"
)

var materials = []string{
	"amber", "birch", "cedar", "denim", "ebony", "felt", "glass", "hemp", "ivory", "jute", "kraft", "linen",
}

// Product is one thing to buy.
type Product struct {
	SKU       string
	Name      string
	Text      string
	Material  string
	Warehouse string
	Cents     int
}

// Catalogue finds products by their number and by what they are made of.
type Catalogue struct {
	bySKU      map[string]*Product
	byMaterial map[string][]*Product
}

// Load makes a catalogue of n products.
func Load(n int) *Catalogue {
	c := &Catalogue{bySKU: make(map[string]*Product, n), byMaterial: make(map[string][]*Product)}
	for i := range n {
		c.add(product(i))
	}
	return c
}

// SKU is the number that product i is ordered by.
func SKU(i int) string {
	return fmt.Sprintf("SKU-%06d", i)
}

// Find returns the product with this number, or nil.
func (c *Catalogue) Find(sku string) *Product {
	return c.bySKU[sku]
}

func (c *Catalogue) add(added *Product) {
	c.bySKU[added.SKU] = added
	c.byMaterial[added.Material] = append(c.byMaterial[added.Material], added)
}

func product(i int) *Product {
	material := materials[i%len(materials)]
	return &Product{
		SKU:       SKU(i),
		Name:      "lamp " + strconv.Itoa(i) + " of " + material,
		Text:      describe(material),
		Material:  material,
		Warehouse: "hall " + strconv.Itoa(i%3),
		Cents:     500 + i*37%9500,
	}
}

func describe(material string) string {
	var text strings.Builder
	text.Grow(480)
	for range 4 {
		text.WriteString("Our designer chose " + material + " for the base and found paper for the shade. ")
	}
	return text.String()
}
