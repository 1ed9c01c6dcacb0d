//go:build candidate

package blocklist

import "slices"

// List is a list of blocked addresses, in the order of the file.
type List struct {
	addresses []Address
}

// Load reads a list of so many addresses.
func Load(n int) *List {
	return &List{addresses: read(n)}
}

// Blocks tells whether an address is on the list.
func (l *List) Blocks(address Address) bool {
	return slices.Contains(l.addresses, address)
}
