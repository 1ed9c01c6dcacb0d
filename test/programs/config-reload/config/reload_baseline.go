//go:build !candidate

package config

import "strings"

// Reload takes the rules of a file.
func (c *Config) Reload(text string) error {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	rules := make([]*Rule, 0, len(lines))
	for number, line := range lines {
		name, value, err := cut(line, number+1)
		if err != nil {
			return err
		}
		rules = append(rules, &Rule{Name: strings.Clone(name), Value: strings.Clone(value), Line: number + 1})
	}
	c.rules = rules
	return nil
}
