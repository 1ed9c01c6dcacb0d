// Package catalog finds products by the words of their names.
package catalog

import "strings"

// Product is one line of the catalogue.
type Product struct {
	SKU   string
	Name  string
	Cents int
}

// Index finds products by word.
type Index struct {
	byWord map[string][]int
	all    []Product
}

// New indexes products.
func New(products []Product) *Index {
	index := &Index{byWord: make(map[string][]int, len(products)), all: products}
	for at, product := range products {
		for _, word := range words(product.Name) {
			index.byWord[word] = append(index.byWord[word], at)
		}
	}
	return index
}

// Find returns the products whose names have the word.
func (index *Index) Find(word string) []Product {
	places := index.byWord[strings.ToLower(word)]
	found := make([]Product, 0, len(places))
	for _, at := range places {
		found = append(found, index.all[at])
	}
	return found
}

func words(name string) []string {
	return strings.Fields(strings.ToLower(name))
}
