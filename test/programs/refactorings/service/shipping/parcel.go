// Package shipping sends out what was bought.
package shipping

import "example.com/shop/refactorings/service/pricing"

// Pack puts the lines of an offer into one parcel for each warehouse.
func Pack(offer *pricing.Offer) map[string][]pricing.Line {
	return group(offer.Lines)
}

func group(lines []pricing.Line) map[string][]pricing.Line {
	groups := make(map[string][]pricing.Line)
	for _, line := range lines {
		groups[line.Warehouse] = append(groups[line.Warehouse], line)
	}
	return groups
}
