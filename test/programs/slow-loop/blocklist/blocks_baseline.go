//go:build !candidate

package blocklist

import "slices"

// List is a list of blocked addresses, sorted.
type List struct {
	addresses []Address
}

// Load reads a list of so many addresses.
func Load(n int) *List {
	addresses := read(n)
	slices.Sort(addresses)
	return &List{addresses: addresses}
}

// Blocks tells whether an address is on the list.
func (l *List) Blocks(address Address) bool {
	_, found := slices.BinarySearch(l.addresses, address)
	return found
}
