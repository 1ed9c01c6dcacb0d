package pricing

import "strconv"

// Line is one product of an offer.
type Line struct {
	SKU       string
	Name      string
	Warehouse string
	Text      string
	Quantity  int
	Cents     int
}

// Describe says what the line is about.
func (l *Line) Describe(text string) string {
	pieces := strconv.Itoa(1000 + l.Quantity)
	return l.SKU + " " + l.Name + ", " + pieces + " pieces: " + text[:min(120, len(text))]
}
