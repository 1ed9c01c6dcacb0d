package office

import (
	"bytes"
	"fmt"
	"runtime"
)

// Exposition is what a Prometheus server reads: https://prometheus.io/docs/instrumenting/exposition_formats/
func (o *Office) Exposition() []byte {
	o.mu.Lock()
	sold, valid := o.sold, len(o.valid)
	o.mu.Unlock()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)

	var text bytes.Buffer
	one := func(name, kind, help string, value float64) {
		fmt.Fprintf(&text, "# HELP %s %s\n# TYPE %s %s\n%s %v\n", name, help, name, kind, name, value)
	}
	fmt.Fprintf(&text, "# HELP go_info Information about the Go environment.\n# TYPE go_info gauge\n")
	fmt.Fprintf(&text, "go_info{version=%q} 1\n", runtime.Version())
	one("go_goroutines", "gauge", "Number of goroutines that currently exist.", float64(runtime.NumGoroutine()))
	one("go_memstats_alloc_bytes", "gauge", "Number of bytes allocated and still in use.", float64(memory.Alloc))
	one("go_memstats_heap_inuse_bytes", "gauge", "Number of heap bytes in use.", float64(memory.HeapInuse))
	one("go_memstats_mallocs_total", "counter", "Total number of mallocs.", float64(memory.Mallocs))
	one("process_resident_memory_bytes", "gauge", "Resident memory size in bytes.", float64(memory.Sys))
	one("kiosk_valid_tickets", "gauge", `Tickets that are valid, also "old" ones.\nThey are kept for ever.`, float64(valid))

	fmt.Fprint(&text, "\n# A comment that is neither help nor type.\n# TYPE kiosk_tickets_total counter\n")
	for train := range 4 {
		fmt.Fprintf(&text, "kiosk_tickets_total{train=\"train-%d\",station=\"N\\\"orth\\\\1\\n\"} %d\n", train, sold/4)
	}
	fmt.Fprint(&text, "# TYPE kiosk_price_euros histogram\n")
	for at, bound := range []string{"2.5", "10", "+Inf"} {
		fmt.Fprintf(&text, "kiosk_price_euros_bucket{le=%q,} %d\n", bound, sold*(at+1)/3)
	}
	fmt.Fprintf(&text, "kiosk_price_euros_sum %g\nkiosk_price_euros_count %d\n", float64(sold)*4.2, sold)
	fmt.Fprint(&text, "# TYPE kiosk_queue_seconds summary\n")
	fmt.Fprint(&text, "kiosk_queue_seconds{quantile=\"0.5\"} 0.25\nkiosk_queue_seconds{quantile=\"0.99\"} NaN\n")
	fmt.Fprint(&text, "kiosk_queue_seconds_sum 1.5e+03\nkiosk_queue_seconds_count 6000\n")
	fmt.Fprintf(&text, "# TYPE kiosk_opened untyped\nkiosk_opened{desk=\"north\"} 1 1767225600000\n")
	return text.Bytes()
}
