// Package blocklist knows addresses that are not served.
package blocklist

// Address is an IPv4 address.
type Address uint32

// read returns the addresses of the file, the latest last.
func read(n int) []Address {
	addresses := make([]Address, n)
	for number := range addresses {
		addresses[number] = Address(number * 15838 % 15_838_001)
	}
	return addresses
}
