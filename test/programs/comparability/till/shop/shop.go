// Package shop keeps what a shop keeps between two snapshots.
package shop

// Shop is what stays in use.
type Shop struct {
	rolls, batch, catalogue, receipts [][]byte
	cache                             map[int][]byte
	closed                            chan struct{}
}

const (
	objectBytes  = 128 << 10
	cacheEntries = 256
)

// Open is a shop with nothing in it.
func Open() *Shop {
	return &Shop{cache: make(map[int][]byte, cacheEntries), closed: make(chan struct{})}
}

// Do does one thing by its name; false for one that it does not know.
func (shop *Shop) Do(what string, round int) bool {
	switch what {
	case "":
	case "cache":
		shop.fillCache(round)
	case "batch":
		shop.fillBatch(round)
	case "catalogue":
		shop.loadCatalogue(round)
	case "receipts":
		shop.keepReceipts()
	case "guests":
		shop.letWait()
	default:
		return false
	}
	return true
}

// Rolls replaces what there is by as much.
//
//go:noinline
func (shop *Shop) Rolls() {
	shop.rolls = shop.rolls[:0]
	for count := 0; count < 128; count++ {
		shop.rolls = append(shop.rolls, make([]byte, objectBytes))
	}
}

// Asked for at random, a cache fills ever more slowly.
//
//go:noinline
func (shop *Shop) fillCache(round int) {
	seed := uint32(round + 1)
	for count := 0; count < 3*cacheEntries/2; count++ {
		seed = seed*1664525 + 1013904223
		key := int(seed>>8) % cacheEntries
		if shop.cache[key] == nil {
			shop.cache[key] = make([]byte, objectBytes)
		}
	}
}

//go:noinline
func (shop *Shop) fillBatch(round int) {
	if round%4 == 0 {
		shop.batch = nil
	}
	for count := 0; count < 64; count++ {
		shop.batch = append(shop.batch, make([]byte, objectBytes))
	}
}

//go:noinline
func (shop *Shop) loadCatalogue(round int) {
	if round != 6 {
		return
	}
	for count := 0; count < 256; count++ {
		shop.catalogue = append(shop.catalogue, make([]byte, objectBytes))
	}
}

//go:noinline
func (shop *Shop) keepReceipts() {
	for count := 0; count < 32; count++ {
		shop.receipts = append(shop.receipts, make([]byte, objectBytes))
	}
}

//go:noinline
func (shop *Shop) letWait() {
	for count := 0; count < 3; count++ {
		go shop.wait()
	}
}

func (shop *Shop) wait() {
	<-shop.closed
}
