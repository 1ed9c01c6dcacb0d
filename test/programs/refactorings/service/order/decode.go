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

// Decode reads an order as clients send it.
func Decode(body []byte) (*Order, error) {
	decoded := &Order{Lines: make([]Line, 0, 8)}
	if err := json.Unmarshal(body, decoded); err != nil {
		return nil, fmt.Errorf("order: %w", err)
	}
	return decoded, nil
}
