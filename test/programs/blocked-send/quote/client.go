// Package quote asks a supplier for prices.
package quote

import (
	"errors"
	"time"
)

// ErrLate says that the supplier did not answer in time.
var ErrLate = errors.New("the supplier did not answer in time")

// Client asks with a time limit.
type Client struct {
	supplier *Supplier
	limit    time.Duration
}

// NewClient makes a client of a supplier.
func NewClient(supplier *Supplier, limit time.Duration) *Client {
	return &Client{supplier: supplier, limit: limit}
}
