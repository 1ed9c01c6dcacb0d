// Session-cache: a map that forgets to forget.
//
// The base ends expired sessions: it takes them from the queue of expiry times and from the map.
// The candidate finds the end of the queue faster, by binary search, and no longer deletes from the map,
// so that every session of the day stays in memory.
// Culprit: example.com/shop/session-cache/session.(*Store).Get, which creates the sessions (heap in use).
package main

import (
	"fmt"
	"runtime"

	"example.com/shop/capture"
	"example.com/shop/session-cache/session"
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

	store := session.NewStore()
	const visitors = 50_000
	for now := range visitors {
		visit(store, now)
		visit(store, max(0, now-1000)) // the visitor of a moment ago clicks again
	}
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(store)
}

func visit(store *session.Store, visitor int) {
	current := store.Get(fmt.Sprintf("visitor-%08d", visitor), visitor)
	current.Clicks++
}
