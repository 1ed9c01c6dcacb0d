// Io-under-mutex: one slow disk behind one lock.
//
// The base numbers the lines of its log under a mutex and writes them to the disk after unlocking.
// The candidate defers the Unlock, so that the mutex is held during the write: all writers wait for the disk.
// Culprit: example.com/shop/io-under-mutex/audit.(*Log).Write (delay of mutex and block).
package main

import (
	"log"
	"runtime"

	"example.com/shop/capture"
	"example.com/shop/io-under-mutex/audit"
	"example.com/shop/parallel"
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

	trail := audit.NewLog(audit.Disk{})
	parallel.Run(8, func(worker int) {
		for order := range 50 {
			if err := trail.Write("worker %d accepted order %d", worker, order); err != nil {
				log.Fatal(err)
			}
		}
	})
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(trail)
}
