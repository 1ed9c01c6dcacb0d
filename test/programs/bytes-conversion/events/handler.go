// Package events receives what visitors do.
package events

import (
	"bytes"
	"hash/fnv"
	"io"
	"net/http"
	"sync"
)

// Handler counts events.
type Handler struct {
	mutex  sync.Mutex
	counts map[uint32]int
}

// NewHandler makes a handler that has seen nothing.
func NewHandler() *Handler {
	return &Handler{counts: make(map[uint32]int, 4096)}
}

// ServeHTTP reads the events of a request.
func (h *Handler) ServeHTTP(response http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		http.Error(response, err.Error(), http.StatusBadRequest)
		return
	}
	for _, field := range split(body) {
		h.add(h.clean(field))
	}
	response.WriteHeader(http.StatusAccepted)
}

func split(body []byte) [][]byte {
	return bytes.Split(bytes.TrimSuffix(body, []byte("|")), []byte("|"))
}

func (h *Handler) add(event []byte) {
	sum := fnv.New32a()
	sum.Write(event)
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.counts[sum.Sum32()%4096]++
}
