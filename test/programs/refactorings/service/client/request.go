// Package client sends orders, always the same ones.
package client

import (
	"encoding/json"
	"strconv"

	"example.com/shop/refactorings/service/catalogue"
	"example.com/shop/refactorings/service/order"
)

// Request is the body of a request.
func Request(number, products int) []byte {
	placed := order.Order{Number: number, Customer: customer(number), Lines: lines(number, products)}
	body, err := json.Marshal(placed)
	if err != nil {
		panic(err)
	}
	return body
}

func customer(number int) string {
	return "customer " + strconv.Itoa(100_000+number%2000) + " of the main street"
}

func lines(number, products int) []order.Line {
	chosen := make([]order.Line, 8)
	for i := range chosen {
		chosen[i] = order.Line{
			SKU:      catalogue.SKU((number*31 + i*977) % products),
			Quantity: 1 + (number+i)%9,
			Note:     "please wrap piece " + strconv.Itoa(number*8+i) + " as a present, with a card",
		}
	}
	return chosen
}
