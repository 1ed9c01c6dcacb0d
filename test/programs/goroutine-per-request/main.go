// Goroutine-per-request: no limit on what runs at the same time.
//
// The base renders thumbnails on eight workers; whoever asks for more waits.
// The candidate starts a goroutine for every request, so that a slow disk makes them pile up.
// The profiles are taken at the peak, while the disk is slow.
// Culprit: example.com/shop/goroutine-per-request/thumbs.(*Service).render (goroutines), started by Submit.
package main

import (
	"runtime"
	"time"

	"example.com/shop/capture"
	"example.com/shop/catalog"
	"example.com/shop/goroutine-per-request/thumbs"
	"example.com/shop/storefront"
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

	service := thumbs.NewService()
	go submit(service)
	time.Sleep(100 * time.Millisecond) // requests arrive faster than the disk answers
	profiles.Snapshot()
	service.Recover()
	runtime.KeepAlive(front)
}

func submit(service *thumbs.Service) {
	for number := range 115 {
		service.Submit(catalog.SKU(number))
	}
	service.Close()
}
