package capture

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
)

// Keys of protobuf fields are the field number times eight plus the wire type.
const (
	wireVarint     = 0
	wireBytes      = 2
	wireTypeMask   = 7
	stringTableKey = 6<<3 | wireBytes // Profile.string_table of profile.proto
)

var errForeign = errors.New("the profile is not what the Go runtime writes")

// renameString replaces one entry of the string table of a gzipped profile and leaves the rest as it is.
// The runtime writes the absolute path of the program there; -trimpath does not reach it.
func renameString(profile []byte, from, to string) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(profile))
	if err != nil {
		return nil, err
	}
	message, err := io.ReadAll(reader)
	if err != nil {
		return nil, err
	}

	var renamed bytes.Buffer
	writer, err := gzip.NewWriterLevel(&renamed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	for len(message) > 0 {
		size, err := fieldSize(message)
		if err != nil {
			return nil, err
		}
		field := message[:size]
		message = message[size:]
		if bytes.Equal(field, stringField(from)) {
			field = stringField(to)
		}
		if _, err := writer.Write(field); err != nil {
			return nil, err
		}
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return renamed.Bytes(), nil
}

// fieldSize is the size in bytes of the first field of a message, its key included.
func fieldSize(message []byte) (int, error) {
	key, keySize := binary.Uvarint(message)
	if keySize <= 0 {
		return 0, errForeign
	}
	value, valueSize := binary.Uvarint(message[keySize:])
	if valueSize <= 0 {
		return 0, errForeign
	}
	size := keySize + valueSize
	switch {
	case key&wireTypeMask == wireVarint:
		return size, nil
	case key&wireTypeMask == wireBytes && value <= uint64(len(message)-size):
		return size + int(value), nil
	}
	return 0, errForeign
}

// stringField is an entry of the string table as the profile holds it.
func stringField(text string) []byte {
	field := binary.AppendUvarint([]byte{stringTableKey}, uint64(len(text)))
	return append(field, text...)
}
