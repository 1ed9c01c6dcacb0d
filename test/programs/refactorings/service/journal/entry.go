package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

func entry(number int, receipt string) string {
	return strconv.Itoa(number) + " " + digest(receipt)
}

// digest tells whether a receipt was changed: the sums of its halves.
func digest(receipt string) string {
	text := []byte(receipt)
	first, second := sha256.Sum256(text[:len(text)/2]), sha256.Sum256(text[len(text)/2:])
	return hex.EncodeToString(first[:]) + "-" + hex.EncodeToString(second[:])
}
