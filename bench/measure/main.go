// Measure runs a command, throws its output away and prints what the operating system says that it used:
// CPU time and wall time in milliseconds, peak memory in MiB, and its exit code.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func main() {
	command := exec.Command(os.Args[1], os.Args[2:]...)
	begin := time.Now()
	if err := command.Run(); err != nil {
		if _, exited := err.(*exec.ExitError); !exited {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	wall := time.Since(begin)
	state := command.ProcessState
	usage := state.SysUsage().(*syscall.Rusage)
	cpu := state.UserTime() + state.SystemTime()
	fmt.Printf("%.2f %.2f %.2f %d\n", ms(cpu), ms(wall), float64(usage.Maxrss)/1024, state.ExitCode())
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
