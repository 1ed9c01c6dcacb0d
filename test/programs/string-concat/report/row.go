// Package report writes tables for the accounts department.
package report

import (
	"fmt"

	"example.com/shop/orders"
)

const header = "order,sku,quantity,cents\n"

func row(number int, line orders.Line) string {
	return fmt.Sprintf("%08d,%s,%d,%d\n", number, line.SKU, line.Quantity, line.Cents)
}
