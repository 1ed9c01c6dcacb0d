// Package config holds the settings of the shop.
package config

import (
	"fmt"
	"strings"
)

// Rule is one setting.
type Rule struct {
	Name  string
	Value string
	Line  int
}

// Config is all settings.
type Config struct {
	rules []*Rule
}

// Value is the latest value of a setting, or "".
func (c *Config) Value(name string) string {
	for i := len(c.rules) - 1; i >= 0; i-- {
		if c.rules[i].Name == name {
			return c.rules[i].Value
		}
	}
	return ""
}

// cut splits a line into name and value.
func cut(line string, number int) (name, value string, err error) {
	name, value, found := strings.Cut(line, "=")
	if !found {
		return "", "", fmt.Errorf("line %d has no value: %s", number, line)
	}
	return strings.TrimSpace(name), strings.TrimSpace(value), nil
}
