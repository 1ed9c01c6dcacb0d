//go:build !candidate

package invoice

import (
	"bytes"
	"io"

	"example.com/shop/orders"
)

// Print writes the invoice of an order.
func (p *Printer) Print(paper io.Writer, order *orders.Order) error {
	page := bytes.NewBuffer(make([]byte, 0, pageSize))
	p.render(page, order)
	_, err := page.WriteTo(paper)
	return err
}
