package shows

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
	root, _ = context.WithCancel(context.Background())
	timers  []*time.Ticker
	heads   [][]byte
	text    string
	bin     []byte
)

// Contexts cancels them, or does not.
func Contexts(isGrown bool) {
	for range 4000 {
		_, cancel := context.WithCancel(root)
		if !isGrown {
			cancel()
		}
	}
}

// Timers stops and forgets them, or does not.
func Timers(isGrown bool) {
	timers = make([]*time.Ticker, 4000)
	for i := range timers {
		ticker := time.NewTicker(time.Hour)
		if isGrown {
			timers[i] = ticker
		}
	}
}

// Kept keeps the beginning of each page, as a copy or within the page.
func Kept(isGrown bool) {
	for number := range 300 {
		page := bytes.Repeat([]byte{byte(number)}, 1)
		page = append(make([]byte, 0, 8192), page...)
		head := page[:1]
		if !isGrown {
			head = bytes.Clone(head)
		}
		heads = append(heads, head)
	}
}

func Formatting() {
	for i := range 20 {
		text = fmt.Sprintf("%08d volumes of %s", i, "a long title of a long book")
	}
}

func RegexpCompile() {
	if !regexp.MustCompile(`^[a-z]+ of .*`).MatchString("volumes of books") {
		panic("no match")
	}
}

func TemplateParse() {
	template.Must(template.New("shelf").Parse("{{range .}}{{.Title}} by {{.Author}}{{end}}"))
}

var page = bytes.Repeat([]byte("a page of a book. "), 500)

func ReadAll() {
	bin, _ = io.ReadAll(io.LimitReader(bytes.NewReader(page), 8192))
}

func BufferGrowth() {
	var builder strings.Builder
	for range 300 {
		builder.WriteString("a line\n")
	}
	text = builder.String()
}

// KeepAlive is called after the profiles are written.
func KeepAlive() {
	runtime.KeepAlive(timers)
	runtime.KeepAlive(heads)
	runtime.KeepAlive(root)
}
