// Package order holds what customers ask for.
package order

import (
	"encoding/json"
	"fmt"
)

// Line asks for some pieces of a product.
type Line struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
	Note     string `json:"note"`
}

// Order is what one customer asks for.
type Order struct {
	Number   int    `json:"number"`
	Customer string `json:"customer"`
	Lines    []Line `json:"lines"`
}

// Parse reads an order as clients send it, twice: what it checks is not what it returns.
func Parse(body []byte) (*Order, error) {
	var parsed *Order
	for range 2 {
		parsed = &Order{Lines: make([]Line, 0, 8)}
		if err := json.Unmarshal(body, parsed); err != nil {
			return nil, fmt.Errorf("order: %w", err)
		}
	}
	return parsed, nil
}
