// Command oracle is `go tool pprof` for many profiles in one process: it reads questions as lines of JSON and writes an
// answer for each. It is built inside the cmd module of a Go installation (see build-oracle.ts), so that the pprof it is
// made of is the very one that `go tool pprof` of that Go is made of.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/google/pprof/driver"
	"github.com/google/pprof/profile"
)

// question holds the bytes of files as base64, and the flags of each table that is asked for.
type question struct {
	Profile  []byte     `json:"profile"`
	Baseline []byte     `json:"baseline"`
	Tables   [][]string `json:"tables"`
}

// answer holds what pprof prints, or why it cannot read a file, or why it cannot show what it has read.
type answer struct {
	Tables  []string `json:"tables,omitempty"`
	Refused string   `json:"refused,omitempty"`
	Failed  string   `json:"failed,omitempty"`
}

func main() {
	in := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for {
		var asked question
		if err := in.Decode(&asked); err == io.EOF {
			return
		} else if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := out.Encode(answerTo(asked)); err != nil {
			os.Exit(1)
		}
	}
}

func answerTo(asked question) (given answer) {
	defer func() {
		if reason := recover(); reason != nil {
			given = answer{Failed: fmt.Sprint("panic: ", reason)}
		}
	}()
	files := map[string][]byte{"profile": asked.Profile}
	if asked.Baseline != nil {
		files["baseline"] = asked.Baseline
	}
	for name, content := range files {
		if _, err := profile.ParseData(content); err != nil {
			return answer{Refused: name + ": " + err.Error()}
		}
	}
	for _, flags := range asked.Tables {
		arguments := append([]string{"-output=table"}, flags...)
		if asked.Baseline != nil {
			arguments = append(arguments, "-diff_base=baseline")
		}
		var table memory
		var said messages
		err := driver.PProf(&driver.Options{
			Flagset: newFlags(append(arguments, "profile")),
			Fetch:   fetcher(files),
			Writer:  &table,
			Obj:     noBinaries{},
			UI:      &said,
		})
		if err != nil {
			return answer{Failed: err.Error() + "\n" + said.String()}
		}
		given.Tables = append(given.Tables, table.String())
	}
	return given
}

// fetcher gives pprof a fresh copy of a file for each table, for reports change the profile that they are made of.
type fetcher map[string][]byte

func (files fetcher) Fetch(name string, _, _ time.Duration) (*profile.Profile, string, error) {
	p, err := profile.ParseData(files[name])
	return p, "", err
}

// memory is the only file that is written.
type memory struct{ bytes.Buffer }

func (m *memory) Open(string) (io.WriteCloser, error) { return m, nil }
func (m *memory) Close() error                        { return nil }

// noBinaries keeps pprof from looking for symbols: what it shows is what the profile says.
type noBinaries struct{}

func (noBinaries) Open(string, uint64, uint64, uint64, string) (driver.ObjFile, error) {
	return nil, errors.New("no binaries here")
}

func (noBinaries) Disasm(string, uint64, uint64, bool) ([]driver.Inst, error) {
	return nil, errors.New("no binaries here")
}

// messages is a user interface without a user.
type messages struct{ strings.Builder }

func (m *messages) ReadLine(string) (string, error)     { return "", io.EOF }
func (m *messages) Print(said ...any)                   { fmt.Fprintln(m, said...) }
func (m *messages) PrintErr(said ...any)                { fmt.Fprintln(m, said...) }
func (m *messages) IsTerminal() bool                    { return false }
func (m *messages) WantBrowser() bool                   { return false }
func (m *messages) SetAutoComplete(func(string) string) {}

// flags are the command line of one table.
type flags struct {
	*flag.FlagSet
	arguments []string
}

// defaults of flags as they are in a fresh process: pprof keeps what was asked last.
var defaults = map[string]any{}

func first[T any](name string, value T) T {
	if known, ok := defaults[name]; ok {
		return known.(T)
	}
	defaults[name] = value
	return value
}

func newFlags(arguments []string) *flags {
	set := flag.NewFlagSet("pprof", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	return &flags{set, arguments}
}

func (f *flags) Bool(name string, value bool, usage string) *bool {
	return f.FlagSet.Bool(name, first(name, value), usage)
}

func (f *flags) Int(name string, value int, usage string) *int {
	return f.FlagSet.Int(name, first(name, value), usage)
}

func (f *flags) Float64(name string, value float64, usage string) *float64 {
	return f.FlagSet.Float64(name, first(name, value), usage)
}

func (f *flags) String(name, value, usage string) *string {
	return f.FlagSet.String(name, first(name, value), usage)
}

func (f *flags) StringList(name, value, usage string) *[]*string {
	return &[]*string{f.FlagSet.String(name, value, usage)}
}

func (f *flags) ExtraUsage() string   { return "" }
func (f *flags) AddExtraUsage(string) {}

func (f *flags) Parse(usage func()) []string {
	if err := f.FlagSet.Parse(f.arguments); err != nil {
		panic(err)
	}
	return f.Args()
}
