// Package stock asks the warehouse how many of a product there are.
package stock

import (
	"errors"
	"net/http"
)

// ErrUnknown says that the warehouse does not have such a product.
var ErrUnknown = errors.New("the warehouse does not have this product")

// Client asks over HTTP.
type Client struct {
	url  string
	http *http.Client
}

// NewClient makes a client of the warehouse at a URL.
func NewClient(url string) *Client {
	return &Client{url: url, http: &http.Client{Transport: &http.Transport{ReadBufferSize: 1024, WriteBufferSize: 1024}}}
}
