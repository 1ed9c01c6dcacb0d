// Package money is amounts of one currency.
package money

import "strconv"

// Cents is an amount.
type Cents int

// String is the amount as people write it.
func (amount Cents) String() string {
	digits := strconv.Itoa(int(amount))
	for len(digits) < 3 {
		digits = "0" + digits
	}
	whole := len(digits) - 2
	return digits[:whole] + "." + digits[whole:]
}
