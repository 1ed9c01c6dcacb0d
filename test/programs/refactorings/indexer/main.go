// Indexer: a full-text search that reads documents, answers queries, shows snippets and finds titles that are alike.
//
// This is the baseline. Each folder of _overlays replaces a few files of it, for a change that is described in
// ../record.mjs.
package main

import (
	"log"
	"runtime"

	"example.com/shop/capture"
	"example.com/shop/refactorings/indexer/corpus"
	"example.com/shop/refactorings/indexer/index"
	"example.com/shop/refactorings/indexer/query"
	"example.com/shop/refactorings/indexer/snippet"
	"example.com/shop/refactorings/indexer/suggest"
)

func main() {
	profiles := capture.Start()
	work(profiles)
	profiles.Stop()
}

func work(profiles *capture.Profiles) {
	const texts, queries, shown = 5000, 500, 20
	documents := corpus.Write(texts)
	searched := index.Build(documents)
	titles := suggest.Learn(documents)

	pages := make([]string, 0, queries*shown)
	for number := range queries {
		words := []string{corpus.Word(number), corpus.Word(number + 7)}
		for _, hit := range query.Run(searched, words, shown) {
			document := documents[hit.Document]
			pages = append(pages, snippet.Highlight(document.Text, words))
			if len(titles.Alike(document.Title)) == 0 {
				log.Fatalf("query %d: nothing is like %q", number, document.Title)
			}
		}
	}
	profiles.Snapshot()
	runtime.KeepAlive(documents)
	runtime.KeepAlive(searched)
	runtime.KeepAlive(titles)
	runtime.KeepAlive(pages)
}
