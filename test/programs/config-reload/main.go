// Config-reload: a configuration that grows with every reload.
//
// The base replaces its rules when the file is read again.
// The candidate reads several files and appends their rules; the rules of the last reload are never dropped.
// Culprit: example.com/shop/config-reload/config.(*Config).Reload (heap in use).
package main

import (
	"log"
	"runtime"

	"example.com/shop/capture"
	"example.com/shop/config-reload/config"
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

	settings := new(config.Config)
	for version := range 160 {
		if err := settings.Reload(config.Read(version)); err != nil {
			log.Fatal(err)
		}
		if settings.Value("checkout.rule-000007") == "" {
			log.Fatal("a rule is missing")
		}
	}
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(settings)
}
