package stock

import (
	"encoding/json"
	"net/http"
	"strings"

	"example.com/shop/catalog"
)

// level is an answer of the warehouse.
type level struct {
	SKU   string `json:"sku"`
	Count int    `json:"count"`
}

// Warehouse answers how many of a product there are.
type Warehouse struct {
	Catalog *catalog.Catalog
}

// ServeHTTP answers GET /stock/SKU.
func (w *Warehouse) ServeHTTP(response http.ResponseWriter, request *http.Request) {
	sku := strings.TrimPrefix(request.URL.Path, "/stock/")
	product := w.Catalog.Find(sku)
	if product == nil {
		http.Error(response, "no product has the number "+sku, http.StatusNotFound)
		return
	}
	if err := json.NewEncoder(response).Encode(level{SKU: sku, Count: product.Cents % 50}); err != nil {
		panic(err)
	}
}
