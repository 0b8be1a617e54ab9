// Noboru finds career paths: how a person gets from the role they hold to the role they want in
// steps that they can manage. Everything is in package cli; this file hands it the process.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"noboru/internal/cli"
)

func main() {
	cli.PutOffCollection(os.Getenv)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(int(code))
}
