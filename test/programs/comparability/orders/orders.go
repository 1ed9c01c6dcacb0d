// Package orders reads orders. Its benchmarks are run with numbers of iterations and for times that differ; built with the
// tags `grown` and `slow`, one function of it allocates more, and one takes longer.
package orders

import "hash/fnv"

// An Order is a line of a list.
type Order struct {
	Name   string
	Amount int
}

// Read makes orders of lines.
func Read(lines []string) ([]Order, uint64) {
	words := split(lines)
	orders := parse(words)
	return index(orders), check(words)
}

//go:noinline
func split(lines []string) [][]byte {
	words := make([][]byte, 0, len(lines))
	for _, line := range lines {
		words = append(words, []byte(line))
	}
	return words
}

//go:noinline
func parse(words [][]byte) []Order {
	var orders []Order
	for at, word := range words {
		for copies := 0; copies < parseCopies; copies++ {
			name := string(word)
			if copies == 0 {
				orders = append(orders, Order{Name: name, Amount: at})
			} else {
				orders[at].Name = name
			}
		}
	}
	return orders
}

//go:noinline
func index(orders []Order) []Order {
	byName := make(map[string]int)
	for at, order := range orders {
		byName[order.Name] = at
	}
	return orders[:len(byName)]
}

//go:noinline
func check(words [][]byte) uint64 {
	sum := fnv.New64a()
	for times := 0; times < checkTimes; times++ {
		for _, word := range words {
			sum.Write(word)
		}
	}
	return sum.Sum64()
}
