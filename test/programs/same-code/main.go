// Same-code: nothing changed.
//
// Base and candidate are the same program: a shop with a full-text search that works in parallel, with JSON,
// maps, sorting, strings, channels, a mutex, and profiler labels for the kinds of request.
// Culprit: none; nothing may fail.
package main

import (
	"context"
	"encoding/json"
	"log"
	"runtime"
	"runtime/pprof"
	"strings"

	"example.com/shop/capture"
	"example.com/shop/catalog"
	"example.com/shop/parallel"
	"example.com/shop/same-code/fulltext"
	"example.com/shop/storefront"
)

func main() {
	profiles := capture.Start()
	for range profiles.Rounds(8) {
		work(profiles)
	}
	profiles.Stop()
}

func work(profiles *capture.Profiles) {
	const products = 16_000
	front := storefront.Open(products)
	index := fulltext.Build(documents(front.Catalog, 6000))

	label("shop", func() { front.Serve(1200) })
	label("search", func() { search(index, 600) })
	label("export", func() { export(front.Catalog, 300) })
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(index)
}

func label(endpoint string, serve func()) {
	pprof.Do(context.Background(), pprof.Labels("endpoint", endpoint), func(context.Context) { serve() })
}

// documents are the texts of the products.
func documents(products *catalog.Catalog, n int) []fulltext.Document {
	all := make([]fulltext.Document, n)
	for number := range all {
		product := products.Find(catalog.SKU(number))
		all[number] = fulltext.Document{ID: product.SKU, Text: product.Name + " " + product.Text}
	}
	return all
}

func search(index *fulltext.Index, queries int) {
	const workers = 4
	parallel.Run(workers, func(worker int) {
		for number := worker; number < queries; number += workers {
			first, second := catalog.Tags[number%len(catalog.Tags)], catalog.Tags[number/9%len(catalog.Tags)]
			if hits := index.Query(first+" "+second, 10); len(hits) > 10 {
				log.Fatalf("a search has %d hits", len(hits))
			}
		}
	})
}

// export writes the pages of the catalogue as JSON.
func export(products *catalog.Catalog, pages int) {
	for number := range pages {
		found := products.Search(catalog.Tags[number%len(catalog.Tags)], 40)
		text, err := json.Marshal(map[string]any{"page": number, "title": title(found), "products": found})
		if err != nil || len(text) == 0 {
			log.Fatalf("page %d: %v", number, err)
		}
	}
}

func title(products []*catalog.Product) string {
	var names []string
	for _, product := range products {
		names = append(names, product.Name)
	}
	return strings.Join(names, ", ")
}
