// Command load sends the same requests to the shop every time: so many in a second, for so long, each by a new visitor.
// A fixed rate makes two captures comparable: a faster service gets no more work, and the load ends when it is planned to.
//
//	load -url http://localhost:8080 -rate 500 -for 60s
//
// It fails if a request fails.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"sync"
	"time"
)

func main() {
	url := flag.String("url", "http://"+shop(), "address of the shop")
	rate := flag.Int("rate", 500, "requests per second")
	duration := flag.Duration("for", time.Minute, "how long")
	workers := flag.Int("workers", 8, "requests at a time, at most")
	flag.Parse()

	count := int(duration.Seconds() * float64(*rate))
	numbers := make(chan int)
	var group sync.WaitGroup
	for range *workers {
		group.Add(1)
		go func() {
			defer group.Done()
			for number := range numbers {
				visit(fmt.Sprintf("%s/search?q=tea&visitor=%d", *url, number))
			}
		}()
	}
	start := time.Now()
	for number := range count {
		due := start.Add(time.Duration(number) * time.Second / time.Duration(*rate))
		time.Sleep(time.Until(due))
		numbers <- number
	}
	close(numbers)
	group.Wait()
	log.Printf("%d requests in %v", count, time.Since(start).Round(time.Millisecond))
}

// shop is where it listens unless the load is told otherwise.
func shop() string {
	if address := os.Getenv("SHOP_ADDRESS"); address != "" {
		return address
	}
	return "localhost:8080"
}

func visit(address string) {
	response, err := http.Get(address)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		log.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		log.Fatalf("%s: %s", address, response.Status)
	}
}
