package nearly

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"strings"
	"text/template"
	"time"
)

// Keep are functions that keep more where they are told so.
var Keep = []func(isGrown bool){Contexts, Timers, Kept}

// Allocate are functions whose memory is garbage at once.
var Allocate = []func(){Formatting, RegexpCompile, TemplateParse, ReadAll, BufferGrowth}

var (
	values []context.Context
	zones  []*time.Location
	pages  [][]byte
	text   []string
	bin    []byte
)

type key struct{}

// Contexts keeps contexts that nobody has to cancel.
func Contexts(isGrown bool) {
	values = make([]context.Context, 4000)
	if !isGrown {
		return
	}
	for i := range values {
		values[i] = context.WithValue(context.Background(), key{}, "value")
	}
}

// Timers keeps what package time makes and no timer is.
func Timers(isGrown bool) {
	zones = make([]*time.Location, 4000)
	if !isGrown {
		return
	}
	for i := range zones {
		zones[i] = time.FixedZone("zone", i)
	}
}

// Kept keeps more because it makes more.
func Kept(isGrown bool) {
	count := 100
	if isGrown {
		count = 400
	}
	for range count {
		pages = append(pages, make([]byte, 8192))
	}
}

func Formatting() {
	for i := range 20 {
		bin = fmt.Appendf(nil, "%08d volumes of %s", i, "a long title of a long book")
	}
}

var title = regexp.MustCompile(`^[a-z]+ of .*`)

func RegexpCompile() {
	text = title.FindAllString("volumes of a long title of a long book", -1)
}

var shelf = template.Must(template.New("shelf").Parse("{{range .}}{{printf \"%q\" .}}{{end}}"))

func TemplateParse() {
	shelf.Execute(io.Discard, []string{"a title", "another", "the last one"})
}

var page = bytes.Repeat([]byte("a page of a book. "), 500)

func ReadAll() {
	bin = make([]byte, 8192)
	io.ReadFull(bytes.NewReader(page), bin)
}

func BufferGrowth() {
	var builder strings.Builder
	builder.Grow(4096)
	for range 300 {
		builder.WriteString("a line\n")
	}
	text = []string{builder.String()}
}

// KeepAlive is called after the profiles are written.
func KeepAlive() {
	runtime.KeepAlive(values)
	runtime.KeepAlive(zones)
	runtime.KeepAlive(pages)
}
