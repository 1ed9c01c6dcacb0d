// Package checksum tells whether a text was changed.
package checksum

import (
	"crypto/sha256"
	"encoding/hex"
)

// Digest has the sums of both halves of a receipt.
func Digest(receipt string) string {
	text := []byte(receipt)
	first, second := sha256.Sum256(text[:len(text)/2]), sha256.Sum256(text[len(text)/2:])
	return hex.EncodeToString(first[:]) + "-" + hex.EncodeToString(second[:])
}
