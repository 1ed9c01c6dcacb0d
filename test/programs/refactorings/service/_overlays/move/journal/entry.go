package journal

import (
	"strconv"

	"example.com/shop/refactorings/service/checksum"
)

func entry(number int, receipt string) string {
	return strconv.Itoa(number) + " " + checksum.Digest(receipt)
}
