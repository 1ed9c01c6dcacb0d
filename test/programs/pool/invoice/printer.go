// Package invoice prints invoices.
package invoice

import (
	"bytes"
	"strconv"

	"example.com/shop/orders"
)

// pageSize is the size of a page in bytes, with its empty lines.
const pageSize = 16 << 10

// Printer prints the invoices of a company.
type Printer struct {
	company string
}

// NewPrinter makes a printer.
func NewPrinter(company string) *Printer {
	return &Printer{company: company}
}

func (p *Printer) render(page *bytes.Buffer, order *orders.Order) {
	page.WriteString(p.company)
	for _, line := range order.Lines {
		page.WriteByte('\n')
		page.WriteString(line.SKU)
		page.WriteString(amount(line.Quantity * line.Cents))
	}
	page.WriteString("\nTotal")
	page.WriteString(amount(order.Total()))
}

func amount(cents int) string {
	return "\t" + strconv.Itoa(cents/100) + "." + strconv.Itoa(cents%100)
}
