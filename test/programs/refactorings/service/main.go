// Service: a shop that answers orders in JSON, keeps the latest sales and a journal.
//
// This is the baseline. Each folder of _overlays replaces a few files of it, for a change that is described in
// ../record.mjs.
package main

import (
	"log"
	"runtime"

	"example.com/shop/capture"
	"example.com/shop/refactorings/service/api"
	"example.com/shop/refactorings/service/catalogue"
	"example.com/shop/refactorings/service/client"
)

func main() {
	profiles := capture.Start()
	work(profiles)
	profiles.Stop()
}

func work(profiles *capture.Profiles) {
	const products, requests = 4000, 9000
	service := api.Open(catalogue.Load(products))
	for number := range requests {
		answer, err := service.Answer(client.Request(number, products))
		if err != nil || len(answer) == 0 {
			log.Fatalf("request %d: %v", number, err)
		}
	}
	profiles.Snapshot()
	runtime.KeepAlive(service)
}
