// Package discount makes things cheaper.
package discount

// Discount is taken off a price.
type Discount struct {
	Reason string
	Cents  int
}
