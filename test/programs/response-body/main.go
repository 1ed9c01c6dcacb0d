// Response-body: a body that nobody closes.
//
// The base asks the warehouse for stock levels over HTTP and closes every response.
// The candidate returns early when the warehouse has no answer, before the body is closed: the connection
// is lost, and with it the goroutines that read and write it, and the one of the server.
// Culprit: example.com/shop/response-body/stock.(*Client).Level; what leaks are the goroutines of
// net/http.(*persistConn).readLoop and writeLoop and of net/http.(*conn).serve.
package main

import (
	"errors"
	"log"
	"net/http/httptest"
	"runtime"
	"time"

	"example.com/shop/capture"
	"example.com/shop/catalog"
	"example.com/shop/response-body/stock"
	"example.com/shop/storefront"
)

func main() {
	profiles := capture.Start()
	for range profiles.Rounds(10) {
		work(profiles)
	}
	profiles.Stop()
}

func work(profiles *capture.Profiles) {
	front := storefront.Open(8000)
	front.Serve(2400)

	server := httptest.NewServer(&stock.Warehouse{Catalog: front.Catalog})
	client := stock.NewClient(server.URL)
	for number := range 105 {
		level(client, number)
	}
	time.Sleep(100 * time.Millisecond) // closed connections end
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(client)
	server.CloseClientConnections()
	server.Close()
}

func level(client *stock.Client, number int) {
	if number%3 == 2 {
		number += 1_000_000 // a product that was withdrawn
	}
	if _, err := client.Level(catalog.SKU(number)); err != nil && !errors.Is(err, stock.ErrUnknown) {
		log.Fatal(err)
	}
}
