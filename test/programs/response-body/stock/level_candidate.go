//go:build candidate

package stock

import (
	"encoding/json"
	"net/http"
)

// Level returns how many of a product there are, or ErrUnknown.
func (c *Client) Level(sku string) (int, error) {
	response, err := c.http.Get(c.url + "/stock/" + sku)
	if err != nil {
		return 0, err
	}
	if response.StatusCode == http.StatusNotFound {
		return 0, ErrUnknown
	}
	defer response.Body.Close()
	var answer level
	err = json.NewDecoder(response.Body).Decode(&answer)
	return answer.Count, err
}
