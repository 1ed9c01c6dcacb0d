//go:build !candidate

package quote

import "time"

// Ask returns the price of a product, or ErrLate.
func (c *Client) Ask(sku string) (int, error) {
	answer := make(chan int, 1)
	go func() {
		answer <- c.supplier.Price(sku)
	}()
	select {
	case cents := <-answer:
		return cents, nil
	case <-time.After(c.limit):
		return 0, ErrLate
	}
}
