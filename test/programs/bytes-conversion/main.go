// Bytes-conversion: every field goes from bytes to string and back.
//
// The base cleans the fields of an event as bytes, in place.
// The candidate uses the functions for strings: []byte(strings.ToLower(string(field))) copies each field
// several times.
// Culprit: example.com/shop/bytes-conversion/events.(*Handler).clean (allocated bytes).
package main

import (
	"bytes"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"runtime"

	"example.com/shop/bytes-conversion/events"
	"example.com/shop/capture"
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

	handler := events.NewHandler()
	for number := range 1500 {
		post(handler, number)
	}
	profiles.Snapshot()
	runtime.KeepAlive(front)
	runtime.KeepAlive(handler)
}

// post sends the events of one page view.
func post(handler http.Handler, number int) {
	request := httptest.NewRequest(http.MethodPost, "/events", bytes.NewReader(body(number)))
	response := httptest.NewRecorder()
	handler.ServeHTTP(response, request)
	if response.Code != http.StatusAccepted {
		log.Fatalf("the handler answers %d: %s", response.Code, response.Body)
	}
}

func body(number int) []byte {
	var text bytes.Buffer
	text.Grow(80 * 64)
	for field := range 80 {
		fmt.Fprintf(&text, "  Page-%d/Section-%d/Product Viewed by Visitor %06d  |", number%10, field%5, number)
	}
	return text.Bytes()
}
