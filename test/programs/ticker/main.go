// Ticker: a heartbeat that outlives its connection.
//
// The base sends a heartbeat per connection from a goroutine with a ticker; closing the connection stops both.
// The candidate ranges over the ticker's channel, which nobody closes: neither Stop nor the closed connection
// ends the goroutine.
// Culprit: example.com/shop/ticker/feed.(*Conn).heartbeat (goroutines).
package main

import (
	"runtime"
	"time"

	"example.com/shop/capture"
	"example.com/shop/catalog"
	"example.com/shop/storefront"
	"example.com/shop/ticker/feed"
)

func main() {
	profiles := capture.Start()
	for range profiles.Rounds(12) {
		work(profiles)
	}
	profiles.Stop()
}

func work(profiles *capture.Profiles) {
	front := storefront.Open(8000)
	front.Serve(2400)

	const connections, stillOpen = 114, 4
	var open []*feed.Conn
	for number := range connections {
		conn := feed.Open(number)
		publish(conn, front.Catalog)
		if number < connections-stillOpen {
			conn.Close()
		} else {
			open = append(open, conn)
		}
	}
	time.Sleep(100 * time.Millisecond) // closed connections end
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(open)
}

// publish sends the products of a subscriber's tags.
func publish(conn *feed.Conn, products *catalog.Catalog) {
	for _, tag := range catalog.Tags[:4] {
		for _, product := range products.Search(tag, 5) {
			conn.Send(product.SKU, product.Cents)
		}
	}
}
