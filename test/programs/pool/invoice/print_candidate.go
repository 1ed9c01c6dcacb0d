//go:build candidate

package invoice

import (
	"bytes"
	"io"
	"sync"

	"example.com/shop/orders"
)

var pages = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, pageSize)) }}

// Print writes the invoice of an order.
func (p *Printer) Print(paper io.Writer, order *orders.Order) error {
	page := pages.Get().(*bytes.Buffer)
	defer pages.Put(page)
	page.Reset()
	p.render(page, order)
	_, err := page.WriteTo(paper)
	return err
}
