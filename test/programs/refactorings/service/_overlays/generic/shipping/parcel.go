// Package shipping sends out what was bought.
package shipping

import "example.com/shop/refactorings/service/pricing"

// Pack puts the lines of an offer into one parcel for each warehouse.
func Pack(offer *pricing.Offer) map[string][]pricing.Line {
	return group(offer.Lines, func(line pricing.Line) string { return line.Warehouse })
}

func group[Key comparable, Item any](items []Item, keyOf func(Item) Key) map[Key][]Item {
	groups := make(map[Key][]Item)
	for _, item := range items {
		groups[keyOf(item)] = append(groups[keyOf(item)], item)
	}
	return groups
}
